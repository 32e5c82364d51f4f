import type { Credentials } from '../client/oauth1/request.ts';
import { originOf } from '../site/origin.ts';
import { isPlainRoot } from '../site/rest-root.ts';
import { pathOf } from '../site/site-url.ts';

export { bareHost, isLoopback, isSamePlace, originOf } from '../site/origin.ts';
export { pathOf } from '../site/site-url.ts';

/** How a key is let in. A signature is made for the URL asked, or for the home URL with this scheme. */
export type AdmissionWay = 'header' | 'query' | 'signature' | 'signature for https' | 'signature for http';

/** What the doctor knows of the store when a probe is sent; it learns while it goes. */
export interface Known {
  /** The URL that was given, without a slash at its end and without a path of the API. */
  readonly asked: string;
  /** Where the store answers, without a slash at its end. */
  readonly site: string;
  /** The REST root with a slash at its end (`https://shop.example/wp-json/`), or `https://shop.example/?rest_route=/`. */
  readonly root: string;
  /** The home URL that the index tells, without a slash at its end; the site's where no index was seen. */
  readonly home: string;
  readonly credentials: Credentials | undefined;
  /** How the key was let in; undefined before that was seen, and where it is not. */
  way?: AdmissionWay;
  /** The password of the web server takes the one Authorization header of a request: nothing else is sent there. */
  readonly isHeaderTaken?: true;
  /** Letters and digits, the same for the whole examination. */
  readonly run: string;
  /** Unix seconds by the store's clock, as far as its Date header tells. */
  now(): number;
  /** Fresh for every call, letters and digits. */
  nonce(): string;
}

/** A route below the REST root with a query, whichever form the root has. */
export function routeUrl(known: Pick<Known, 'root'>, route: string, query = ''): string {
  const url = known.root + route;
  if (query === '') return url;
  return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

/**
 * The URL asked, below the home URL, which the store signs: WooCommerce puts the path of the home URL before a request's
 * that does not begin with it. Its scheme may be another on purpose.
 */
export function atHome(known: Pick<Known, 'home'>, scheme?: 'http' | 'https'): (url: string) => string {
  const home = originOf(known.home);
  const origin = scheme === undefined ? home : home.replace(/^https?/, scheme);
  const base = pathOf(known.home);
  return url => {
    const path = url.slice(originOf(url).length);
    return origin + (path.startsWith(`${base}/`) ? path : base + path);
  };
}

/** True when the REST root is reached by `?rest_route=`: no rewriting, or plain permalinks. */
export function isPlain(known: Pick<Known, 'root'>): boolean {
  return isPlainRoot(known.root);
}

export function isTls(known: Pick<Known, 'site'>): boolean {
  return /^https:/i.test(known.site);
}
