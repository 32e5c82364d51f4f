import { isEmpty } from '../php/compare.ts';
import type { PhpRequest } from '../php/request.ts';
import { trim } from '../php/trim.ts';
import { isArray, type PhpValue } from '../php/types.ts';
import { rawurldecode, urldecode } from '../php/urlencode.ts';
import type { QueryVariables, RewriteRule } from './rewrite-rule.ts';
import type { Home } from './site.ts';

/** What of a site decides which of its parts a URL names. */
export interface RoutedSite {
  readonly home: Home;
  readonly switches: { readonly permalinks: 'pretty' | 'plain' };
  readonly rewriteRules: readonly RewriteRule[];
  readonly restPrefix?: string;
}

/** What WordPress makes of a request's URL, as `WP::parse_request()` does it. */
export interface ParsedRequest {
  /** `rest_route`, when the request is for the REST API: a string unless the client sent an array. */
  readonly restRoute: PhpValue | undefined;
  /** What a plugin's rewrite rule has set. */
  readonly variables: QueryVariables;
  /** What is no page of its own: the path is home's, or names the REST API while `rest_route` is sent empty. */
  readonly isFront: boolean;
  /** The path below home, without slashes at its ends. */
  readonly path: string;
  /** `$_GET` and `$_POST` disagree on a query variable, which WordPress refuses outright. */
  readonly mismatch: boolean;
}

const none: QueryVariables = new Map();

export function parseRequest(site: RoutedSite, request: PhpRequest): ParsedRequest {
  const path = requestedPath(site, request);
  let variables = none;
  let rewritten: string | undefined;
  if (site.switches.permalinks === 'pretty' && path !== '') {
    // Rules are tried on the path as sent, and only then on the decoded path: `%6Frders` stays as it is
    // below /wp-json (oauth.path.005), while `/%77p-json` is found.
    const decoded = urldecode(path);
    const match = pluginRule(site, path, decoded);
    if (match) variables = match;
    else rewritten = restRule(path, site.restPrefix) ?? restRule(decoded, site.restPrefix);
  }
  const sent = request.get.get('rest_route');
  const posted = request.post.get('rest_route');
  // WP::parse_request() takes $_POST before $_GET before what the rewrite rule says; an empty value is none.
  const asked = posted ?? sent ?? rewritten;
  return {
    restRoute: isEmpty(asked) ? undefined : asked,
    variables,
    path,
    isFront: path === '' || rewritten !== undefined || site.switches.permalinks === 'plain',
    mismatch: sent !== undefined && posted !== undefined && !same(sent, posted),
  };
}

function pluginRule(site: RoutedSite, path: string, decoded: string): QueryVariables | undefined {
  for (const rule of site.rewriteRules) {
    const match = matchOf(rule, path) ?? (decoded === path ? null : matchOf(rule, decoded));
    if (match) return rule.variables(match);
  }
  return undefined;
}

function matchOf({ prefix, pattern }: RewriteRule, path: string): RegExpExecArray | null {
  return path.startsWith(prefix) ? pattern.exec(path) : null;
}

/** `^wp-json/?$` and `^wp-json/(.*)?`, which are not case-insensitive: /WP-JSON is a page that is not there (route.095). */
function restRule(path: string, prefix = 'wp-json'): string | undefined {
  if (!path.startsWith(prefix)) return undefined;
  const { length } = prefix;
  if (path.length === length) return '/';
  return path.charCodeAt(length) === 0x2f ? `/${firstLine(path.slice(length + 1))}` : undefined;
}

/** `.` does not match a line feed. */
function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

/** The path below home: PATH_INFO behind index.php, or else the path of the URL. */
function requestedPath(site: RoutedSite, request: PhpRequest): string {
  const { uri } = request;
  const mark = uri.indexOf('?');
  let path = mark < 0 ? uri : uri.slice(0, mark);
  // An absolute URL as target: Apache hands on the path alone, REQUEST_URI keeps all of it (rare, and harmless).
  path = withoutHome(trim(path, '/'), site.home.path);
  if (path === 'index.php') return '';
  const index = /^index\.php\/+/.exec(path);
  // Apache decodes what it hands on as PATH_INFO; a percent sign that is left is encoded again by WordPress.
  return index ? trim(rawurldecode(path.slice(index[0].length)).replaceAll('%', '%25'), '/') : path;
}

function withoutHome(path: string, home: string): string {
  if (home === '') return path;
  const prefix = home.slice(1);
  return path.toLowerCase().startsWith(prefix.toLowerCase()) ? trim(path.slice(prefix.length), '/') : path;
}

function same(a: PhpValue, b: PhpValue): boolean {
  if (!isArray(a) || !isArray(b)) return a === b;
  return (
    a.size === b.size && [...a].every(([key, value]) => b.has(key) && same(value, b.get(key) as PhpValue))
  );
}
