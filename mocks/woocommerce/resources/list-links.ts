import type { PhpArray, PhpValue } from '../../php/types.ts';
import { urlencode } from '../../php/urlencode.ts';
import { addQueryArg } from '../../wordpress/formatting/query-args.ts';
import { toBytes } from '../../wordpress/formatting/text.ts';
import type { RestArg, RestRequest } from '../../wordpress/rest/route.ts';

/** A request's query as the links of its list repeat it: byte strings, `false` for what is left out. */
export type LinkQuery = Map<string, PhpValue | false>;

/** `get_query_params()` after the parameters have been sanitized in their place. */
export function linkQuery(request: RestRequest, args: Readonly<Record<string, RestArg>>): LinkQuery {
  if (request.sendsNoneOf) return new Map(request.query);
  const query: LinkQuery = new Map();
  for (const [name, sent] of request.query) {
    const value = Object.hasOwn(args, name) ? request.params.get(name) : undefined;
    query.set(name, value === undefined ? sent : toPhp(value));
  }
  return query;
}

/** A parameter's value as PHP would print it in a URL. */
export function toPhp(value: unknown): PhpValue | false {
  if (typeof value === 'string') return toBytes(value);
  if (typeof value === 'boolean') return value ? '1' : false;
  if (value === null || value === undefined) return false;
  if (typeof value !== 'object') return String(value);
  const array: PhpArray = new Map();
  for (const [name, one] of Object.entries(value)) {
    const inner = toPhp(one);
    // build_query() writes a nested false as 0.
    array.set(toBytes(name), inner === false ? '0' : inner);
  }
  return array;
}

/**
 * The `Link` field of a list. WooCommerce puts the sent values into the URL as they are, and takes that URL apart
 * again to add the page: so a value is cut at `&` or `#`, a `+` becomes a space, an `=` at its end goes
 * (nonce.016, nonce.023, oauth.value.084).
 */
export function listLinks(base: string, query: LinkQuery, page: number, pages: number): string | undefined {
  const links: string[] = [];
  if (page > 1) links.push(`<${pageUrl(base, query, Math.min(page - 1, pages))}>; rel="prev"`);
  if (pages > page) links.push(`<${pageUrl(base, query, page + 1)}>; rel="next"`);
  return links.length > 0 ? links.join(', ') : undefined;
}

function pageUrl(base: string, query: LinkQuery, page: number): string {
  return plainUrl(base, query, page) ?? twiceEncoded(base, query, page);
}

function twiceEncoded(base: string, query: LinkQuery, page: number): string {
  return addQueryArg(addQueryArg(base, [...query]), [['page', String(page)]]);
}

const plainName = /^[A-Za-z_][A-Za-z0-9_-]*$|^\d+$/;
const plainNumber = /^\d+$/;
const troublesome = /[%&#?\0]/;

/** The same for what the way there and back does nothing surprising to, which is nearly everything that is sent. */
function plainUrl(base: string, query: LinkQuery, page: number): string | undefined {
  if (base.includes('?') || base.includes('#') || query.size > 500) return undefined;
  let url = '';
  let paged = false;
  for (const [name, value] of query) {
    if (name === 'page') {
      if (typeof value !== 'string' || !plainNumber.test(value)) return undefined;
      url += `&page=${page}`;
      paged = true;
    } else if (value !== false) {
      const part = plainPart(name, value);
      if (part === undefined) return undefined;
      url += part;
    }
  }
  if (!paged) url += `&page=${page}`;
  return `${base}?${url.slice(1)}`;
}

function plainPart(name: string, value: PhpValue): string | undefined {
  if (!plainName.test(name)) return undefined;
  if (typeof value === 'string') return plainScalar(name, value);
  let url = '';
  for (const [key, one] of value) {
    if (typeof one !== 'string' || !plainName.test(key)) return undefined;
    const part = plainScalar(`${name}%5B${key}%5D`, one);
    if (part === undefined) return undefined;
    url += part;
  }
  return url === '' ? undefined : url;
}

/** Nothing in it to encode or to lose. */
const wordlike = /^[A-Za-z0-9._-]+$/;

function plainScalar(name: string, value: string): string | undefined {
  if (wordlike.test(value)) return `&${name}=${value}`;
  if (troublesome.test(value)) return undefined;
  const kept = value.endsWith('=') ? value.slice(0, -1) : value;
  return kept === '' ? `&${name}` : `&${name}=${urlencode(kept.replaceAll('+', ' '))}`;
}
