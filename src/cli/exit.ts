import { LatchkeyError, reason, TargetError, UsageError } from '../../mocks/errors.ts';

/** What the process ends with; scripts and CI jobs depend on them. */
export const exitCodes = {
  /** Everything passed. */
  passed: 0,
  /** A requirement failed, a recording did not match, a fault was found. */
  failed: 1,
  /** A flag, a file or the configuration is not as it should be. */
  usage: 2,
  /** The target or the harness broke. */
  broken: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code for what a command has thrown. */
export function exitCodeOf(thrown: unknown): ExitCode {
  if (thrown instanceof UsageError) return exitCodes.usage;
  if (thrown instanceof TargetError) return exitCodes.broken;
  if (thrown instanceof LatchkeyError)
    return thrown.code === 'LATCHKEY_TARGET' ||
      thrown.code === 'LATCHKEY_HARNESS' ||
      thrown.code === 'LATCHKEY_WRITE'
      ? exitCodes.broken
      : exitCodes.usage;
  return exitCodes.broken;
}

/** What a person is told of it: one line, and the stack only where `LATCHKEY_DEBUG=1` asks for it. */
export function tellError(thrown: unknown, env: Readonly<Record<string, string | undefined>>): string {
  const debug = env.LATCHKEY_DEBUG === '1';
  if (thrown instanceof LatchkeyError) {
    const message = oneLine(thrown.message);
    const advice = thrown.advice ? `${/[.!?]$/.test(message) ? '' : '.'} ${thrown.advice}` : '';
    return `latchkey: ${message}${advice}${debug ? `\n${stack(thrown)}` : ''}`;
  }
  if (debug) return `latchkey: unexpected error\n${stack(thrown)}`;
  return `latchkey: unexpected error: ${oneLine(reason(thrown))} (LATCHKEY_DEBUG=1 shows where)`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim();
}

function stack(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = thrown.cause === undefined ? '' : `\ncaused by: ${stack(thrown.cause)}`;
  return `${thrown.stack ?? thrown.message}${cause}`;
}
