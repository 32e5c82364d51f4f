import { isEmpty } from '../../php/compare.ts';
import { FatalError } from '../../php/fatal-error.ts';
import type { PhpRequest } from '../../php/request.ts';
import { isArray, type PhpValue } from '../../php/types.ts';
import { absint } from '../../wordpress/absint.ts';
import { sanitizeKey } from '../../wordpress/formatting/sanitize.ts';
import type { QueryVariables, RewriteRule } from '../../wordpress/rewrite-rule.ts';
import type { Profile } from '../profiles.ts';
import { apiOfVersion, type LegacyCallSent, slashed } from './request.ts';

/** What WooCommerce puts in front of WordPress's own rewrite rules. */
export const rewriteRules: readonly RewriteRule[] = [
  {
    prefix: 'wc-api',
    pattern: /^wc-api\/v([1-3])\/?$/,
    variables: ([, version]) => route(version, '/'),
  },
  {
    prefix: 'wc-api',
    pattern: /^wc-api\/v([1-3])(.*)/,
    variables: ([, version, path]) => route(version, path),
  },
  {
    prefix: 'wc-api',
    pattern: /^wc-api(?:\/(.*))?\/?$/,
    variables: ([, name]) => new Map([['wc-api', name ?? '']]),
  },
];

function route(version = '', path = ''): QueryVariables {
  return new Map([
    ['wc-api-version', version],
    ['wc-api-route', path],
  ]);
}

/**
 * The request to the legacy API that this one is, if it is.
 *
 * @param variables What the rewrite rules have made of its path.
 * @throws {FatalError} where PHP dies of an array of methods.
 */
export function legacyCall(
  profile: Profile,
  request: PhpRequest,
  variables: QueryVariables,
): LegacyCallSent | undefined {
  const isPlugin = profile.legacyCleaning === 'sanitize_key';
  const sentVersion = queryVariable(request, variables, 'wc-api-version');
  const sentRoute = queryVariable(request, variables, 'wc-api-route');
  if (sentVersion === undefined || sentRoute === undefined || isEmpty(sentVersion) || isEmpty(sentRoute)) {
    return undefined;
  }
  const version = absint(isPlugin && !isArray(sentVersion) ? sanitizeKey(sentVersion) : sentVersion);
  // An array as route or method is no path and no method of anything.
  const path = isArray(sentRoute) ? '' : cleanRoute(sentRoute, isPlugin && request.get.has('wc-api-route'));
  const override = request.get.get('_method') ?? request.server('HTTP_X_HTTP_METHOD_OVERRIDE');
  return {
    version,
    api: apiOfVersion(version),
    path: path === '' ? '/' : path,
    method: method(request.method, override, isPlugin, request.get.has('_method')),
    get: slashed(request.get),
  };
}

/** The plugin takes everything but these from a route that came in the query; one from the path stays as it is. */
function cleanRoute(path: string, isCleaned: boolean): string {
  return isCleaned ? path.replace(/[^a-zA-Z0-9_/-]/g, '') : path;
}

/**
 * `_method` is put in capitals; the header is too by the plugin, and by the built-in API is not. An array of methods is
 * none to the plugin, and to the built-in API the end: `strtoupper()` takes none.
 */
function method(sent: string, override: PhpValue | undefined, isPlugin: boolean, fromQuery: boolean): string {
  if (isArray(override) && !isPlugin) {
    throw new FatalError('strtoupper(): Argument #1 ($string) must be of type string');
  }
  const wanted = override === undefined ? sent : isArray(override) ? '' : override;
  if (isPlugin) return sanitizeKey(wanted).toUpperCase();
  return fromQuery ? wanted.toUpperCase() : wanted;
}

/** A public query variable: `$_GET` before `$_POST` before what the rewrite rule says; an empty one is none. */
export function queryVariable(
  request: PhpRequest,
  variables: QueryVariables,
  name: string,
): PhpValue | undefined {
  const sent = request.get.get(name);
  if (!isEmpty(sent)) return sent;
  return request.post.get(name) ?? sent ?? variables.get(name);
}
