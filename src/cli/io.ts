import type { ExitCode } from './exit.ts';

/** Where a command reads and writes: passed in, never taken, so that a test can run it in its own process. */
export interface CommandIo {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /**
   * Aborted when the user or the system asks the command to end: Ctrl-C, SIGTERM, a closed terminal. A command that reads this takes
   * it upon itself to end; one that does not is ended by the signal, as any program is.
   */
  readonly interrupted: AbortSignal;
  /** Says what the process is to end with; a command that says nothing has passed. */
  finish(code: ExitCode): void;
}
