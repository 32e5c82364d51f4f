import type { KeyPermissions } from '../keys.ts';

/** What a method needs of a key: nothing, the right to read or to write; or it is a method that WooCommerce does not know. */
export type Need = 'nothing' | 'read' | 'write' | 'unknown';

/** The need of a method, after `_method` and `X-HTTP-Method-Override`; methods are compared by case. */
export function needOf(method: string): Need {
  switch (method) {
    case 'OPTIONS':
      return 'nothing';
    case 'HEAD':
    case 'GET':
      return 'read';
    case 'POST':
    case 'PUT':
    case 'PATCH':
    case 'DELETE':
      return 'write';
    default:
      return 'unknown';
  }
}

/** Whether a key's permissions meet a need. A stored value that is none of the three meets none (basic.key.061). */
export function meets(permissions: KeyPermissions, need: 'read' | 'write'): boolean {
  return permissions === need || permissions === 'read_write';
}
