import { compareToInteger } from '../../php/compare.ts';
import type { PhpValue } from '../../php/types.ts';

/** How far a timestamp may be from the store's clock, and how long a nonce is kept, in seconds: 15 minutes (time.offset.*). */
export const timestampWindow = 15 * 60;

/** Whether a timestamp is within the window. @param now Unix seconds. */
export function isTimely(timestamp: PhpValue, now: number): boolean {
  return (
    compareToInteger(timestamp, now - timestampWindow) >= 0 &&
    compareToInteger(timestamp, now + timestampWindow) <= 0
  );
}
