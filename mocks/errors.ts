/**
 * The errors that Latchkey tells people about. Each has a stable code for tools, a message of one line for people,
 * and advice where there is something to do. Anything else that is thrown is a fault of Latchkey itself.
 */

/** The codes are part of the public interface: a tool may compare them, so they are never renamed. */
export type ErrorCode =
  /** A flag, argument or configuration that is not as it should be. */
  | 'LATCHKEY_USAGE'
  /** A fixture that cannot be read, or is none. */
  | 'LATCHKEY_FIXTURE'
  /** A recording that cannot be read, or is none. */
  | 'LATCHKEY_RECORDING'
  /** A configuration file that cannot be read or does not validate. */
  | 'LATCHKEY_CONFIGURATION'
  /** A port that cannot be listened on. */
  | 'LATCHKEY_LISTEN'
  /** A certificate, key or CA file that cannot be used. */
  | 'LATCHKEY_CERTIFICATE'
  /** The target did not answer, or not as a WordPress site does. */
  | 'LATCHKEY_TARGET'
  /** A report or another file could not be written. */
  | 'LATCHKEY_WRITE'
  /** The harness itself broke. */
  | 'LATCHKEY_HARNESS';

export interface ErrorOptions {
  readonly cause?: unknown;
  /** One sentence that a person can act on. */
  readonly advice?: string;
}

/** An error that Latchkey tells people about: a stable code, one line, and advice where there is any. */
export class LatchkeyError extends Error {
  override readonly name: string = 'LatchkeyError';
  readonly code: ErrorCode;
  readonly advice: string | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.advice = options.advice;
  }
}

/** What the user asked for cannot be done as asked: a flag, a file, a configuration. Exit code 2. */
export class UsageError extends LatchkeyError {
  override readonly name = 'UsageError';

  constructor(message: string, options: ErrorOptions & { readonly code?: ErrorCode } = {}) {
    super(options.code ?? 'LATCHKEY_USAGE', message, options);
  }
}

/** The target could not be asked, or the harness broke on the way. Exit code 3. */
export class TargetError extends LatchkeyError {
  override readonly name = 'TargetError';

  constructor(message: string, options: ErrorOptions & { readonly code?: ErrorCode } = {}) {
    super(options.code ?? 'LATCHKEY_TARGET', message, options);
  }
}

/** The short reason in whatever was thrown, for the end of a message: `ENOENT`, or the first line of its text. */
export function reason(thrown: unknown): string {
  if (thrown instanceof Error) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return 'no such file';
    if (code === 'EISDIR') return 'it is a directory';
    if (code === 'EACCES') return 'permission denied';
    return (thrown.message.split('\n', 1)[0] as string) || thrown.name;
  }
  return String(thrown);
}
