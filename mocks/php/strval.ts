import { isArray, type PhpValue } from './types.ts';

/** `strval()`, and what PHP prints of a value: an array is the word for it, with a warning. */
export function strval(value: PhpValue): string {
  return isArray(value) ? 'Array' : value;
}
