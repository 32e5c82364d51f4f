import { LegacyError } from '../error.ts';

/** Routes that are there, so that they are in the index and found, but do nothing in this store. */
export function notSimulated(): LegacyError {
  return new LegacyError('latchkey_not_simulated', 'The simulated store does not do this.', 501);
}
