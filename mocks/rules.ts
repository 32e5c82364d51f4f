/**
 * The door to the store's rules of signing, for those who ask what a store makes of a request and need no store.
 */
export { phpRequest } from './php/mod_php.ts';
export type { PhpRequest } from './php/request.ts';
export { addslashes } from './php/slashes.ts';
export { isArray, type PhpArray, type PhpValue } from './php/types.ts';
export { hmac, hmacByNode } from './woocommerce/authentication/oauth1/hmac.ts';
export { timestampWindow } from './woocommerce/authentication/timestamp.ts';
export { type Profile, profileOf, profiles } from './woocommerce/profiles.ts';
export {
  type SignatureReading,
  type SigningApi,
  signatureOf,
  signedParametersOf,
} from './woocommerce/signature.ts';
