import { PassThrough } from 'node:stream';
import { run } from '../../src/cli/program.ts';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process, in a folder, as on a terminal when asked for. */
export async function latchkey(
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly isTerminal?: boolean;
  },
): Promise<Ended> {
  const stream = () => Object.assign(new PassThrough(), { isTTY: options.isTerminal === true });
  const [stdout, stderr] = [stream(), stream()];
  let code = 0;
  await run(args, {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env: options.env ?? {},
    cwd: options.cwd,
    interrupted: new AbortController().signal,
    finish: given => {
      code = given;
    },
  });
  stdout.end();
  stderr.end();
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}
