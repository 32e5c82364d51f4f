import type { HttpExchange } from '../client/http/exchange.ts';
import { getJson, type Send, within } from './ask.ts';
import { ClockDifference } from './clock.ts';
import { readFrontPage } from './front-page.ts';
import { askNamespaces, type Dress, type Key, signerBelow } from './namespaces.ts';
import { isUpgrade, originOf } from './origin.ts';
import type { SiteProblem } from './problem.ts';
import { isTimeOut, read } from './reading.ts';
import { type Journey, mostHops, openPage, problemOf, redirectOf } from './redirects.ts';
import { problemOfFailure, problemOfIndex, readIndex } from './rest-index.ts';
import { findRestRoot, type RestRoot, siteOfRoot } from './rest-root.ts';
import { pathOf, readGivenUrl, readHome, withoutQuery } from './site-url.ts';
import { webServerOf } from './web-server.ts';
import type { Whereabouts } from './whereabouts.ts';

/** How long is waited for the rest where the front page did not come in time, in milliseconds. */
const shortWait = 5_000;

export interface FindOptions {
  /** How long all of it may take, in milliseconds; two minutes when left out. */
  readonly within?: number;
  /** Makes a URL one that no cache has an answer for; URLs are asked as they are when left out. */
  readonly fresh?: (url: string) => string;
  /** Shown where the index is closed to guests, and only there; `now` is this machine's clock, in Unix seconds. */
  readonly key?: Key;
}

/**
 * Finds the store at a URL: its front page, the REST root that this names or that is found by trying, and the home URL
 * that the index tells. The origin that was given is the only one that is asked (https of the same host included, where
 * http leads there); where a redirect or the home URL names another, that is told and not followed.
 *
 * It never throws for what a store answers: `problem` says what is wrong.
 */
export async function findSite(send: Send, url: string, options: FindOptions = {}): Promise<Whereabouts> {
  const given = readGivenUrl(url);
  const clock = new ClockDifference();
  let webServer: string | undefined;
  const limited = within(options.within ?? 120_000, send);
  const asIs: Send = async (request, settings) => {
    const exchange = await limited(request, settings);
    clock.add(exchange);
    webServer ??= webServerOf(exchange.answer?.headers ?? []);
    return exchange;
  };
  const { fresh = url => url } = options;
  const ask: Send = (request, settings) => asIs({ ...request, url: fresh(request.url) }, settings);

  const journey = await openPage(ask, `${given.asked}/`);
  const front = readFrontPage(journey.last);
  // Who has kept us waiting for the front page in vain is not waited for as long again.
  const isLate = isTimeOut(read(journey.last));
  const rest: Send = isLate ? within(shortWait, ask) : ask;
  const { base, askedIndex } = await baseOf(rest, given.asked, withoutQuery(journey.url));
  const { found, leftIndex } = await rootAt(rest, base, front.restLink);
  const { reading } = found;
  const index = reading.kind === 'index' ? reading.index : undefined;
  const home = index?.home ?? homeByLink(front.restLink);
  const isFound = found.rootBy !== 'guessed';
  const site = isFound ? siteOfRoot(found.root, found.rootBy === 'link' ? home : undefined) : base;
  let problem = problemOfIndex(site, found.exchange, reading, front.isWordPress);
  // A front page that leads away says more than a page in the place of an index.
  if (problem && !isFound) problem = problemOfFront(journey) ?? problem;
  let namespaces = index?.namespaces;
  if (problem?.code === 'index-closed') {
    const signed =
      (home ?? site).replace(/^https?:/i, new URL(site).protocol) + found.root.slice(site.length);
    const key = options.key && keyByClock(options.key, clock.seconds() ?? 0);
    const open = await openNamespaces(asIs, found.root, fresh, key && signerBelow(found.root, signed, key));
    namespaces = open.namespaces;
    problem = { ...problem, key: open.key };
  }
  return {
    ...given,
    root: found.root,
    rootBy: found.rootBy,
    site,
    hops: journey.hops,
    home,
    wordpress: index?.wordpress,
    namespaces,
    problem,
    language: front.language,
    versions: front.versions,
    webServer,
    clockDifference: clock.seconds(),
    front: journey.last,
    index: found.exchange,
    askedIndex: askedIndex ?? leftIndex,
  };
}

/**
 * Where the REST root is looked for. A front page that redirects (to a language, to https) is no reason to leave a URL
 * whose API answers.
 */
async function baseOf(
  ask: Send,
  asked: string,
  arrived: string,
): Promise<{ base: string; askedIndex: HttpExchange | undefined }> {
  if (arrived === asked) return { base: asked, askedIndex: undefined };
  const askedIndex = await ask(getJson(`${asked}/wp-json/`));
  const isThere = readIndex(askedIndex).kind === 'index';
  return { base: isThere ? asked : arrived, askedIndex };
}

/** The REST root, looked for by https where only the API leads from http there. */
async function rootAt(
  ask: Send,
  base: string,
  link: string | undefined,
): Promise<{ found: RestRoot; leftIndex: HttpExchange | undefined }> {
  const found = await findRestRoot(ask, base, link);
  const hop = found.reading.kind === 'redirect' ? found.reading.hop : undefined;
  if (!hop || !isUpgrade(hop.from, hop.to)) return { found, leftIndex: undefined };
  const secure = await findRestRoot(ask, originOf(hop.to) + pathOf(base), link);
  return secure.rootBy === 'guessed'
    ? { found, leftIndex: undefined }
    : { found: secure, leftIndex: found.exchange };
}

/** What the front page says where no REST API was found. */
function problemOfFront({ last, hops }: Journey): SiteProblem | undefined {
  if (last.failure) return problemOfFailure(last.request.url, last.failure);
  const hop = redirectOf(last);
  if (hop && hops.length >= mostHops) return { code: 'redirects-for-ever', ...hop };
  return hop && problemOf(hop);
}

/** The home URL by the REST root that the front page names. */
function homeByLink(link: string | undefined): string | undefined {
  return link === undefined ? undefined : readHome(siteOfRoot(link, undefined));
}

/**
 * The namespaces of a store that keeps its index from guests. A key is shown where guests are kept from them too; the
 * store has shown by then that it is WordPress, and lies within the origin that was named.
 */
async function openNamespaces(
  send: Send,
  root: string,
  fresh: Dress,
  sign: Dress | undefined,
): Promise<Pick<Whereabouts, 'namespaces'> & { key: 'not needed' | 'none given' | 'not let in' | 'let in' }> {
  const byGuest = await askNamespaces(send, root, fresh);
  if (byGuest) return { namespaces: byGuest, key: 'not needed' };
  if (!sign) return { namespaces: undefined, key: 'none given' };
  const byKey = await askNamespaces(send, root, sign);
  return { namespaces: byKey, key: byKey ? 'let in' : 'not let in' };
}

function keyByClock(key: Key, difference: number): Key {
  return { ...key, now: () => Math.floor(key.now() + difference) };
}
