/** The flag `--fault`, the same for every command that starts a simulated store. */

import { Option } from 'commander';
import { parseFault } from '../../mocks/faults.ts';

/**
 * `--fault NAME[:PARAMETER=VALUE,…]`, as often as wanted. Its value is the list of texts, each known to be right.
 * A wrong one throws a FaultError that says what was expected.
 */
export function faultOption(): Option {
  return new Option(
    '--fault <fault>',
    'put a hosting fault in front of the store, cache:seconds=600; may be given several times (see latchkey faults)',
  )
    .argParser((text: string, before: readonly string[]) => [...before, parseFault(text).text])
    .default([], 'none');
}
