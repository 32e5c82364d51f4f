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
  const parts: string[] = [];
  let paged = false;
  for (const [name, value] of query) {
    if (name === 'page') {
      if (typeof value !== 'string' || !plainNumber.test(value)) return undefined;
      parts.push(`page=${page}`);
      paged = true;
    } else if (value !== false && !addPlain(parts, name, value)) return undefined;
  }
  if (!paged) parts.push(`page=${page}`);
  return `${base}?${parts.join('&')}`;
}

/** Adds a parameter; false when it is not as plain as that. */
function addPlain(parts: string[], name: string, value: PhpValue): boolean {
  if (!plainName.test(name)) return false;
  if (typeof value === 'string') return addPlainScalar(parts, name, value);
  for (const [key, one] of value) {
    if (typeof one !== 'string' || !plainName.test(key)) return false;
    if (!addPlainScalar(parts, `${name}%5B${key}%5D`, one)) return false;
  }
  return value.size > 0;
}

/** Nothing in it to encode or to lose. */
const wordlike = /^[A-Za-z0-9._-]+$/;

function addPlainScalar(parts: string[], name: string, value: string): boolean {
  if (wordlike.test(value)) parts.push(`${name}=${value}`);
  else {
    if (troublesome.test(value)) return false;
    const kept = value.endsWith('=') ? value.slice(0, -1) : value;
    parts.push(kept === '' ? name : `${name}=${urlencode(kept.replaceAll('+', ' '))}`);
  }
  return true;
}
