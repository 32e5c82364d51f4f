/** A number that a string begins with, white space before it: `1e3` is one, of `0x1A` it is the 0. */
const leadingNumber = /^[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)/;

/**
 * `(int)`: the whole part of a number that a string begins with, 1 for an array with entries, 0 for what is none.
 * PHP stops at 9223372036854775807; here it is the largest number that is held exactly.
 *
 * @param value of a form (a Map is an array) or of JSON.
 */
export function intval(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return whole(Number(leadingNumber.exec(value)?.[1] ?? 0));
    case 'number':
      return whole(value);
    case 'boolean':
      return value ? 1 : 0;
    case 'object':
      return value !== null && (value instanceof Map ? value.size : Object.keys(value).length) > 0 ? 1 : 0;
    default:
      return 0;
  }
}

function whole(number: number): number {
  // What is too large for a float is INF in PHP, and 0 as an integer; what is finite ends at the largest.
  if (!Number.isFinite(number)) return 0;
  const bounded = Math.min(Math.max(number, -Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
  // No -0: PHP's integers have none.
  return Math.trunc(bounded) + 0;
}
