/** The flag `--fault`, the same for every command that starts a simulated store. */

import { Option } from 'commander';
import { UsageError } from '../../mocks/errors.ts';
import { FaultError, parseFault } from '../../mocks/faults.ts';

/**
 * `--fault NAME[:PARAMETER=VALUE,…]`, as often as wanted. Its value is the list of texts, each known to be right.
 * A wrong one throws a UsageError that says what was expected.
 */
export function faultOption(): Option {
  return new Option(
    '--fault <fault>',
    'put a hosting fault in front of the store, cache:seconds=600; may be given several times (see latchkey faults)',
  )
    .argParser((text: string, before: readonly string[]) => [...before, checkedFault(text)])
    .default([], 'none');
}

/** The text itself, when it is a fault. */
export function checkedFault(text: string): string {
  try {
    parseFault(text);
    return text;
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    throw new UsageError(`--fault: ${error.message}`, { advice: error.advice, cause: error });
  }
}
