import { unprovenMembers } from '../answers/members.ts';
import type { HttpExchange } from '../client/http/exchange.ts';
import { getJson, type Send } from './ask.ts';
import { readBody } from './body.ts';
import { originOf } from './origin.ts';
import { type IndexReading, readIndex } from './rest-index.ts';
import { pathOf, withoutQuery } from './site-url.ts';

/** The root of a REST API, and what answers there. */
export interface RestRoot {
  /** With a slash at its end: `https://shop.example/wp-json/`, `https://shop.example/?rest_route=/`. */
  readonly root: string;
  /** `link`, when the front page or the index told it; `tried`, when WordPress answered there; `guessed` otherwise. */
  readonly rootBy: 'link' | 'tried' | 'guessed';
  readonly exchange: HttpExchange;
  readonly reading: IndexReading;
}

/** Whether the REST API is asked for by `?rest_route=`: plain permalinks, or no rewriting. */
export function isPlainRoot(root: string): boolean {
  return root.includes('rest_route=');
}

/** Plugins for several languages put a parameter behind each address that WordPress makes: routes follow the path alone. */
function withoutOwnQuery(root: string): string {
  return isPlainRoot(root) ? root : root.replace(/\/?([?#].*)?$/, '/');
}

/**
 * Finds the REST root of a site: where the front page says, or else at the usual place, or else by `?rest_route=/`.
 *
 * @param site where the front page answers.
 * @param link the REST root by the front page.
 */
export async function findRestRoot(send: Send, site: string, link: string | undefined): Promise<RestRoot> {
  const look = async (root: string) => {
    const exchange = await send(getJson(root));
    return { root, exchange, reading: readIndex(exchange) };
  };
  // The link names the home URL's host; asked is the host that was given.
  const linked = link && originOf(site) + withoutOwnQuery(link).slice(originOf(link).length);
  // One that names the front page names no API.
  const named = linked && withoutQuery(linked) !== site ? await look(linked) : undefined;
  if (named && (isWordPress(named.reading) || pathOf(named.root).startsWith(pathOf(site))))
    return { ...named, rootBy: 'link' };
  const usual = await look(`${site}/wp-json/`);
  if (isWordPress(usual.reading)) return { ...usual, rootBy: 'tried' };
  if (usual.reading.kind !== 'no answer') {
    const plain = await look(`${site}/?rest_route=/`);
    if (plain.reading.kind === 'index')
      return (await toldRoot(plain, site, look)) ?? { ...plain, rootBy: 'tried' };
  }
  return named ? { ...named, rootBy: 'link' } : { ...usual, rootBy: 'guessed' };
}

type Looked = Omit<RestRoot, 'rootBy'>;

/**
 * What an index that was found by `?rest_route=/` tells as its own root. It answers so on every site, whatever the
 * permalinks: what tells plain ones from another prefix, and from a server that does not rewrite, is the address that
 * WordPress makes of its own route `/` (`rest_url()`).
 */
async function toldRoot(
  plain: Looked,
  site: string,
  look: (root: string) => Promise<Looked>,
): Promise<RestRoot | undefined> {
  const told = plain.exchange.answer && addressOfIndex(readBody(plain.exchange.answer).json);
  if (told === undefined) return undefined;
  if (isPlainRoot(told)) return { ...plain, rootBy: 'link' };
  const named = originOf(site) + withoutOwnQuery(told).slice(originOf(told).length);
  if (named === `${site}/wp-json/` || !pathOf(named).startsWith(pathOf(site))) return undefined;
  const found = await look(named);
  return isWordPress(found.reading) ? { ...found, rootBy: 'link' } : undefined;
}

/** True where an index says that permalinks are pretty, undefined where it does not say. */
export function saysPretty(json: unknown): boolean | undefined {
  const told = addressOfIndex(json);
  return told === undefined ? undefined : !isPlainRoot(told);
}

/** The address of the route `/` in an index: `_links.self`, an address or a list of `{ href }` by WordPress's version. */
function addressOfIndex(json: unknown): string | undefined {
  const { routes } = unprovenMembers('site-index', json);
  const self = memberOf(memberOf(memberOf(routes, '/'), '_links'), 'self');
  const href = Array.isArray(self) ? memberOf(self[0], 'href') : self;
  return typeof href === 'string' && /^https?:\/\//i.test(href) && URL.canParse(href) ? href : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function isWordPress({ kind }: IndexReading): boolean {
  return kind === 'index' || kind === 'wordpress error';
}

/**
 * The site's URL of its REST root: `https://shop.example/shop` of `https://shop.example/shop/wp-json/`.
 *
 * @param home the home URL, where the root was made of it.
 */
export function siteOfRoot(root: string, home: string | undefined): string {
  const bare = root.replace(/\/(?:index\.php)?\?rest_route=\/$/, '');
  if (bare !== root) return bare;
  // A prefix may have several segments; the home URL's path tells where it begins.
  if (home !== undefined && pathOf(root).startsWith(`${pathOf(home)}/`)) return originOf(root) + pathOf(home);
  // A link may name the front page itself, which has no segment to take away.
  const path = root.slice(originOf(root).length);
  return originOf(root) + path.replace(/(?:\/index\.php)?\/[^/?]+\/$/, '').replace(/\/$/, '');
}
