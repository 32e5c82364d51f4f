import { LatchkeyError, type LatchkeyErrorCode, reason } from '../../mocks/errors.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { redact } from '../redact/redact.ts';

export { type ExitCode, exitCodes } from '../exit-codes.ts';

/** Whether an error is a mistake in what was asked for, or something that broke on the way. */
const exitCodeByError: Readonly<Record<LatchkeyErrorCode, ExitCode>> = {
  LATCHKEY_USAGE: exitCodes.usage,
  LATCHKEY_CONFIGURATION: exitCodes.usage,
  LATCHKEY_FIXTURE: exitCodes.usage,
  LATCHKEY_RECORDING: exitCodes.usage,
  LATCHKEY_REPORT: exitCodes.usage,
  LATCHKEY_FAULT: exitCodes.usage,
  LATCHKEY_PROFILE: exitCodes.usage,
  LATCHKEY_HOME: exitCodes.usage,
  LATCHKEY_USER: exitCodes.usage,
  LATCHKEY_WEBHOOK: exitCodes.usage,
  LATCHKEY_URL: exitCodes.usage,
  LATCHKEY_CREDENTIALS: exitCodes.usage,
  LATCHKEY_CERTIFICATE: exitCodes.usage,
  LATCHKEY_LISTEN: exitCodes.usage,
  LATCHKEY_CONTROL: exitCodes.usage,
  LATCHKEY_TARGET: exitCodes.broken,
  LATCHKEY_FLOW: exitCodes.broken,
  LATCHKEY_PERSONA: exitCodes.broken,
  LATCHKEY_INTERRUPTED: exitCodes.broken,
  LATCHKEY_WRITE: exitCodes.broken,
  LATCHKEY_HARNESS: exitCodes.broken,
};

/** The exit code for what a command has thrown; what is no error of Latchkey's is a fault of the harness. */
export function exitCodeOf(thrown: unknown): ExitCode {
  return thrown instanceof LatchkeyError ? exitCodeByError[thrown.code] : exitCodes.broken;
}

/** The flag that alone brings such an error to the command line: the store knows nothing of flags. */
const flagByError: Readonly<Partial<Record<LatchkeyErrorCode, string>>> = { LATCHKEY_FAULT: '--fault' };

/**
 * What a person is told of it: one line, and the stack only where `LATCHKEY_DEBUG=1` asks for it. Masked, since the line
 * quotes what was typed and what a store said.
 */
export function tellError(thrown: unknown, env: Readonly<Record<string, string | undefined>>): string {
  const debug = env.LATCHKEY_DEBUG === '1';
  if (thrown instanceof LatchkeyError) {
    const flag = flagByError[thrown.code];
    const message = oneLine(`${flag === undefined ? '' : `${flag}: `}${thrown.message}`);
    const advice = thrown.advice ? `${/[.!?]$/.test(message) ? '' : '.'} ${thrown.advice}` : '';
    return redact(`latchkey: ${message}${advice}${debug ? `\n${stack(thrown)}` : ''}`);
  }
  if (debug) return redact(`latchkey: unexpected error\n${stack(thrown)}`);
  return redact(`latchkey: unexpected error: ${oneLine(reason(thrown))} (LATCHKEY_DEBUG=1 shows where)`);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim();
}

function stack(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = thrown.cause === undefined ? '' : `\ncaused by: ${stack(thrown.cause)}`;
  return `${thrown.stack ?? thrown.message}${cause}`;
}
