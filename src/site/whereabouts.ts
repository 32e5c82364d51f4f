import type { HttpExchange } from '../client/http/exchange.ts';
import type { SiteProblem } from './problem.ts';
import type { Hop } from './redirects.ts';
import type { RestRoot } from './rest-root.ts';
import type { GivenUrl } from './site-url.ts';
import type { Versions } from './versions.ts';

/** Where a store is, as far as requests tell. Verify, record, drift and the doctor all have it from `findSite`. */
export interface Whereabouts extends GivenUrl, Pick<RestRoot, 'root' | 'rootBy'> {
  /** Where the store answers, without a slash at its end; always within the origin that was given. */
  readonly site: string;
  /** The redirects of the front page that were followed. */
  readonly hops: readonly Hop[];
  /** The home URL by the index, or else by the front page's Link; without a slash at its end. Nobody was asked there. */
  readonly home: string | undefined;
  /** Where WordPress itself is by its index, when it tells it: another folder than the home URL's. */
  readonly wordpress: string | undefined;
  /** The namespaces of the REST API; undefined where there is no index, and no key could read them. */
  readonly namespaces: readonly string[] | undefined;
  /** What keeps a client from working here; undefined where nothing does. */
  readonly problem: SiteProblem | undefined;
  /** By the front page's `lang`: `de-DE`. */
  readonly language: string | undefined;
  readonly versions: Versions;
  /** What the web server calls itself. */
  readonly webServer: string | undefined;
  /** The store's clock minus this machine's, in seconds; undefined where it tells no date. */
  readonly clockDifference: number | undefined;
  /** The front page at the end of the redirects. */
  readonly front: HttpExchange;
  /** What answers at the REST root. */
  readonly index: HttpExchange;
  /** The index below the URL asked, where the front page or the index redirected away from it. */
  readonly askedIndex: HttpExchange | undefined;
}

/**
 * The home URL lies at another host or port than the URL that was given: no credentials go there. WordPress tells its
 * home URL with the scheme of the connection, so that the scheme alone makes no difference.
 */
export function isHomeElsewhere(home: string, given: string): boolean {
  return new URL(home).host !== new URL(given).host;
}
