/**
 * The errors that Latchkey tells people about: one family for the store, the command line and the public API. Each has
 * a stable code for tools, a message of one line for people, and advice where there is something to do. Anything else
 * that is thrown is a fault of Latchkey itself. This file imports nothing: it stands below the store and `src/` alike.
 */

/** The codes are part of the public interface: a tool may compare them, so they are never renamed. */
export type LatchkeyErrorCode =
  /** A flag or an argument that is not as it should be. */
  | 'LATCHKEY_USAGE'
  /** A configuration file that cannot be read or does not validate. */
  | 'LATCHKEY_CONFIGURATION'
  /** A fixture that cannot be read, or is none. */
  | 'LATCHKEY_FIXTURE'
  /** A recording that cannot be read, or is none. */
  | 'LATCHKEY_RECORDING'
  /** A report that cannot be read, or is none. */
  | 'LATCHKEY_REPORT'
  /** A hosting fault that cannot be switched on as it was written. */
  | 'LATCHKEY_FAULT'
  /** A WooCommerce version that is none. */
  | 'LATCHKEY_PROFILE'
  /** A home URL that is no absolute http or https URL. */
  | 'LATCHKEY_HOME'
  /** A user that the store has not got. */
  | 'LATCHKEY_USER'
  /** A webhook that there is none of, or nothing that it could deliver. */
  | 'LATCHKEY_WEBHOOK'
  /** A URL of a request that is no absolute http or https URL. */
  | 'LATCHKEY_URL'
  /** A user-id or password that the Basic scheme cannot carry (RFC 7617 section 2). */
  | 'LATCHKEY_CREDENTIALS'
  /** A certificate, key or CA file that cannot be used. */
  | 'LATCHKEY_CERTIFICATE'
  /** A port that cannot be listened on. */
  | 'LATCHKEY_LISTEN'
  /** A request to the control listener that it refuses. */
  | 'LATCHKEY_CONTROL'
  /** The target did not answer, or not as a WordPress site does. */
  | 'LATCHKEY_TARGET'
  /** The key-granting flow did not go on. */
  | 'LATCHKEY_FLOW'
  /** A persona could not be made or removed on a live store. */
  | 'LATCHKEY_PERSONA'
  /** The run was interrupted before it was done. */
  | 'LATCHKEY_INTERRUPTED'
  /** A report or another file could not be written. */
  | 'LATCHKEY_WRITE'
  /** The harness itself broke. */
  | 'LATCHKEY_HARNESS';

/** What the one line of an error is made of: "where: what; expected …". At least one of `what` and `expected`. */
export interface ErrorParts {
  /** The input and the place in it: `latchkey.config.json:12:5`, `--shard 3/2`, `home URL "shop"`. */
  readonly where?: string | undefined;
  /** What is wrong there: `no such file`, `"url" is given twice`. */
  readonly what?: string | undefined;
  /** What should have been there: `a configuration`, `an absolute http or https URL`. */
  readonly expected?: string | undefined;
}

/** What comes with an error beside its line. */
export interface LatchkeyErrorOptions {
  readonly cause?: unknown;
  /** One sentence that a person can act on. */
  readonly advice?: string | undefined;
}

/**
 * An error that Latchkey tells people about.
 *
 * @example
 * ```ts
 * import { createStore, LatchkeyError } from 'latchkey';
 *
 * try {
 *   await createStore({ profile: 'latest' });
 * } catch (error) {
 *   if (error instanceof LatchkeyError && error.code === 'LATCHKEY_PROFILE') console.error(error.message, error.advice);
 *   else throw error;
 * }
 * ```
 */
export class LatchkeyError extends Error {
  override readonly name: string = 'LatchkeyError';
  readonly code: LatchkeyErrorCode;
  readonly where: string | undefined;
  readonly what: string | undefined;
  readonly expected: string | undefined;
  readonly advice: string | undefined;

