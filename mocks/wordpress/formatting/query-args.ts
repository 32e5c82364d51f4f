import { parse_str } from '../../php/parse_str.ts';
import { trim } from '../../php/trim.ts';
import { isArray, type PhpArray, type PhpValue } from '../../php/types.ts';
import { urlencode } from '../../php/urlencode.ts';
import { mapDeep } from './sanitize.ts';

/**
 * `add_query_arg()`: sets parameters of a URL, or removes those that are `false`.
 * What the URL holds already is decoded and encoded anew; new values are put in as they are.
 */
export function addQueryArg(url: string, args: readonly (readonly [string, PhpValue | false])[]): string {
  let uri = url;
  const hash = uri.indexOf('#');
  const fragment = hash < 0 ? '' : uri.slice(hash);
  if (hash >= 0) uri = uri.slice(0, hash);
  const scheme = /^https?:\/\//i.exec(uri)?.[0] ?? '';
  uri = uri.slice(scheme.length);

  const mark = uri.indexOf('?');
  let base = `${uri}?`;
  let query = '';
  if (mark >= 0) {
    base = uri.slice(0, mark + 1);
    query = uri.slice(mark + 1);
  } else if (scheme === '' && uri.includes('=')) {
    base = '';
    query = uri;
  }

  const all = mapDeep(parse_str(query), urlencode) as PhpArray;
  for (const [name, value] of args) {
    if (value === false) all.delete(name);
    else all.set(name, value);
  }
  const built = trim(buildQuery(all), '?').replace(/=(&|$)/g, '$1');
  return `${scheme.toLowerCase()}${base}${built}${fragment}`.replace(/\?+$/, '').replaceAll('?#', '#');
}

/** `remove_query_arg()`. */
export function removeQueryArg(url: string, ...names: readonly string[]): string {
  return names.reduce((left, name) => addQueryArg(left, [[name, false]]), url);
}

/** `build_query()`: keys and values as they are. */
function buildQuery(values: PhpArray, prefix = ''): string {
  const parts: string[] = [];
  for (const [key, value] of values) {
    const name = prefix === '' ? key : `${prefix}%5B${key}%5D`;
    parts.push(isArray(value) ? buildQuery(value, name) : `${name}=${value}`);
  }
  return parts.join('&');
}
