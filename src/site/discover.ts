import type { Exchange } from '../client/http/exchange.ts';
import { isSamePlace, originOf } from '../doctor/known.ts';
import { type Reading, read } from '../doctor/reading.ts';
import { get } from '../doctor/requests.ts';
import type { Send } from '../doctor/send.ts';

/** One step of a redirect. */
export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly status: number;
}

export interface Seen {
  readonly exchange: Exchange;
  readonly reading: Reading;
}

/** Where the store really is, as far as requests without credentials tell. */
export interface Whereabouts {
  /** The URL as given, without a slash at its end and without a path of the API. */
  readonly asked: string;
  /** The path of the API that the URL as given ended with: `/wp-json/wc/v3`. */
  readonly apiPath: string | undefined;
  /** Where the store answers, without a slash at its end. */
  readonly site: string;
  /** The redirects of the front page that were followed. */
  readonly hops: readonly Hop[];
  /** The REST root, by the Link header of the front page or by trying. */
  readonly root: string;
  /** `link`, when the front page told it; `tried`, when an index answered; `guessed` otherwise. */
  readonly rootBy: 'link' | 'tried' | 'guessed';
  /** The home URL that the index tells, without a slash at its end. */
  readonly home: string | undefined;
  /** The front page at the end of the redirects. */
  readonly front: Seen;
  /** The index of the REST API. */
  readonly index: Seen;
  /** The index below the URL asked, where the front page redirected away from it. */
  readonly askedIndex: Seen | undefined;
}

const mostHops = 5;

/** Finds the site and its REST root. Redirects are followed here alone, without credentials, and each is recorded. */
export async function discover(send: Send, url: string): Promise<Whereabouts> {
  const { asked, apiPath } = withoutApiPath(url.replace(/[?#].*$/, '').replace(/\/+$/, ''));
  const look = async (at: string): Promise<Seen> => {
    const exchange = await send(get(at));
    return { exchange, reading: read(exchange) };
  };
  const { front, hops, at } = await follow(look, `${asked}/`);
  let site = at.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const askedIndex = site === asked ? undefined : await look(`${asked}/wp-json/`);
  // A front page that redirects (to a language, to the home URL) is no reason to leave a URL whose API answers.
  if (askedIndex && isIndex(askedIndex.reading)) site = asked;
  const found = await restRoot(look, site, front.reading);
  const home = homeOf(found.index.reading.json) ?? homeByLink(front.reading);
  return { asked, apiPath, site: siteBy(site, home), hops, front, askedIndex, home, ...found };
}

async function follow(
  look: (at: string) => Promise<Seen>,
  from: string,
): Promise<{ readonly front: Seen; readonly hops: readonly Hop[]; readonly at: string }> {
  const hops: Hop[] = [];
  let at = from;
  let front = await look(at);
  while (front.reading.said === 'redirect' && hops.length < mostHops) {
    const next = URL.parse(front.reading.location ?? '', at)?.href;
    // What stands at a log-in page is not the store.
    if (next === undefined || next === at || !isSamePlace(at, next) || /wp-login\.php/.test(next)) break;
    const there = await look(next);
    hops.push({ from: at, to: next, status: front.reading.status as number });
    // A redirect into nothing: the store is examined where it was asked.
    if (there.reading.said === 'no answer') break;
    at = next;
    front = there;
  }
  return { front, hops, at };
}

/** People paste the URL of the API where the URL of the store belongs. */
function withoutApiPath(url: string): { readonly asked: string; readonly apiPath: string | undefined } {
  const at = /\/(wp-json|wc-api)(\/.*)?$/.exec(url.slice(originOf(url).length));
  if (!at) return { asked: url, apiPath: undefined };
  return { asked: url.slice(0, url.length - at[0].length), apiPath: at[0] };
}

async function restRoot(
  look: (at: string) => Promise<Seen>,
  site: string,
  front: Reading,
): Promise<Pick<Whereabouts, 'root' | 'rootBy' | 'index'>> {
  const link = linkOf(front);
  if (link !== undefined) {
    // The link names the home URL's host; the doctor asks the host that it was given.
    const root = originOf(site) + link.slice(originOf(link).length);
    return { root, rootBy: 'link', index: await look(root) };
  }
  const pretty = `${site}/wp-json/`;
  const index = await look(pretty);
  // An error of WordPress is an answer of its REST API too.
  if (isIndex(index.reading) || index.reading.said === 'other error')
    return { root: pretty, rootBy: 'tried', index };
  if (index.reading.said !== 'no answer') {
    const plain = `${site}/?rest_route=/`;
    const plainIndex = await look(plain);
    if (isIndex(plainIndex.reading)) return { root: plain, rootBy: 'tried', index: plainIndex };
  }
  return { root: pretty, rootBy: 'guessed', index };
}

/** The REST root that the front page names; WordPress makes it of the home URL. */
function linkOf(front: Reading): string | undefined {
  const link = /<([^>]+)>;\s*rel="https:\/\/api\.w\.org\/"/.exec(front.header('link') ?? '')?.[1];
  return link !== undefined && URL.canParse(link) ? link : undefined;
}

function homeByLink(front: Reading): string | undefined {
  return linkOf(front)?.replace(/\/((index\.php)?\?rest_route=\/|[^/?]+\/)$/, '');
}

function isIndex({ json }: Reading): boolean {
  return typeof json === 'object' && json !== null && 'namespaces' in json;
}

function homeOf(json: unknown): string | undefined {
  const home = (json as { home?: unknown } | undefined)?.home;
  return typeof home === 'string' && URL.canParse(home) ? home.replace(/\/+$/, '') : undefined;
}

/** The site with the path of the home URL: a front page may have redirected to a language or a landing page. */
function siteBy(site: string, home: string | undefined): string {
  return home === undefined ? site : originOf(site) + home.slice(originOf(home).length);
}
