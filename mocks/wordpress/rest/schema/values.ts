/** What PHP and WordPress take for a number, a boolean, a list …: the predicates of the REST API's schemas. */

import { numericValue } from '../../../php/compare.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

export function isPlainObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** PHP's `is_numeric()`, which PHP 8 lets end in white space as well as begin with it. */
export function isNumeric(value: unknown): boolean {
  if (typeof value === 'number') return true;
  return typeof value === 'string' && numericValue(value) !== undefined;
}

/** `rest_is_integer()`. */
export function isInteger(value: unknown): boolean {
  if (!isNumeric(value)) return false;
  const number = Number(value);
  return Math.round(number) === number;
}

/** `rest_is_boolean()`. */
export function isBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return true;
  if (typeof value === 'string') return ['false', 'true', '0', '1'].includes(value.toLowerCase());
  return value === 0 || value === 1;
}

/** `wp_parse_list()`: a string is cut at commas and white space. */
export function parseList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (isPlainObject(value)) return Object.values(value);
  return phpString(value)
    .split(/[\s,]+/)
    .filter(part => part !== '');
}

/** `rest_is_array()`: a string is a list with commas, and an object whose names count from 0 is a PHP list. */
export function isList(value: unknown): boolean {
  if (isScalar(value) || Array.isArray(value)) return true;
  return isPlainObject(value) && Object.keys(value).every((name, index) => name === String(index));
}

/** `rest_is_object()`: an empty string is one, and every PHP array. */
export function isRestObject(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null);
}

/** `(string)`; of an array that is a word of its own. */
export function phpString(value: unknown): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'object') return 'Array';
  return value === true ? '1' : String(value);
}
