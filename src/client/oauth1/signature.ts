import { createHmac } from 'node:crypto';
import { percentEncode } from './encode.ts';

/**
 * Signature methods that WooCommerce knows; RFC 5849 names the first, the second follows it with SHA-256.
 *
 * @example
 * ```ts
 * import { signatureMethods } from 'latchkey';
 *
 * for (const signatureMethod of signatureMethods) console.log(signatureMethod); // HMAC-SHA1, HMAC-SHA256
 * ```
 */
export const signatureMethods = ['HMAC-SHA1', 'HMAC-SHA256'] as const;
/** One of the signature methods. */
export type SignatureMethod = (typeof signatureMethods)[number];

const digests: Readonly<Record<SignatureMethod, string>> = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' };

/**
 * Signs a base string (RFC 5849 section 3.4.2). The key is the client's shared secret and the token's, each
 * encoded, joined by an ampersand that stays even where, as here, there is no token.
 *
 * @returns the digest in Base64.
 */
export function sign(
  baseString: string,
  method: SignatureMethod,
  consumerSecret: string,
  tokenSecret = '',
): string {
  const key = `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
  return createHmac(digests[method], key).update(baseString, 'utf8').digest('base64');
}
