import { FatalError } from './fatal-error.ts';
import type { PhpValue } from './types.ts';

/**
 * `hash_equals()`: compares in a time that does not tell where two strings differ; those of different length do.
 * @throws {FatalError} for an array: PHP dies of it.
 */
export function hash_equals(known: string, user: PhpValue): boolean {
  if (typeof user !== 'string')
    throw new FatalError('hash_equals(): Argument #2 ($user_string) must be of type string, array given');
  if (known.length !== user.length) return false;
  let difference = 0;
  for (let i = 0; i < known.length; i++) difference |= known.charCodeAt(i) ^ user.charCodeAt(i);
  return difference === 0;
}