  /** @param parts a text alone is a whole sentence, in which there is nothing to tell apart. */
  constructor(code: LatchkeyErrorCode, parts: ErrorParts | string, options: LatchkeyErrorOptions = {}) {
    const { where, what, expected }: ErrorParts = typeof parts === 'string' ? { what: parts } : parts;
    super(
      lineOf({ where, what, expected }),
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = code;
    this.where = where;
    this.what = what;
    this.expected = expected;
    this.advice = options.advice;
  }
}

function lineOf({ where, what, expected }: ErrorParts): string {
  const wanted = expected === undefined ? [] : [`expected ${expected}`];
  const wrong = [...(what === undefined ? [] : [what]), ...wanted].join('; ');
  return where === undefined ? wrong : `${where}: ${wrong}`;
}

/**
 * What the user asked for cannot be done as asked: a flag, a file, a configuration.
 *
 * @example
 * ```ts
 * import { answerProblems, UsageError } from 'latchkey';
 *
 * try {
 *   answerProblems('orders-v9', []);
 * } catch (error) {
 *   if (!(error instanceof UsageError)) throw error;
 *   console.error(error.expected); // the kinds that there are
 * }
 * ```
 */
export class UsageError extends LatchkeyError {
  override readonly name: string = 'UsageError';

  constructor(
    parts: ErrorParts | string,
    {
      code = 'LATCHKEY_USAGE',
      ...options
    }: LatchkeyErrorOptions & { readonly code?: LatchkeyErrorCode } = {},
  ) {
    super(code, parts, options);
  }
}

/**
 * The target could not be asked, or does not do what it should, or the harness broke on the way.
 *
 * @example
 * ```ts
 * import { TargetError } from 'latchkey';
 *
 * // The store's fault or the network's: worth another try.
 * const isWorthAnotherTry = (error: unknown) => error instanceof TargetError && error.code === 'LATCHKEY_TARGET';
 * ```
 */
export class TargetError extends LatchkeyError {
  override readonly name: string = 'TargetError';

  constructor(
    parts: ErrorParts | string,
    {
      code = 'LATCHKEY_TARGET',
      ...options
    }: LatchkeyErrorOptions & { readonly code?: LatchkeyErrorCode } = {},
  ) {
    super(code, parts, options);
  }
}

/**
 * A fixture that cannot be read or is none. The message names the file, the place in it, and what was expected.
 *
 * @example
 * ```ts
 * import { FixtureError, readFixture } from 'latchkey';
 *
 * const fixture = await readFixture('shop.json').catch(error => {
 *   if (error instanceof FixtureError) console.error(error.where, error.what); // shop.json:3:7 …
 *   throw error;
 * });
 * ```
 */
export class FixtureError extends LatchkeyError {
  override readonly name = 'FixtureError';

  constructor(parts: ErrorParts | string, options: LatchkeyErrorOptions = {}) {
    super('LATCHKEY_FIXTURE', parts, options);
  }
}

/** What is wrong with the text of a hosting fault: its name, a parameter's name or value, or what it concerns. */
export type FaultMistake = 'unknown' | 'parameter' | 'value' | 'scope';

/**
 * A hosting fault that cannot be switched on as it was written.
 *
 * @example
 * ```ts
 * import { createStore, FaultError } from 'latchkey';
 *
 * const store = await createStore();
 * try {
 *   store.faults = ['strip-autorization'];
 * } catch (error) {
 *   if (error instanceof FaultError) console.error(error.mistake, error.message); // unknown …
 * }
 * ```
 */
export class FaultError extends LatchkeyError {
  override readonly name = 'FaultError';
  /** Stable, as the codes are. */
  readonly mistake: FaultMistake;

  constructor(mistake: FaultMistake, parts: ErrorParts | string, options: LatchkeyErrorOptions = {}) {
    super('LATCHKEY_FAULT', parts, options);
    this.mistake = mistake;
  }
}

/** The short reason in whatever was thrown, for the end of a message: `no such file`, or the first line of its text. */
export function reason(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const code = 'code' in thrown ? String(thrown.code) : '';
  return systemReasons[code] ?? ((thrown.message.split('\n', 1)[0] as string) || thrown.name);
}

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
  ENOSPC: 'no space left on the disk',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of its path is no folder',
};
