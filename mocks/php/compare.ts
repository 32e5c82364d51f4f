import type { PhpValue } from './types.ts';

/** How PHP 8 compares what a client sent with something else. */

/** A numeric string: white space is allowed on both sides, and so are a sign, a fraction and an exponent. */
const numeric = /^[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)[ \t\n\r\v\f]*$/;

const digits = /^\d{1,15}$/;

/** `is_numeric_string()`: the number that a string spells, or undefined. */
export function numericValue(text: string): number | undefined {
  if (digits.test(text)) return Number(text);
  const match = numeric.exec(text);
  return match === null ? undefined : Number(match[1]);
}

/**
 * `$value <=> $integer`: below 0, 0 or above 0.
 *
 * A numeric string compares as a number, any other as text with the integer's digits, and an array is always more.
 * So `1795224087abc` lies between 1795224086 and 1795224088, and `abc` above every number.
 */
export function compareToInteger(value: PhpValue, integer: number): number {
  if (typeof value !== 'string') return 1;
  const number = numericValue(value);
  if (number !== undefined) return number < integer ? -1 : number > integer ? 1 : 0;
  const text = String(integer);
  return value < text ? -1 : value > text ? 1 : 0;
}

/** `empty()`: not there, `''`, `'0'` or an array without entries. */
export function isEmpty(value: PhpValue | undefined): boolean {
  return (
    value === undefined || value === '' || value === '0' || (typeof value !== 'string' && value.size === 0)
  );
}
