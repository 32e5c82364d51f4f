import { isEmpty } from '../../php/compare.ts';
import { hash_equals } from '../../php/hash_equals.ts';
import type { PhpRequest } from '../../php/request.ts';
import { isArray, type PhpArray, type PhpValue } from '../../php/types.ts';
import { type WpError, wpError } from '../../wordpress/error.ts';
import { sanitizeTextField } from '../../wordpress/formatting/sanitize.ts';
import type { Home } from '../../wordpress/site.ts';
import type { KeyPermissions } from '../keys.ts';
import type { Profile } from '../profiles.ts';
import type { KeyCredentials } from './credentials.ts';
import type { Nonces } from './nonces.ts';
import { baseStringUri, type Normalization, normalization, signedMethod } from './oauth1/base-string.ts';
import { oauthParameters, requiredParameters } from './oauth1/parameters.ts';
import { type HashAlgorithm, hashAlgorithm, receivedSignature, signingKey } from './oauth1/signature.ts';
import { meets, type Need, needOf } from './permissions.ts';
import { isOursByRoute, isOursByUrl, isRouteInScope, type ScopeFacts } from './scope.ts';
import { isTimely } from './timestamp.ts';

/**
 * How WooCommerce decides who is asking: small pure functions, one for each thing that a store could get wrong.
 * A test replaces single ones (`createStore({ rules })`) to see whether the suite notices.
 */
export interface AuthenticationRules extends Normalization {
  /** Whether a request is one that keys are looked for in. */
  isOurs(facts: ScopeFacts, profile: Profile): boolean;
  /** Whether a key that has authenticated may be used for the route that WordPress resolved. */
  isRouteInScope(facts: ScopeFacts, profile: Profile): boolean;

  /** Whether key and secret are taken over this connection. */
  allowsBasic(isTls: boolean): boolean;
  /** Which credentials count when both were sent. */
  choose(
    query: KeyCredentials | undefined,
    header: () => KeyCredentials | undefined,
  ): KeyCredentials | undefined;
  /** What a consumer key is looked up as. */
  normalizeKey(key: PhpValue): string;
  /** What the client is told of a key that is not there, over TLS: nothing. */
  unknownKey(): WpError | undefined;
  isSecretRight(stored: string, sent: PhpValue): boolean;
  /** Whether OAuth is tried on this connection, after Basic has let nobody in. */
  allowsOAuth(isTls: boolean): boolean;

  oauthParameters(request: PhpRequest): PhpArray;
  /** The required parameters that are missing or empty, in the order named. */
  missingParameters(parameters: PhpArray): readonly string[];
  /** What the client is told of a key that is not there, with OAuth. */
  unknownOAuthKey(): WpError | undefined;
  signedMethod(request: PhpRequest): string;
  baseStringUri(home: Home, requestUri: string, isTls: boolean): string;
  /** undefined: a signature method that the store does not know. */
  hashAlgorithm(signatureMethod: PhpValue): HashAlgorithm | undefined;
  signingKey(consumerSecret: string): string;
  receivedSignature(sent: PhpValue): string;
  isSignatureRight(expected: string, received: string): boolean;
  /** @param now Unix seconds. */
  isTimely(timestamp: PhpValue, now: number): boolean;
  isNonceUsed(nonces: Nonces, keyId: number, nonce: PhpValue): boolean;
  rememberNonce(nonces: Nonces, keyId: number, timestamp: string, nonce: PhpValue, now: number): void;

  needOf(method: string): Need;
  meets(permissions: KeyPermissions, need: 'read' | 'write'): boolean;

  /** How a refusal is told. */
  error(message: string, code?: string): WpError;
}

/** Nothing in such a key for sanitize_text_field() to take away. */
const wordCharacters = /^\w*$/;

/** What WooCommerce does. */
export const woocommerceRules: AuthenticationRules = {
  ...normalization,

  isOurs: (facts, profile) => (profile.apiScope === 'route' ? isOursByRoute(facts) : isOursByUrl(facts)),
  isRouteInScope: (facts, profile) => profile.apiScope !== 'route' || isRouteInScope(facts),

  allowsBasic: isTls => isTls,
  choose: (query, header) => query ?? header(),
  // sanitize_text_field() makes '' of an array (query.odd.008).
  normalizeKey: key => (isArray(key) ? '' : wordCharacters.test(key) ? key : sanitizeTextField(key)),
  unknownKey: () => undefined,
  isSecretRight: hash_equals,
  allowsOAuth: () => true,

  oauthParameters,
  missingParameters: parameters => requiredParameters.filter(name => isEmpty(parameters.get(name))),
  unknownOAuthKey: () => refusal('Consumer key is invalid.'),
  signedMethod,
  baseStringUri,
  hashAlgorithm,
  signingKey,
  receivedSignature,
  isSignatureRight: hash_equals,
  isTimely,
  isNonceUsed: (nonces, keyId, nonce) => nonces.isUsed(keyId, nonce),
  rememberNonce: (nonces, keyId, timestamp, nonce, now) => nonces.remember(keyId, timestamp, nonce, now),

  needOf,
  meets,

  error: refusal,
};

/** The code that a dozen refusals share. */
function refusal(message: string, code = 'woocommerce_rest_authentication_error'): WpError {
  return wpError(code, message, 401);
}
