import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import { compareToInteger, isEmpty, numericValue } from '../../php/compare.ts';
import { FatalError } from '../../php/fatal-error.ts';
import { isArray, type PhpArray, type PhpValue } from '../../php/types.ts';
import { sanitizeKey, sanitizeTextField } from '../../wordpress/formatting/sanitize.ts';
import type { Nonces } from '../authentication/nonces.ts';
import type { LegacyCleaning } from '../profiles.ts';
import { type KeyAndSecret, keyAndSecret, type LegacyRefusal, type SentCredentials } from './credentials.ts';
import type { LegacyApi } from './request.ts';
import { signatureBaseString } from './signature.ts';

/** What a method needs of a key. */
type Access = 'read' | 'write';

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
  consumerSecret(secret: PhpValue, cleaning: LegacyCleaning): string;
  isSecretRight(stored: string, sent: string): boolean;
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
  hashAlgorithm(signatureMethod: PhpValue): 'sha1' | 'sha256' | undefined;
  isSignatureRight(expected: string, sent: string): boolean;
  isTimely(timestamp: string, now: number): boolean;
  isNonceUsed(nonces: Nonces, keyId: number, nonce: string): boolean;
  /** What the method needs; undefined: nothing, as OPTIONS (legacy.method.053). */
  neededAccess(method: string): Access | undefined;
  allows(permissions: string, access: Access): boolean;
  /** Whether a list shows its records to a user who may read them, or may not. */
  shows(mayRead: boolean): boolean;
}

/** In the order in which they are looked for: the first that is missing is named. */
const oauthParameters = [
  'oauth_consumer_key',
  'oauth_timestamp',
  'oauth_nonce',
  'oauth_signature',
  'oauth_signature_method',
];

/** Upper case, spaces and quotes: `sanitize_key` takes them away, `sanitize_text_field` only what surrounds the text. */
const clean: Readonly<Record<LegacyCleaning, (text: string) => string>> = {
  sanitize_key: sanitizeKey,
  sanitize_text_field: sanitizeTextField,
};

/** ±15 minutes. */
const timestampWindow = 15 * 60;

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
    if (cleaning === 'sanitize_key') return isArray(secret) ? '' : sanitizeKey(secret);
    if (isArray(secret)) throw new FatalError('hash_equals(): Argument #2 must be of type string');
    return secret;
  },
  isSecretRight: sameBytes,
  unknownKey: () => ({ status: 401, message: 'Consumer key is invalid.' }),
  unknownUser: () => ({ status: 401, message: 'API user is invalid' }),
  missingParameter: parameters => oauthParameters.find(name => isEmpty(parameters.get(name))),
  baseString: signatureBaseString,
  // Documentation of v1 and v2 predates RFC 5849's `&` behind the secret, and so do the classes.
  signingKey: (api, consumerSecret) => (api === 3 ? `${consumerSecret}&` : consumerSecret),
  hashAlgorithm: method =>
    method === 'HMAC-SHA1' ? 'sha1' : method === 'HMAC-SHA256' ? 'sha256' : undefined,
  isSignatureRight: sameBytes,
  isTimely: (timestamp, now) =>
    compareToInteger(timestamp, now - timestampWindow) >= 0 &&
    compareToInteger(timestamp, now + timestampWindow) <= 0,
  isNonceUsed: (nonces, keyId, nonce) => nonces.isUsed(keyId, nonce) || equalsANumber(nonces, keyId, nonce),
  neededAccess: method => {
    switch (method) {
      case 'HEAD':
      case 'GET':
        return 'read';
      case 'POST':
      case 'PUT':
      case 'PATCH':
      case 'DELETE':
        return 'write';
      default:
        return undefined;
    }
  },
  allows: (permissions, access) => permissions === access || permissions === 'read_write',
  shows: mayRead => mayRead,
};

/** `in_array()` without `strict`, as the legacy API has it: of two numbers `1e3` equals `1000`. */
function equalsANumber(nonces: Nonces, keyId: number, nonce: string): boolean {
  const number = numericValue(nonce);
  if (number === undefined) return false;
  for (const used of nonces.of(keyId)) if (!isArray(used) && numericValue(used) === number) return true;
  return false;
}

/** `hash_equals()`: strings of different length differ. */
function sameBytes(expected: string, sent: string): boolean {
  const a = Buffer.from(expected, 'latin1');
  const b = Buffer.from(sent, 'latin1');
  return a.length === b.length && timingSafeEqual(a, b);
}
