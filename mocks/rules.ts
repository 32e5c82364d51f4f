/**
 * The door to the store's rules, for those who ask what a store makes of a request and need no store: `src/explain` and
 * its tests.
 */
export { type Admission, admission, type KnownKey } from './admission.ts';
export { type ScriptRequest, throughWebServer } from './front.ts';
export { phpRequest } from './php/mod_php.ts';
export type { PhpRequest } from './php/request.ts';
export { addslashes } from './php/slashes.ts';
export { isArray, type PhpArray, type PhpValue } from './php/types.ts';
export { headerCredentials, queryCredentials } from './woocommerce/authentication/credentials.ts';
export { hmac, hmacByNode } from './woocommerce/authentication/oauth1/hmac.ts';
export { timestampWindow } from './woocommerce/authentication/timestamp.ts';
export { type Profile, profileOf, profiles } from './woocommerce/profiles.ts';
export {
  type SignatureReading,
  type SigningApi,
  signatureOf,
  signedParametersOf,
} from './woocommerce/signature.ts';
