import { isArray, type PhpArray, type PhpValue } from '../../php/types.ts';
import { urlencode } from '../../php/urlencode.ts';
import { absint } from '../../wordpress/absint.ts';
import { addQueryArg } from '../../wordpress/formatting/query-args.ts';
import { toBytes } from '../../wordpress/formatting/text.ts';
import type { RestArg, RestRequest } from '../../wordpress/rest/route.ts';
import { parseList } from '../../wordpress/rest/schema/values.ts';
import { idList } from './collection-args.ts';

type Value = PhpValue | false;

/** What a controller adds to the query of every request that has sent none of its parameters. */
export class LinkDefaults {
  readonly entries: readonly (readonly [string, Value])[];
  /** `&name=value` for each. */
  readonly text: string;

  /** @throws {RangeError} for what a URL cannot hold as it is. */
  constructor(values: Readonly<Record<string, unknown>>) {
    const entries = Object.entries(values).map(([name, value]) => [name, toPhp(value)] as const);
    const parts: string[] = [];
    for (const [name, value] of entries)
      if (value === false || !addPlain(parts, name, value)) throw new RangeError(`${name}: no plain value`);
    this.entries = entries;
    this.text = parts.map(part => `&${part}`).join('');
  }
}

/**
 * A request's query as the links of its list repeat it: byte strings in order, `false` for what is left out. What was
 * sent is copied only where it changes: to most requests something is added and no more.
 */
export class LinkQuery {
  #sent: Map<string, Value> | PhpArray;
  /** The query as text; undefined once the links say something else than it. */
  #text: string | undefined;
  #added: Map<string, Value> | undefined;
  #defaults: LinkDefaults | undefined;

  /** @param text what `sent` was read from, `$_SERVER['QUERY_STRING']`. */
  constructor(sent: PhpArray, text: string) {
    this.#sent = sent;
    this.#text = text;
  }

  has(name: string): boolean {
    return this.#sent.has(name) || this.#added?.has(name) === true;
  }

  set(name: string, value: Value): void {
    if (this.#sent.has(name)) this.#changed().set(name, value);
    else {
      this.#added ??= new Map();
      this.#added.set(name, value);
    }
  }

  delete(name: string): void {
    if (this.#sent.has(name)) this.#changed().delete(name);
    else this.#added?.delete(name);
  }

  /** Adds what comes last, none of which has been sent. */
  addDefaults(defaults: LinkDefaults): void {
    this.#defaults = defaults;
  }

  /** What has been added, as text, where nothing but defaults has; undefined otherwise. */
  get addedText(): string | undefined {
    return this.#added === undefined ? (this.#defaults?.text ?? '') : undefined;
  }

  added(): (readonly [string, Value])[] {
    return [...(this.#added ?? []), ...(this.#defaults?.entries ?? [])];
  }

  entries(): (readonly [string, Value])[] {
    return [...this.#sent, ...this.added()];
  }

  /** How the links write what was sent, where that can be told from the text alone; undefined where it cannot. */
  verbatim(): string | undefined {
    const text = this.#text;
    if (text === undefined || !verbatim.test(text) || this.#sent.has('page')) return undefined;
    // Of two of one name PHP has kept one, and of very many the first.
    if (this.#sent.size > mostPlain || this.#sent.size !== occurrences(text, '&') + 1) return undefined;
    return asLinked(text);
  }

  #changed(): Map<string, Value> {
    if (this.#text !== undefined) this.#sent = new Map(this.#sent);
    this.#text = undefined;
    return this.#sent;
  }
}

/** Names that PHP leaves alone; values of which the links keep every character, or lose a `=`, or make a `+`. */
const verbatim =
  /^[A-Za-z_][\w-]*=[\w.-]+(?:%(?:20|2[BCF]|3A)[\w.-]*)*(?:%3D)?(?:&[A-Za-z_][\w-]*=[\w.-]+(?:%(?:20|2[BCF]|3A)[\w.-]*)*(?:%3D)?)*$/;

/** A text that is `verbatim`, as the links have it: a `+` or a space is `+`, and a `=` at the end of a value goes. */
function asLinked(text: string): string {
  let linked = '';
  let from = 0;
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 3)) {
    const second = text.charAt(at + 2);
    if (second === 'F' || second === 'C' || second === 'A') continue;
    linked += text.slice(from, at);
    if (second !== 'D') linked += '+';
    from = at + 3;
  }
  return from === 0 ? text : linked + text.slice(from);
}

function occurrences(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** `get_query_params()` after the parameters have been sanitized in their place. */
export function linkQuery(request: RestRequest, args: Readonly<Record<string, RestArg>>): LinkQuery {
  const query = new LinkQuery(request.query, request.context.request.queryString);
  if (request.sent.size === 0) return query;
  for (const [name, sent] of request.query) {
    const value = Object.hasOwn(args, name) ? request.params.get(name) : undefined;
    if (value !== undefined) query.set(name, args[name] === idList ? idsByKey(sent) : toPhp(value));
  }
  return query;
}

/** `wp_parse_id_list()` keeps the keys of what it leaves: `include=7,7,8` is repeated as `include[0]=7&include[2]=8`. */
function idsByKey(sent: PhpValue): PhpArray {
  const entries = isArray(sent) ? sent : parseList(sent).entries();
  const ids: PhpArray = new Map();
  const seen = new Set<number>();
  for (const [key, one] of entries) {
    if (typeof one !== 'string') continue;
    const id = absint(one);
    if (!seen.has(id)) ids.set(String(key), String(id));
    seen.add(id);
  }
  return ids;
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
  const next = pages > page ? `<${pageUrl(base, query, page + 1)}>; rel="next"` : undefined;
  if (page <= 1) return next;
  const previous = `<${pageUrl(base, query, Math.min(page - 1, pages))}>; rel="prev"`;
  return next === undefined ? previous : `${previous}, ${next}`;
}

function pageUrl(base: string, query: LinkQuery, page: number): string {
  return plainUrl(base, query, page) ?? twiceEncoded(base, query, page);
}

/** WordPress's way, which the quick one gives way to and is held to by a property test. */
export function twiceEncoded(base: string, query: LinkQuery, page: number): string {
  return addQueryArg(addQueryArg(base, query.entries()), [['page', String(page)]]);
}

const plainName = /^[A-Za-z_][A-Za-z0-9_-]*$|^\d+$/;
const plainNumber = /^\d+$/;
const troublesome = /[%&#?\0]/;

/** Far from `max_input_vars`, which cuts off what comes after it when the URL is taken apart. */
const mostPlain = 500;

/** The same for what the way there and back does nothing surprising to, which is nearly everything that is sent. */
function plainUrl(base: string, query: LinkQuery, page: number): string | undefined {
  if (base.includes('?') || base.includes('#')) return undefined;
  const verbatim = query.verbatim();
  const added = query.addedText;
  if (verbatim !== undefined && added !== undefined) return `${base}?${verbatim}${added}&page=${page}`;
  const parts = verbatim === undefined ? [] : [verbatim];
  let paged = false;
  for (const [name, value] of verbatim === undefined ? query.entries() : query.added()) {
    if (name === 'page') {
      if (typeof value !== 'string' || !plainNumber.test(value)) return undefined;
      parts.push(`page=${page}`);
      paged = true;
    } else if (value !== false && !addPlain(parts, name, value)) return undefined;
  }
  if (parts.length > mostPlain) return undefined;
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
