/** A command as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  /** What its argument can be, where there are only so many. */
  readonly words: readonly string[];
  readonly options: readonly CompletedOption[];
}

export interface CompletedOption {
  /** `-h`, `--help`. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** What its value can be; empty where it is a file, a number or any text. */
  readonly values: readonly string[];
  /** Whether its value may be a target too, for whose names `targetsCommand` is asked. */
  readonly asksForTargets: boolean;
}

/** Prints the targets of the configuration where the user is. */
export const targetsCommand = 'latchkey completion --targets';

/** A word in single quotes, as a POSIX shell reads it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
