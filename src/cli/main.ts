import type { ExitCode } from './exit.ts';

// Before anything else is imported: a second start then skips reading and stripping the types.
// Deno has no such cache, and refuses the import of what is not there.
process.getBuiltinModule('node:module').enableCompileCache?.();

const { exitCodes } = await import('./exit.ts');
const { run } = await import('./program.ts');

let exitCode: ExitCode = 0;
let interrupt: AbortController | undefined;

/** From here on the command ends itself on Ctrl-C, SIGTERM and a closed terminal; a second one ends the process as it stands. */
function interrupted(): AbortSignal {
  if (interrupt) return interrupt.signal;
  const controller = new AbortController();
  interrupt = controller;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort(signal);
    });
  return controller.signal;
}

// A reader that has gone away (`latchkey verify | head -1`) is no error, and no reason to leave a run half done: the
// verdict is in the reports and in the exit code.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    // A full disk: what was to be told is lost, and nobody must take that for a verdict.
    if (stream === process.stdout)
      process.stderr.write(`latchkey: stdout cannot be written: ${error.message}\n`);
    process.exit(exitCodes.broken);
  });

function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    process.stderr.write(
      'latchkey: the folder that this was called in is gone; expected one that is there\n',
    );
    process.exit(exitCodes.usage);
  }
}

const cwd = currentFolder();
await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd,
  get interrupted() {
    return interrupted();
  },
  finish(code) {
    exitCode = code;
  },
});
process.exitCode = exitCode;
