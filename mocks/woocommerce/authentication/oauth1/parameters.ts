import { isEmpty } from '../../../php/compare.ts';
import { integerKey } from '../../../php/numeric-key.ts';
import type { PhpRequest } from '../../../php/request.ts';
import type { PhpArray, PhpValue } from '../../../php/types.ts';
import { parametersOfHeader } from './header.ts';

/** What an OAuth request must carry, in the order in which WooCommerce names what is missing (oauth.missing.012). */
export const requiredParameters = [
  'oauth_consumer_key',
  'oauth_timestamp',
  'oauth_nonce',
  'oauth_signature',
  'oauth_signature_method',
] as const;

/**
 * Everything that is signed, and the signature: `$_GET`, then `$_POST`, then the header, the last one counting.
 * Not to be written to: where only the query holds anything, this is `$_GET` itself.
 */
export function oauthParameters(request: PhpRequest): PhpArray {
  const header = authorizationHeader(request);
  if (header === '' && request.method !== 'POST' && !hasIntegerName(request.get)) return request.get;
  const parameters: PhpArray = new Map();
  const counter = { next: 0 };
  merge(parameters, request.get, counter);
  if (request.method === 'POST') merge(parameters, request.post, counter);
  if (header !== '') merge(parameters, parametersOfHeader(header), counter);
  return parameters;
}

function hasIntegerName(parameters: PhpArray): boolean {
  for (const name of parameters.keys()) if (integerKey(name) !== undefined) return true;
  return false;
}

/** `array_merge()`: a parameter that is named by an integer gets a new number: `?5=x` is signed as `0=x`. */
function merge(into: PhpArray, from: ReadonlyMap<string, PhpValue>, counter: { next: number }): void {
  for (const [name, value] of from) {
    if (integerKey(name) === undefined) into.set(name, value);
    else into.set(String(counter.next++), value);
  }
}

/**
 * The Authorization header, as OAuth reads it: `HTTP_AUTHORIZATION`, or getallheaders() where the web server keeps
 * it from `$_SERVER`. `REDIRECT_HTTP_AUTHORIZATION`, which Basic accepts, is not looked at.
 */
function authorizationHeader(request: PhpRequest): string {
  const header = request.server('HTTP_AUTHORIZATION');
  return isEmpty(header) ? (request.header('Authorization') ?? '') : (header as string);
}
