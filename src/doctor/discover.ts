import type { HttpClient } from '../http/client.ts';
import type { Exchange } from '../http/exchange.ts';
import { originOf } from './known.ts';
import { type Reading, read } from './reading.ts';
import { get } from './requests.ts';

/** One step of a redirect. */
export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly status: number;
}

/** Where the store really is, as far as requests without credentials tell. */
export interface Whereabouts {
  /** The URL as given, without a slash at its end. */
  readonly asked: string;
  /** Where the front page answers after redirects, without a slash at its end. */
  readonly site: string;
  readonly hops: readonly Hop[];
  /** The REST root, by the Link header of the front page or by trying. */
  readonly root: string;
  /** `link`, when the front page told it; `tried`, when an index answered; `guessed` otherwise. */
  readonly rootBy: 'link' | 'tried' | 'guessed';
  readonly front: { readonly exchange: Exchange; readonly reading: Reading };
}

const mostHops = 5;

/** Finds the site and its REST root. Redirects are followed here alone, without credentials, and each is recorded. */
export async function discover(client: HttpClient, url: string): Promise<Whereabouts> {
  const asked = url.replace(/\/+$/, '');
  const hops: Hop[] = [];
  let at = `${asked}/`;
  let exchange = await client.send(get(at));
  let reading = read(exchange);
  while (reading.said === 'redirect' && reading.location !== undefined && hops.length < mostHops) {
    const next = URL.parse(reading.location, at)?.href;
    if (next === undefined || !isSamePlace(at, next)) break;
    hops.push({ from: at, to: next, status: reading.status as number });
    at = next;
    exchange = await client.send(get(at));
    reading = read(exchange);
  }
  const site = at.replace(/[?#].*$/, '').replace(/\/+$/, '');
  return { asked, site, hops, front: { exchange, reading }, ...(await restRoot(client, site, reading)) };
}

/**
 * A redirect that leads to the same store under another scheme, with or without `www.`, or to another path. Never
 * from HTTPS down to HTTP, and never to a log-in page: what stands there is not the store.
 */
function isSamePlace(from: string, to: string): boolean {
  const [one, other] = [new URL(from), new URL(to)];
  const bare = (host: string): string => host.toLowerCase().replace(/^www\./, '');
  if (bare(one.hostname) !== bare(other.hostname)) return false;
  if (one.protocol === 'https:' && other.protocol === 'http:') return false;
  return !/wp-login\.php/.test(other.pathname);
}

async function restRoot(
  client: HttpClient,
  site: string,
  front: Reading,
): Promise<Pick<Whereabouts, 'root' | 'rootBy'>> {
  const link = /<([^>]+)>;\s*rel="https:\/\/api\.w\.org\/"/.exec(front.header('link') ?? '')?.[1];
  if (link !== undefined && URL.canParse(link)) {
    // The link names the home URL's host; the doctor asks the host that it was given.
    return { root: originOf(site) + link.slice(originOf(link).length), rootBy: 'link' };
  }
  const pretty = `${site}/wp-json/`;
  const plain = `${site}/?rest_route=/`;
  for (const root of [pretty, plain]) {
    const { json } = read(await client.send(get(root)));
    if (typeof json === 'object' && json !== null && 'namespaces' in json) return { root, rootBy: 'tried' };
  }
  return { root: pretty, rootBy: 'guessed' };
}
