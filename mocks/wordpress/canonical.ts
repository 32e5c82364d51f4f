import { type Answer, noBody } from '../message.ts';
import { isUserLoggedIn } from './capabilities.ts';
import type { Context } from './context.ts';
import { nocacheHeaders } from './nocache.ts';

/**
 * `redirect_canonical()`, for a page: the host and port of the home URL, no index.php, no doubled slashes. The scheme
 * stays that of the connection, so a store whose home names a port sends a TLS client to a port that speaks no TLS
 * (route.095). Undefined where the URL is as it should be. The REST API is never redirected.
 */
export function canonicalRedirect(context: Context, isNotFound: boolean): Answer | undefined {
  const { site, request } = context;
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  const loggedIn = isUserLoggedIn(context);
  const sentHost = request.server('HTTP_HOST') ?? '';
  const { authority } = site.home;
  const [path, query] = split(request.uri);
  const scheme = context.isTls ? 'https' : 'http';
  const host = sentHost.toLowerCase() === authority.toLowerCase() ? sentHost : authority;
  const location = `${scheme}://${host}${canonicalPath(path, !isNotFound)}${query}`;
  if (location === `${scheme}://${sentHost}${request.uri}`) return undefined;
  return {
    status: 301,
    headers: [
      ...(isNotFound || loggedIn ? nocacheHeaders(site, loggedIn) : []),
      'X-Redirect-By',
      'WordPress',
      'Location',
      safeLocation(location),
      'Content-Type',
      'text/html; charset=UTF-8',
    ],
    body: noBody,
  };
}

function split(uri: string): [string, string] {
  const mark = uri.indexOf('?');
  return mark < 0 ? [uri, ''] : [uri.slice(0, mark), uri.slice(mark)];
}

/** Without index.php: what follows it as PATH_INFO is a front page under plain permalinks (plain-permalinks: oauth.path.008). */
function canonicalPath(path: string, isFront: boolean): string {
  const single = path
    .replace(/\/{2,}/g, '/')
    .replace(/\/index\.php\/*$/, '/')
    .replaceAll('/index.php/', '/');
  return isFront && !single.endsWith('/') ? `${single}/` : single;
}

/** `wp_sanitize_redirect()`: only what a URL may hold gets into the header. */
function safeLocation(location: string): string {
  return location
    .replace(/[\x80-\xff]/g, byte => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
    .replace(/[^a-z0-9-~+_.?#=&;,/:%!*[\]()@$'|]/gi, '');
}
