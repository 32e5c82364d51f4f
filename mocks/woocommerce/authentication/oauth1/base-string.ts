import { isEmpty } from '../../../php/compare.ts';
import { parse_url } from '../../../php/parse_url.ts';
import type { PhpRequest } from '../../../php/request.ts';
import { addslashes } from '../../../php/slashes.ts';
import { ltrim } from '../../../php/trim.ts';
import { isArray, type PhpArray } from '../../../php/types.ts';
import { rawurlencode } from '../../../php/urlencode.ts';
import { type Home, homeInBytes, homeUrl } from '../../../wordpress/site.ts';
import { encodeTwice } from './encoding.ts';

/**
 * The base string URI (RFC 5849 section 3.4.1.2), as WooCommerce has it: scheme of the connection, host and port of
 * the home URL whatever the client asked (oauth.host.001), and the path as sent.
 *
 * @param requestUri The request target as sent.
 */
export function baseStringUri(siteHome: Home, requestUri: string, isTls: boolean): string {
  const home = homeInBytes(siteHome);
  let path = requestPath(requestUri);
  const base = `${home.path}/`;
  if (path.startsWith(base)) path = path.slice(base.length);
  // get_home_url() adds a path that is not empty, '0' among it, after one slash.
  const below = isEmpty(path) ? '' : `/${ltrim(path, '/')}`;
  return homeUrl(home, below, isTls ? 'https' : 'http');
}

const plainPath = /^\/(?!\/)[^?#\0-\x1f\x7f'"\\:]*$/;

/** `wp_parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)`: WordPress has put backslashes before quotes by then. */
function requestPath(requestUri: string): string {
  const query = requestUri.indexOf('?');
  const path = query < 0 ? requestUri : requestUri.slice(0, query);
  if (plainPath.test(path) && !requestUri.includes('#')) return path;
  const slashed = addslashes(requestUri);
  // A path alone is no URL to parse_url(): WordPress puts a scheme and a host before it.
  const url = slashed.startsWith('//')
    ? `placeholder:${slashed}`
    : slashed.startsWith('/')
      ? `placeholder://placeholder${slashed}`
      : slashed;
  return parse_url(url)?.path ?? '';
}

/** The signature base string in its parts. */
export interface BaseString {
  /** The method in upper case: the real one, not what overrides it. */
  readonly method: string;
  readonly uri: string;
  /** The normalized parameters, encoded once more: `name%3Dvalue%26name%3Dvalue` in the order signed. */
  readonly parameters: string;
}

/** RFC 5849 section 3.4.1.1. */
export function joinBaseString({ method, uri, parameters }: BaseString): string {
  return `${method}&${rawurlencode(uri)}&${parameters}`;
}

/** How parameters become the pairs of a base string: each step a rule that can be bent. */
export interface Normalization {
  sort(names: string[]): string[];
  encodeTwice(text: string): string;
}

export const normalization: Normalization = {
  // `strcmp()`: the names are byte strings, whose order is that of their UTF-16 code units.
  sort: names => names.sort(),
  encodeTwice,
};

/**
 * The parameters as they are signed, without `oauth_signature` (RFC 5849 section 3.4.1.3.2 in PHP's reading).
 *
 * Names at the top are sorted by bytes before they are encoded. What is inside an array stays in the order sent and
 * is named by its explicit index, `include[0]` (oauth.array.002, oauth.array.004); an inner name is encoded once
 * only (oauth.array.012).
 */
export function signedParameters(parameters: PhpArray, how: Normalization = normalization): string {
  const names: string[] = [];
  for (const name of parameters.keys()) if (name !== 'oauth_signature') names.push(name);
  let signed = '';
  for (const name of how.sort(names)) {
    const value = parameters.get(name);
    if (value === undefined) continue;
    if (isArray(value)) signed = addNested(signed, name === '0' ? '' : how.encodeTwice(name), value, how);
    else signed = addPair(signed, how.encodeTwice(name), how.encodeTwice(value));
  }
  return signed;
}

function addPair(signed: string, name: string, value: string): string {
  return signed === '' ? `${name}%3D${value}` : `${signed}%26${name}%3D${value}`;
}

/** @param prefix '' where PHP takes the outer name for empty, as it does with `0`: the inner names stand alone. */
function addNested(signed: string, prefix: string, array: PhpArray, how: Normalization): string {
  let all = signed;
  for (const [key, value] of array) {
    const name = prefix === '' ? rawurlencode(key) : `${prefix}%255B${rawurlencode(key)}%255D`;
    if (isArray(value)) all = addNested(all, prefix === '' && key === '0' ? '' : name, value, how);
    else all = addPair(all, name, how.encodeTwice(value));
  }
  return all;
}

/** `strtoupper($_SERVER['REQUEST_METHOD'])`. */
export function signedMethod(request: PhpRequest): string {
  return addslashes(request.method).toUpperCase();
}
