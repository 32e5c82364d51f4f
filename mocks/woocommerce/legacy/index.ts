import type { Answer } from '../../message.ts';
import { isEmpty } from '../../php/compare.ts';
import { FatalError } from '../../php/fatal-error.ts';
import { isArray, type PhpValue } from '../../php/types.ts';
import type { Context } from '../../wordpress/context.ts';
import { sanitizeKey } from '../../wordpress/formatting/sanitize.ts';
import { nocacheHeaders } from '../../wordpress/nocache.ts';
import type { QueryVariables, RewriteRule } from '../../wordpress/rewrite-rule.ts';
import type { Shop } from '../shop.ts';
import { compileRoutes } from './dispatch.ts';
import { absint, apiOfVersion, type LegacyRequest, slashed } from './request.ts';
import { routesOf } from './routes.ts';
import { serve, serveDisabled } from './server.ts';

/**
 * `/wc-api/…`: the legacy API of the versions 1 to 3, and the callbacks of payment gateways that share its path
 * (`/wc-api/v9/orders` is one that nobody has registered: route.048).
 */
export function legacyApi(shop: Shop): {
  readonly rewriteRules: readonly RewriteRule[];
  parseRequest(context: Context, variables: QueryVariables): Answer | Promise<Answer> | undefined;
} {
  const routes = {
    1: compileRoutes(routesOf(1)),
    2: compileRoutes(routesOf(2)),
    3: compileRoutes(routesOf(3)),
  };
  return {
    rewriteRules,
    parseRequest(context, variables) {
      const request = legacyRequest(shop, context, variables);
      if (request) {
        return shop.legacyApi === 'absent' ? serveDisabled(shop, request) : serve(shop, request, routes);
      }
      return gatewayCallback(shop, context, variables);
    },
  };
}

const rewriteRules: readonly RewriteRule[] = [
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

/** The request to the legacy API that this one is, if it is. */
function legacyRequest(shop: Shop, context: Context, variables: QueryVariables): LegacyRequest | undefined {
  const isPlugin = shop.profile.legacyCleaning === 'sanitize_key';
  const sentVersion = queryVariable(context, variables, 'wc-api-version');
  const sentRoute = queryVariable(context, variables, 'wc-api-route');
  if (sentVersion === undefined || sentRoute === undefined || isEmpty(sentVersion) || isEmpty(sentRoute)) {
    return undefined;
  }
  const version = absint(isPlugin && !isArray(sentVersion) ? sanitizeKey(sentVersion) : sentVersion);
  // An array as route or method is no path and no method of anything.
  const path = isArray(sentRoute)
    ? ''
    : cleanRoute(sentRoute, isPlugin && context.request.get.has('wc-api-route'));
  const { request } = context;
  const override = request.get.get('_method') ?? request.server('HTTP_X_HTTP_METHOD_OVERRIDE');
  return {
    context,
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
function queryVariable(context: Context, variables: QueryVariables, name: string): PhpValue | undefined {
  const sent = context.request.get.get(name);
  if (!isEmpty(sent)) return sent;
  return context.request.post.get(name) ?? sent ?? variables.get(name);
}

/** `/wc-api/<name>`: no gateway of this store has one, which is 400 and `-1` (route.048). */
function gatewayCallback(shop: Shop, context: Context, variables: QueryVariables): Answer | undefined {
  const name = queryVariable(context, variables, 'wc-api');
  if (isEmpty(name)) return undefined;
  context.judgements.push({
    rule: 'legacy.gateway',
    outcome: 'refused',
    detail: 'No payment gateway has registered this callback.',
  });
  return {
    status: shop.legacyRules.unknownGateway(),
    headers: [...nocacheHeaders(context.site), 'Content-Type', 'text/html; charset=UTF-8'],
    body: new TextEncoder().encode('-1'),
  };
}
