import { FatalError } from '../../php/fatal-error.ts';
import { isArray, type PhpArray, type PhpValue } from '../../php/types.ts';
import { rawurldecode, rawurlencode } from '../../php/urlencode.ts';
import { encodeTwice } from '../authentication/oauth1/encoding.ts';
import type { LegacyApi } from './request.ts';

/**
 * The signature base string of the legacy API.
 *
 * It differs from RFC 5849 section 3.4.1 and between the versions:
 * - v1 and v2 lift `filter[name]` to the top level and then sort all normalized names; any other array is a fatal
 *   error of PHP 8, `rawurldecode()` of an array.
 * - v3 sorts the top level by the names as sent and keeps what is inside an array in the order sent
 *   (legacy.oauth.025), one level deep; the inner names are not encoded.
 *
 * @param url The address that is signed, not yet encoded.
 * @param parameters `$_GET` without `oauth_signature`.
 */
export function signatureBaseString(
  api: LegacyApi,
  method: string,
  url: string,
  parameters: PhpArray,
): string {
  const pairs = api === 3 ? pairsOfV3(parameters) : pairsOfV1(parameters);
  return `${method.toUpperCase()}&${rawurlencode(url)}&${pairs.join('%26')}`;
}

function pairsOfV3(parameters: PhpArray): string[] {
  const names = [...parameters.keys()].sort();
  // array_combine(): of two names that are one when decoded the last value stays, at the first's place.
  const normalized = new Map<string, PhpValue>();
  for (const name of names) normalized.set(encodedAnew(name), parameters.get(name) as PhpValue);
  const pairs: string[] = [];
  for (const [name, value] of normalized) {
    if (!isArray(value)) {
      pairs.push(`${name}%3D${encodedAnew(value)}`);
      continue;
    }
    for (const [inner, innerValue] of value) {
      pairs.push(`${name}%255B${inner}%255D%3D${isArray(innerValue) ? 'Array' : encodedAnew(innerValue)}`);
    }
  }
  return pairs;
}

function pairsOfV1(parameters: PhpArray): string[] {
  const flat = new Map(parameters);
  const filters = flat.get('filter');
  if (filters !== undefined) {
    flat.delete('filter');
    if (isArray(filters)) for (const [name, value] of filters) flat.set(`filter[${name}]`, value);
  }
  const normalized = new Map<string, string>();
  for (const [name, value] of flat) {
    if (isArray(value)) throw new FatalError('rawurldecode(): Argument #1 ($string) must be of type string');
    normalized.set(encodedAnew(name), encodedAnew(value));
  }
  return [...normalized.keys()].sort().map(name => `${name}%3D${normalized.get(name)}`);
}

/** Decoded once, in case the client had encoded it, and then encoded as the REST API encodes. */
function encodedAnew(text: string): string {
  return encodeTwice(rawurldecode(text));
}
