import { base64_decode } from './base64.ts';

/** What PHP takes from an Authorization header for `PHP_AUTH_USER`, `PHP_AUTH_PW` and `PHP_AUTH_DIGEST`. */
export interface PhpAuth {
  readonly user?: string;
  readonly password?: string;
  readonly digest?: string;
}

const none: PhpAuth = {};

/**
 * `php_handle_auth_data()`: `Basic` and `Digest` without regard to case, with exactly one space after them.
 *
 * The credentials are split at the first colon; without one there are none. PHP reads them as C strings: a NUL
 * before the colon hides the colon, and one in the password ends it.
 *
 * @param header The field's value; several fields joined by `, ` as Apache does.
 */
export function phpAuth(header: string | undefined): PhpAuth {
  if (header === undefined) return none;
  if (hasScheme(header, 'basic ')) {
    const credentials = base64_decode(header.slice(6));
    const colon = credentials.indexOf(':');
    if (colon < 0) return none;
    const nul = credentials.indexOf('\0');
    if (nul >= 0 && nul < colon) return none;
    const user = credentials.slice(0, colon);
    const password = nul < 0 ? credentials.slice(colon + 1) : credentials.slice(colon + 1, nul);
    // An empty password is none: `PHP_AUTH_PW` stays unset (measured with PHP 8.2), an empty user does not.
    return password === '' ? { user } : { user, password };
  }
  if (hasScheme(header, 'digest ')) return { digest: header.slice(7) };
  return none;
}

function hasScheme(header: string, scheme: string): boolean {
  return header.length >= scheme.length && header.slice(0, scheme.length).toLowerCase() === scheme;
}
