/**
 * Which keys of a PHP array are integers: `ZEND_HANDLE_NUMERIC_STR`. Keys are kept as text here, so this only
 * matters for where `[]` goes on counting.
 */

const highest = 9223372036854775807n;
const lowest = -9223372036854775808n;
const decimal = /^(?:0|-?[1-9][0-9]*)$/;

/** The integer that a key is, or undefined for a key that stays a string: `01`, `-0`, ` 1`, `1.0`, beyond 64 bits. */
export function integerKey(key: string): number | bigint | undefined {
  const first = key.charCodeAt(0);
  if (!((first >= 48 && first <= 57) || first === 45) || !decimal.test(key)) return undefined;
  if (key.length <= 15) return Number(key);
  const wide = BigInt(key);
  return wide <= highest && wide >= lowest ? wide : undefined;
}

/** The key that `[]` takes after an integer key was used: one more, but the highest stays the highest. */
export function keyAfter(key: number | bigint): number | bigint {
  if (typeof key === 'number') return key + 1;
  return key < highest ? key + 1n : highest;
}
