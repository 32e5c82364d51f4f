import { parse_str } from '../../php/parse_str.ts';
import { parse_url } from '../../php/parse_url.ts';
import type { PhpRequest } from '../../php/request.ts';
import { trim } from '../../php/trim.ts';
import type { PhpArray, PhpValue } from '../../php/types.ts';
import { urldecode } from '../../php/urlencode.ts';
import { escUrlRaw } from '../../wordpress/formatting/escape.ts';
import { parseRequest, type RoutedSite } from '../../wordpress/rewriting.ts';
import type { Home } from '../../wordpress/site.ts';

/** What decides whether a request is one that a key may authenticate. */
export interface ScopeFacts {
  /** The request target as sent. */
  readonly requestUri: string;
  readonly home: Home;
  /** `rest_get_url_prefix()`, `wp-json`. */
  readonly restPrefix: string;
  /** `$_GET`. */
  readonly query: () => PhpArray;
  /** The REST route that WordPress has resolved, `/wc/v3/orders`; undefined when it has not, or is none. */
  readonly resolvedRoute: () => string | undefined;
}

/** @param resolvedRoute the route that WordPress has resolved; what it would resolve, before it has. */
export function scopeFacts(
  { site, request }: { readonly site: RoutedSite; readonly request: PhpRequest },
  resolvedRoute: ScopeFacts['resolvedRoute'] = () => {
    const route = parseRequest(site, request).restRoute;
    return typeof route === 'string' ? route : undefined;
  },
): ScopeFacts {
  return {
    requestUri: request.uri,
    home: site.home,
    restPrefix: site.restPrefix ?? 'wp-json',
    query: () => request.get,
    resolvedRoute,
  };
}

/**
 * Before 11.1: the URL holds `wp-json/wc/` or `wp-json/wc-`, wherever and in this case. So `?rest_route=/wc/v3/orders`
 * is served but never authenticated (route.087), nor is `/wp-json/WC/v3/orders`, while
 * `/wp-json/wp/v2/types?x=wp-json/wc/` is.
 */
export function isOursByUrl({ requestUri, restPrefix }: ScopeFacts): boolean {
  if (namesOurs(requestUri, restPrefix)) return true;
  // esc_url_raw() drops characters that no URL has: what is left may name the API all the same.
  return requestUri.includes(restPrefix) || /[^\w\-./?=&%]/.test(requestUri)
    ? namesOurs(escUrlRaw(requestUri), restPrefix)
    : false;
}

function namesOurs(url: string, prefix: string): boolean {
  return url.includes(`${prefix}/wc/`) || url.includes(`${prefix}/wc-`);
}

/** From 11.1 on: the route that the URL names, or the one that WordPress has resolved, begins with `wc/` or `wc-`. */
export function isOursByRoute(facts: ScopeFacts): boolean {
  if (isOurRoute(routeOfUrl(facts))) return true;
  const resolved = facts.resolvedRoute();
  return resolved !== undefined && isOurRoute(trim(resolved, '/'));
}

/**
 * From 11.1 on: a key that has authenticated may only be used for our routes, or for the route that the URL names.
 * The two differ when `rest_route` comes with the body, for one.
 */
export function isRouteInScope(facts: ScopeFacts): boolean {
  const resolved = facts.resolvedRoute();
  if (resolved === undefined) return true;
  const route = trim(resolved, '/');
  if (isOurRoute(route)) return true;
  const named = routeOfUrl(facts);
  return route === named || route === trim(urldecode(named), '/');
}

function isOurRoute(route: string): boolean {
  return route.startsWith('wc/') || route.startsWith('wc-');
}

/** The route that a URL names, without slashes around it: `rest_route` of the query before the path; '' for none. */
function routeOfUrl({ requestUri, home, restPrefix, query }: ScopeFacts): string {
  let path: string | undefined;
  let sent: PhpValue | undefined;
  if (requestUri.startsWith('/') && !requestUri.startsWith('//') && !requestUri.includes('#')) {
    const mark = requestUri.indexOf('?');
    path = mark < 0 ? requestUri : requestUri.slice(0, mark);
    sent = query().get('rest_route');
  } else {
    const url = parse_url(requestUri.replace(/^\/+/, 'placeholder://placeholder/'));
    path = url?.path;
    sent = parse_str(url?.query ?? '').get('rest_route');
  }
  if (typeof sent === 'string') return trim(sent, '/');
  if (path === undefined) return '';
  let below = trim(path, '/');
  const base = trim(home.path, '/');
  if (base !== '' && below.slice(0, base.length).toLowerCase() === base.toLowerCase()) {
    below = trim(below.slice(base.length), '/');
  }
  if (below.startsWith('index.php/')) below = below.slice('index.php/'.length);
  return below.startsWith(`${restPrefix}/`) ? trim(below.slice(restPrefix.length + 1), '/') : '';
}
