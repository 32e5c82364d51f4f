import type { PhpValue } from '../../php/types.ts';
import { urlencode } from '../../php/urlencode.ts';
import { addQueryArg } from '../../wordpress/formatting/query-args.ts';

/** A request's query as the links of its list repeat it: byte strings in order, `false` for what is left out. */
export type LinkQuery = Map<string, PhpValue | false>;

/** The URL of another page of a list. */
export type PageUrl = (base: string, query: LinkQuery, page: number) => string;

/**
 * As WooCommerce makes it. It puts the sent values into the URL as they are, and takes that URL apart again to add the
 * page: so a value is cut at `&` or `#`, a `+` becomes a space, an `=` at its end goes (nonce.016, nonce.023,
 * oauth.value.084).
 */
export const pageUrl: PageUrl = (base, query, page) =>
  addQueryArg(addQueryArg(base, [...query]), [['page', String(page)]]);

/**
 * The same, sooner: what the way there and back does nothing surprising to, which is nearly everything that is sent, is
 * written once. What for: docs/decisions/0124-young-garbage.md.
 */
export const quickPageUrl: PageUrl = (base, query, page) =>
  plainUrl(base, query, page) ?? pageUrl(base, query, page);

const plainName = /^[A-Za-z_][A-Za-z0-9_-]*$|^\d+$/;
const plainNumber = /^\d+$/;
const troublesome = /[%&#?\0]/;

/** Far from `max_input_vars`, which cuts off what comes after it when the URL is taken apart. */
const mostPlain = 500;

function plainUrl(base: string, query: LinkQuery, page: number): string | undefined {
  if (base.includes('?') || base.includes('#')) return undefined;
  let url = `${base}?`;
  let count = 0;
  for (const [name, value] of query) {
    if (value === false) continue;
    const isPage = name === 'page';
    if (isPage && (typeof value !== 'string' || !plainNumber.test(value))) return undefined;
    const written = isPage ? `page=${page}` : plainPair(name, value);
    if (written === undefined) return undefined;
    count += typeof value === 'string' ? 1 : value.size;
    if (count > mostPlain) return undefined;
    url += `${written}&`;
  }
  return query.get('page') ? url.slice(0, -1) : `${url}page=${page}`;
}

/** A parameter as the links have it; undefined when it is not as plain as that. */
function plainPair(name: string, value: PhpValue): string | undefined {
  if (!plainName.test(name)) return undefined;
  if (typeof value === 'string') return plainScalar(name, value);
  let pairs: string | undefined;
  for (const [key, one] of value) {
    if (typeof one !== 'string' || !plainName.test(key)) return undefined;
    const pair = plainScalar(`${name}%5B${key}%5D`, one);
    if (pair === undefined) return undefined;
    pairs = pairs === undefined ? pair : `${pairs}&${pair}`;
  }
  return pairs;
}

/** Nothing in it to encode or to lose. */
const wordlike = /^[A-Za-z0-9._-]+$/;

function plainScalar(name: string, value: string): string | undefined {
  if (wordlike.test(value)) return `${name}=${value}`;
  if (troublesome.test(value)) return undefined;
  const kept = value.endsWith('=') ? value.slice(0, -1) : value;
  return kept === '' ? name : `${name}=${urlencode(kept.replaceAll('+', ' '))}`;
}
