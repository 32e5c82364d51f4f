import { spawn } from 'node:child_process';
import { reason, UsageError } from '../errors.ts';

export interface CommandOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Ends the command, and all that it has started. */
  readonly signal: AbortSignal;
  /** Told of what the command prints, as it comes. */
  readonly onOutput: (chunk: Buffer) => void;
}

export interface Ended {
  /** The command's exit code; 128 and the signal's number when a signal ended it, as shells have it. */
  readonly exitCode: number;
  /** All that it printed on standard output and error. */
  readonly output: string;
}

/** No test suite prints more that anybody reads; beyond it only the exit code counts. In bytes. */
const mostOutput = 64 * 1024 * 1024;

/**
 * Runs the client's command.
 *
 * @throws {UsageError} when it cannot be started.
 */
export function runCommand(options: CommandOptions): Promise<Ended> {
  const [file = '', ...args] = options.command;
  return new Promise((resolve, reject) => {
    // A group of its own, so that whatever the command starts ends with it.
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      options.onOutput(chunk);
      length += chunk.length;
      if (length <= mostOutput) chunks.push(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const end = (): void => endGroup(child.pid);
    options.signal.addEventListener('abort', end, { once: true });
    if (options.signal.aborted) end();
    child.once('error', cause => {
      options.signal.removeEventListener('abort', end);
      reject(new UsageError(`the command ${file} cannot be started: ${reason(cause)}`, { cause }));
    });
    child.once('close', (code, signal) => {
      options.signal.removeEventListener('abort', end);
      resolve({
        exitCode: code ?? 128 + signalNumber(signal),
        output: Buffer.concat(chunks).toString('utf8'),
      });
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

function signalNumber(signal: NodeJS.Signals | null): number {
  return signal === 'SIGKILL' ? 9 : signal === 'SIGINT' ? 2 : 15;
}
