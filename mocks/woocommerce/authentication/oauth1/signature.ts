import { FatalError } from '../../../php/fatal-error.ts';
import { isArray, type PhpValue } from '../../../php/types.ts';
import { rawurldecode } from '../../../php/urlencode.ts';
import { type HashAlgorithm, hmac } from './hmac.ts';

export type { HashAlgorithm };

/** The two signature methods that WooCommerce knows; their names are compared by case (oauth.method.*). */
export function hashAlgorithm(signatureMethod: PhpValue): HashAlgorithm | undefined {
  if (signatureMethod === 'HMAC-SHA1') return 'sha1';
  return signatureMethod === 'HMAC-SHA256' ? 'sha256' : undefined;
}

/** The HMAC's key: the secret and an `&`; there is no token (RFC 5849 section 3.4.2). */
export function signingKey(consumerSecret: string): string {
  return `${consumerSecret}&`;
}

/** The signature in Base64. */
export function sign(algorithm: HashAlgorithm, key: string, baseString: string): string {
  return hmac(algorithm, key, baseString);
}

/**
 * The client's signature: spaces are taken for the `+` that they were, and it is decoded once more, so that one
 * encoded twice or not at all passes too (oauth.mistake.023, oauth.mistake.024).
 */
export function receivedSignature(sent: PhpValue): string {
  if (isArray(sent))
    throw new FatalError('rawurldecode(): Argument #1 ($string) must be of type string, array given');
  return rawurldecode(sent.includes(' ') ? sent.replaceAll(' ', '+') : sent);
}
