import { type ChildProcess, spawn } from 'node:child_process';
import { TargetError } from '../../mocks/errors.ts';
import type { Playground } from './playground.ts';

export interface PlaygroundOptions {
  readonly playground: Playground;
  /** The URL at which the site is found: its home URL, whatever the port is that Playground listens on. */
  readonly siteUrl: string;
  /** The blueprint's file, which chooses PHP's version too. */
  readonly blueprint: string;
  /** Folders and files of this machine by the path at which WordPress sees them. */
  readonly mounts: Readonly<Record<string, string>>;
  /** The folder that it runs in. */
  readonly cwd: string;
  /** A file that says when it is, in Unix seconds; the machine's clock when left out. */
  readonly clock?: string;
  readonly signal: AbortSignal;
}

/** WordPress at a port of its own, on HTTP. */
export interface RunningPlayground {
  /** `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Why it has ended by itself; undefined while it runs. */
  ended(): string | undefined;
  close(): Promise<void>;
}

/** A WordPress for tests: nothing in the background, nothing to the outside, no notices in the answers. */
const constants = {
  '--define-bool': {
    WP_DEBUG: false,
    WP_DEBUG_LOG: false,
    WP_DEBUG_DISPLAY: false,
    DISABLE_WP_CRON: true,
    AUTOMATIC_UPDATER_DISABLED: true,
    WP_HTTP_BLOCK_EXTERNAL: true,
  },
  '--define': { WP_ACCESSIBLE_HOSTS: '127.0.0.1,localhost,app.test,shop.test' },
};

/**
 * Run before Playground, in each of its threads. It ends with the process that has started it, even where that one is
 * killed. Where a clock is given, a file that says when it is in Unix seconds, it goes on from there: WebAssembly asks
 * `Date.now()`. The file is looked at once a millisecond at most, since PHP asks often.
 */
const preloaded = `
process.once('disconnect', () => {
  process.kill(process.pid);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 3000).unref();
});
process.channel?.unref();
const clock = process.env.LATCHKEY_CLOCK;
if (clock) {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const machine = Date.now;
  let lookedAt;
  let told;
  let ahead = 0;
  Date.now = () => {
    const now = machine();
    if (now !== lookedAt) {
      lookedAt = now;
      const wanted = readFileSync(clock, 'latin1');
      if (wanted !== told) {
        told = wanted;
        ahead = Number(wanted) * 1000 - now;
      }
    }
    return now + ahead;
  };
}
`;

/** Fields that Latchkey sends with a request are longer than Node takes by default. */
const headSize = 512 * 1024;

function argumentsFor(command: string, options: PlaygroundOptions): string[] {
  const { playground, siteUrl, blueprint, mounts } = options;
  return [
    `--max-http-header-size=${headSize}`,
    `--import=data:text/javascript,${encodeURIComponent(preloaded)}`,
    playground.bin,
    command,
    `--site-url=${siteUrl}`,
    `--blueprint=${blueprint}`,
    ...Object.entries(mounts).flatMap(([seen, own]) => ['--mount-dir-before-install', own, seen]),
    ...Object.entries(constants).flatMap(([flag, values]) =>
      Object.entries(values).flatMap(([name, value]) => [flag, name, String(value)]),
    ),
  ];
}

/**
 * Runs a blueprint on the mounted files and ends: WordPress is installed where it is not.
 *
 * @throws {TargetError} with what Playground said last.
 */
export async function runBlueprint({
  failed,
  ...options
}: PlaygroundOptions & {
  /** What PHP itself has left about a failure. */
  readonly failed: () => string | undefined;
}): Promise<void> {
  const child = start(
    [
      ...argumentsFor('run-blueprint', options),
      '--wordpress-install-mode=install-from-existing-files-if-needed',
    ],
    options,
  );
  const code = await child.exit;
  if (code !== 0) throw broken(child, 'WordPress could not be set up', failed());
}

/**
 * Serves the mounted site until it is closed.
 *
 * @throws {TargetError} with what Playground said last, where it does not begin to serve.
 */
export async function servePlayground(options: PlaygroundOptions): Promise<RunningPlayground> {
  const child = start(
    [
      ...argumentsFor('server', options),
      '--wordpress-install-mode=do-not-attempt-installing',
      '--port=0',
      // A page that asks its own site needs a second one.
      '--workers=2',
    ],
    options,
  );
  const url = await Promise.race([child.ready, child.exit.then(() => undefined)]);
  if (url === undefined) throw broken(child, 'the store did not start');
  return {
    url,
    ended: () => (child.process.exitCode === null ? undefined : child.lastLine()),
    close: () => child.end(),
  };
}

interface Child {
  readonly process: ChildProcess;
  readonly exit: Promise<number | null>;
  /** The URL that it says it is at. */
  readonly ready: Promise<string>;
  lastLine(): string;
  end(): Promise<void>;
}

function start(args: readonly string[], { cwd, clock, signal }: PlaygroundOptions): Child {
  const { promise: ready, resolve } = Promise.withResolvers<string>();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', LATCHKEY_CLOCK: clock },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  const onData = (chunk: string) => {
    output = `${output}${chunk}`.slice(-20_000);
    const at = /running on (http:\/\/\S+)/.exec(output.replaceAll(/\u001b\[[\d;]*m/g, ''))?.[1];
    if (at !== undefined) resolve(at);
  };
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onData);
  const exit = new Promise<number | null>(done => {
    child.once('exit', code => done(code));
    child.once('error', error => {
      output += `\n${error.message}`;
      done(1);
    });
  });
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 3_000);
    await exit;
    clearTimeout(late);
  };
  signal.addEventListener('abort', () => void end(), { once: true });
  return { process: child, exit, ready, lastLine: () => lastError(output), end };
}

/** The line that tells most: the first that speaks of an error, or the last one. */
function lastError(output: string): string {
  const lines = output
    .replaceAll(/\u001b\[[\d;]*m/g, '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  return (lines.find(line => /error|fatal|exception/i.test(line)) ?? lines.at(-1) ?? 'it said nothing').slice(
    0,
    300,
  );
}

function broken(child: Child, what: string, why = child.lastLine()): TargetError {
  return new TargetError({ where: 'WordPress Playground', what: `${what}: ${why}` });
}
