/**
 * PHP's arrays and strings, as far as a request makes them.
 *
 * A PHP string is a sequence of bytes: here a byte string (see ../message.ts). A PHP array keeps insertion order
 * for every key, which a JavaScript object does not (integer-like keys move to the front), so it is a Map.
 * Integer keys are kept as their decimal text: `a[0]` and `a["0"]` are one key in PHP too.
 */
export type PhpValue = string | PhpArray;
export interface PhpArray extends Map<string, PhpValue> {}

export function isArray(value: PhpValue | undefined): value is PhpArray {
  return value instanceof Map;
}

/** A value as text: '' for one that is not there, and for an array. */
export function stringOrEmpty(value: PhpValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
