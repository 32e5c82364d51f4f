import { Buffer } from 'node:buffer';
import { LatchkeyError } from '../../../mocks/errors.ts';

/**
 * Credentials of the Basic scheme (RFC 7617): `Basic ` and the Base64 of `user-id:password` in UTF-8.
 *
 * @throws {LatchkeyError} (LATCHKEY_CREDENTIALS) when the user-id holds a colon or either holds a control character: section 2 forbids it,
 *   since nobody could take the pair apart again.
 *
 * @example
 * ```ts
 * import { basicCredentials } from 'latchkey';
 *
 * const { CONSUMER_KEY = '', CONSUMER_SECRET = '' } = process.env;
 * await fetch('https://shop.test/wp-json/wc/v3/orders', {
 *   headers: { authorization: basicCredentials(CONSUMER_KEY, CONSUMER_SECRET) },
 * });
 * ```
 */
export function basicCredentials(userId: string, password: string): string {
  if (userId.includes(':'))
    throw new LatchkeyError('LATCHKEY_CREDENTIALS', 'a user-id of the Basic scheme cannot hold a colon');
  if (/[\x00-\x1f\x7f]/.test(userId + password))
    throw new LatchkeyError(
      'LATCHKEY_CREDENTIALS',
      'credentials of the Basic scheme cannot hold control characters',
    );
  return basicField(`${userId}:${password}`);
}

/** The field value for a pair that is given whole and may be wrong: no colon, empty, anything. */
export function basicField(userPass: string): string {
  return `Basic ${Buffer.from(userPass, 'utf8').toString('base64')}`;
}
