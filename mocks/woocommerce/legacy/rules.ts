import { isEmpty, numericValue } from '../../php/compare.ts';
import { hash_equals } from '../../php/hash_equals.ts';
import { isArray, type PhpArray, type PhpValue } from '../../php/types.ts';
import { sanitizeKey, sanitizeTextField } from '../../wordpress/formatting/sanitize.ts';
import type { Nonces } from '../authentication/nonces.ts';
import { requiredParameters } from '../authentication/oauth1/parameters.ts';
import { type HashAlgorithm, hashAlgorithm, signingKey } from '../authentication/oauth1/signature.ts';
import { meets, type Need, needOf } from '../authentication/permissions.ts';
import { isTimely } from '../authentication/timestamp.ts';
import type { LegacyCleaning } from '../profiles.ts';
import { type KeyAndSecret, keyAndSecret, type LegacyRefusal, type SentCredentials } from './credentials.ts';
import type { LegacyApi } from './request.ts';
import { signatureBaseString } from './signature.ts';

/**
 * How the legacy API judges who is asking: small pure functions, one for each thing a store can get wrong. A test
 * replaces single ones (`createStore({ legacyRules })`) to see whether the suite notices.
 */
export interface LegacyRules {
  /** What a store says in whose place the legacy API is not. */
  disabled(): object;
  /** The status of a callback that no payment gateway has registered. */
  unknownGateway(): number;
  /** Paths that need no credentials. */
  isPublic(path: string): boolean;
  /** Keys over TLS, OAuth without it; never the other way round (legacy.oauth.005, legacy.missing.*). */
  scheme(isTls: boolean): 'keys' | 'oauth';
  keyAndSecret(api: LegacyApi, sent: SentCredentials): KeyAndSecret | LegacyRefusal;
  /** What a consumer key is looked up as. */
  consumerKey(key: PhpValue, cleaning: LegacyCleaning): string;
  /** What a consumer secret is compared as. */
  consumerSecret(secret: PhpValue, cleaning: LegacyCleaning): PhpValue;
  isSecretRight(stored: string, sent: PhpValue): boolean;
  /** What the client is told of a key that is not there. */
  unknownKey(): LegacyRefusal;
  /** What the client is told when the key's user is not there. */
  unknownUser(): LegacyRefusal;
  /** The first of the five OAuth parameters that is not there or empty. */
  missingParameter(parameters: PhpArray): string | undefined;
  baseString(api: LegacyApi, method: string, url: string, parameters: PhpArray): string;
  /** The HMAC's key. */
  signingKey(api: LegacyApi, consumerSecret: string): string;
  /** undefined: a signature method that the store does not know. */
  hashAlgorithm(signatureMethod: PhpValue): HashAlgorithm | undefined;
  isSignatureRight(expected: string, sent: string): boolean;
  isTimely(timestamp: string, now: number): boolean;
  isNonceUsed(nonces: Nonces, keyId: number, nonce: string): boolean;
  /** What the method needs of the key. A method that the API does not know is not refused here (legacy.method.053). */
  needOf(method: string): Need;
  meets(permissions: string, need: 'read' | 'write'): boolean;
  /** Whether a list shows its records to a user who may read them, or may not. */
  shows(mayRead: boolean): boolean;
}

/** Upper case, spaces and quotes: `sanitize_key` takes them away, `sanitize_text_field` only what surrounds the text. */
const clean: Readonly<Record<LegacyCleaning, (text: string) => string>> = {
  sanitize_key: sanitizeKey,
  sanitize_text_field: sanitizeTextField,
};

export const legacyRules: LegacyRules = {
  disabled: () => ({
    errors: {
      code: 'woocommerce_api_disabled',
      message: 'The WooCommerce API is disabled on this site',
    },
  }),
  unknownGateway: () => 400,
  isPublic: path => path === '/',
  scheme: isTls => (isTls ? 'keys' : 'oauth'),
  keyAndSecret,
  // Both functions make '' of an array.
  consumerKey: (key, cleaning) => (isArray(key) ? '' : clean[cleaning](key)),
  consumerSecret: (secret, cleaning) => {
    if (cleaning !== 'sanitize_key') return secret;
    return isArray(secret) ? '' : sanitizeKey(secret);
  },
  isSecretRight: hash_equals,
  unknownKey: () => ({ status: 401, message: 'Consumer key is invalid.' }),
  unknownUser: () => ({ status: 401, message: 'API user is invalid' }),
  missingParameter: parameters => requiredParameters.find(name => isEmpty(parameters.get(name))),
  baseString: signatureBaseString,
  // Documentation of v1 and v2 predates RFC 5849's `&` behind the secret, and so do the classes.
  signingKey: (api, consumerSecret) => (api === 3 ? signingKey(consumerSecret) : consumerSecret),
  hashAlgorithm,
  isSignatureRight: hash_equals,
  isTimely,
  isNonceUsed: (nonces, keyId, nonce) => nonces.isUsed(keyId, nonce) || equalsANumber(nonces, keyId, nonce),
  needOf,
  meets,
  shows: mayRead => mayRead,
};

/** `in_array()` without `strict`, as the legacy API has it: of two numbers `1e3` equals `1000`. */
function equalsANumber(nonces: Nonces, keyId: number, nonce: string): boolean {
  const number = numericValue(nonce);
  if (number === undefined) return false;
  for (const used of nonces.of(keyId)) if (!isArray(used) && numericValue(used) === number) return true;
  return false;
}
