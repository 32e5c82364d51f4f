import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { reason, UsageError } from '../../mocks/errors.ts';

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
  /** What it printed on standard output and error: all of it, or its first and last parts. */
  readonly output: string;
}

/** No test suite prints more that anybody reads; of more the end is kept, beside the beginning. In bytes. */
const mostOutput = 32 * 1024 * 1024;
/** How long a command that was told to end may take to put things away, in milliseconds. */
const endingGrace = 3_000;
/** How long the output of a command that has ended may still be on its way, in milliseconds. */
const outputGrace = 500;

/**
 * Runs the client's command. It is over when the command itself has ended: what it has left running, a server that
 * was put in the background, ends with it.
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
    const output = new Output();
    const take = (chunk: Buffer): void => {
      options.onOutput(chunk);
      output.add(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);

    const timers: NodeJS.Timeout[] = [];
    const end = (): void => {
      signalGroup(child, 'SIGTERM');
      timers.push(setTimeout(() => signalGroup(child, 'SIGKILL'), endingGrace));
    };
    // Should this process end first, nobody else would end the command.
    const kill = (): void => signalGroup(child, 'SIGKILL');
    process.once('exit', kill);
    options.signal.addEventListener('abort', end, { once: true });
    if (options.signal.aborted) end();
    const settle = (): void => {
      for (const timer of timers) clearTimeout(timer);
      process.off('exit', kill);
      options.signal.removeEventListener('abort', end);
      child.stdout.destroy();
      child.stderr.destroy();
    };

    child.once('error', cause => {
      settle();
      reject(new UsageError(`the command ${file} cannot be started: ${reason(cause)}`, { cause }));
    });
    child.once('exit', (code, signal) => {
      const done = (): void => {
        settle();
        resolve({
          exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]),
          output: output.text(),
        });
      };
      // The pipes stay open as long as something that the command started holds them, even in a session of its own.
      signalGroup(child, 'SIGTERM');
      timers.push(
        setTimeout(() => {
          signalGroup(child, 'SIGKILL');
          done();
        }, outputGrace),
      );
      child.once('close', () => {
        if (!groupLives(child)) done();
      });
    });
  });
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has ended by itself.
  }
}

function groupLives({ pid }: ChildProcess): boolean {
  if (pid === undefined || process.platform === 'win32') return false;
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}

/** What was printed, as much as is kept of it. */
class Output {
  readonly #head: Buffer[] = [];
  #headLength = 0;
  #tail: Buffer[] = [];
  #tailLength = 0;

  add(chunk: Buffer): void {
    if (this.#headLength < mostOutput) {
      this.#head.push(chunk);
      this.#headLength += chunk.length;
      return;
    }
    this.#tail.push(chunk);
    this.#tailLength += chunk.length;
    if (this.#tailLength < 2 * mostOutput) return;
    const kept = Buffer.concat(this.#tail).subarray(-mostOutput);
    this.#tail = [kept];
    this.#tailLength = kept.length;
  }

  text(): string {
    return Buffer.concat([...this.#head, ...this.#tail]).toString('utf8');
  }
}
