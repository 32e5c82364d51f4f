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
  const parts: string[] = [];
  for (const [name, value] of query) {
    if (name === 'page') {
      if (typeof value !== 'string' || !plainNumber.test(value)) return undefined;
      parts.push(`page=${page}`);
    } else if (value !== false && !addPlain(parts, name, value)) return undefined;
  }
  if (parts.length > mostPlain) return undefined;
  if (!query.has('page')) parts.push(`page=${page}`);
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
