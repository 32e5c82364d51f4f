import { type Answer, noBody } from '../message.ts';
import { isEmpty } from '../php/compare.ts';
import { type PhpUrl, parse_url } from '../php/parse_url.ts';
import { addslashes } from '../php/slashes.ts';
import { isUserLoggedIn } from './capabilities.ts';
import type { Context } from './context.ts';
import { sanitizeRedirect } from './formatting/redirect.ts';
import { trailingslashit } from './formatting/slash-at-end.ts';
import { nocacheHeaders } from './nocache.ts';
import type { Home } from './site.ts';

/**
 * `redirect_canonical()`, for a page: the port of the home URL, no index.php, no doubled slashes, no punctuation at the
 * end of the path. Of the host only `www.` is put there or taken away. The scheme stays that of the connection, so a
 * store whose home names a port sends a TLS client to a port that speaks no TLS (route.095). Undefined where the URL is
 * as it should be. The REST API is never redirected.
 */
export function canonicalRedirect(context: Context, isNotFound: boolean): Answer | undefined {
  const { site, request } = context;
  if (!/^(?:GET|HEAD)$/i.test(request.method)) return undefined;
  const host = addslashes(request.server('HTTP_HOST') ?? '');
  const requested = `${context.isTls ? 'https' : 'http'}://${host}${addslashes(request.uri)}`;
  const location = canonicalUrl(site.home, requested, !isNotFound);
  // One that would be redirected again is not redirected at all.
  if (location === undefined || canonicalUrl(site.home, location, !isNotFound) !== undefined)
    return undefined;
  const loggedIn = isUserLoggedIn(context);
  return {
    status: 301,
    headers: [
      ...(isNotFound || loggedIn ? nocacheHeaders(site, loggedIn) : []),
      'X-Redirect-By',
      'WordPress',
      'Location',
      sanitizeRedirect(location),
      'Content-Type',
      'text/html; charset=UTF-8',
    ],
    body: noBody,
  };
}

/** Where a URL should have been asked for; undefined where it is right, or no URL. */
function canonicalUrl(home: Home, requested: string, isFront: boolean): string | undefined {
  const sent = parse_url(requested);
  if (sent?.host === undefined) return undefined;
  const homeUrl = parse_url(`http://${home.authority}`) ?? {};
  const wanted = {
    host: canonicalHost(sent.host, homeUrl.host ?? ''),
    path: canonicalPath(sent.path ?? '', home.path, isFront),
    port: homeUrl.port,
    query: canonicalQuery(sent.query ?? ''),
  };
  if (isSame(sent, wanted)) return undefined;
  const port = wanted.port === undefined ? '' : `:${wanted.port}`;
  const query = isEmpty(wanted.query) ? '' : `?${wanted.query}`;
  const url = `${sent.scheme}://${wanted.host}${port}${wanted.path}${query}`;
  return withoutFragment(url) === withoutFragment(lowerOctets(requested)) ? undefined : url;
}

/** The host that was asked, but for `www.`: other names of the site stay. */
function canonicalHost(sent: string, home: string): string {
  const [one, other] = [sent.toLowerCase(), home.toLowerCase()];
  return `www.${one}` === other || `www.${other}` === one ? home : sent;
}

const punctuation =
  /(?: |%20|!|%21|"|%22|'|%27|\(|%28|\)|%29|,|%2C|\.|%2E|;|%3B|\{|%7B|\}|%7D|%E2%80%9C|%E2%80%9D)+$/;

/** Without index.php: what follows it as PATH_INFO is a front page under plain permalinks (plain-permalinks: oauth.path.008). */
function canonicalPath(sent: string, home: string, isFront: boolean): string {
  let path = sent
    .replace(/(?:%C2%A0)+$/i, '')
    .replace(/\/index\.php\/*$/, '/')
    .replace(punctuation, '')
    .replaceAll('/index.php/', '/');
  if (isFront) path = trailingslashit(path);
  path = path.replace(/\/{2,}/g, '/');
  return trailingslashit(path) === trailingslashit(home) ? trailingslashit(path) : path;
}

/** Without what names no page: `?p=`, and ampersands in front. */
function canonicalQuery(sent: string): string {
  const query = sent.replace(/^\?&*?/, '');
  if (isEmpty(query)) return query;
  return query
    .replace(new RegExp(`((?:^|&)(?:p|page_id|cat|tag)=[^&]*?)${punctuation.source}`), '$1')
    .replace(/(?:^|&)(?:p|page_id|cat|tag)=?(?:&|$)/g, '&')
    .replace(/^&+|&+$/g, '')
    .replace(/(^|&)feed=rss(&|$)/g, '$1feed=rss2$2')
    .replace(/^\?/, '');
}

function isSame(sent: PhpUrl, wanted: PhpUrl): boolean {
  const parts = ({ host, path, port, query }: PhpUrl) =>
    [host, path ?? '', ...(port ? [port] : []), ...(isEmpty(query) ? [] : [query])].join('\n');
  return parts(sent) === parts(wanted);
}

function lowerOctets(url: string): string {
  return url.replace(/%[a-f0-9]{2}/gi, octet => octet.toLowerCase());
}

function withoutFragment(url: string): string {
  const at = url.indexOf('#');
  return at < 0 ? url : url.slice(0, at);
}
