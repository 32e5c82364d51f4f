import { type ChildProcess, execFile, spawn } from 'node:child_process';
import path from 'node:path';
import type { TestContext } from 'node:test';

const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `latchkey ARGUMENT …` to its end. */
export function latchkey(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise(resolve => {
    const child: ChildProcess = execFile(
      process.execPath,
      [main, ...args],
      { env: { ...process.env, ...env }, timeout: 60_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

export interface Serving {
  readonly http: string;
  readonly https: string;
  readonly control: string;
  readonly ca: string;
  /** All that came on stdout so far. */
  stdout(): string;
  /** Sends the signal, and tells how it ended. */
  end(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Starts `latchkey serve --json …`, waits until it is ready, and ends it with the test. */
export async function serve(context: TestContext, ...args: string[]): Promise<Serving> {
  const child = spawn(process.execPath, [main, 'serve', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const ended = new Promise<Ended>(resolve => {
    child.on('close', code => resolve({ code, stdout, stderr }));
  });
  context.after(() => child.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', chunk => {
      stdout += chunk;
      if (stdout.includes('\n')) resolve();
    });
    child.on('close', () => reject(new Error(`latchkey serve ended: ${stderr}`)));
  });
  return {
    ...(JSON.parse(stdout.split('\n', 1)[0] as string) as Pick<Serving, 'http' | 'https' | 'control' | 'ca'>),
    stdout: () => stdout,
    end(signal = 'SIGINT') {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs `latchkey serve …` without `--json` until it says how to end it, and does so. */
export function serveForPeople(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [main, 'serve', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', chunk => {
    stdout += chunk;
    if (stdout.includes('Ctrl-C')) child.kill('SIGINT');
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  return new Promise(resolve => {
    child.on('close', code => resolve({ code, stdout, stderr }));
  });
}
