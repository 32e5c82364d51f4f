import { authorizationRequiredCode } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { type WpError, wpError } from '../error.ts';
import { restUrl } from '../home.ts';
import { DispatchedRequest } from './request.ts';
import type {
  CompiledEndpoint,
  CompiledRoute,
  RestEndpoint,
  RestRequest,
  RestResult,
  RouteTable,
} from './route.ts';
import { urlParamsOf } from './routes.ts';

/** What dispatching a request has come to. */
export interface Dispatched {
  readonly outcome: RestResult | WpError;
  /** The route that matched: its methods are what `Allow` names. */
  readonly matched?: CompiledRoute;
  readonly request: RestRequest;
  /** Looks among other routes, where none of those that were tried has matched. */
  among?(routes: RouteTable): Dispatched | Admitted;
}

/** A request that nothing keeps from its callback any more. */
export interface Admitted {
  readonly matched: CompiledRoute;
  readonly request: RestRequest;
  readonly endpoint: RestEndpoint;
}

/** `WP_REST_Server::dispatch()` up to the callback: who may call it is decided by then, and nothing is waited for. */
export function admit(
  routes: RouteTable,
  context: Context,
  method: string,
  route: string,
): Dispatched | Admitted {
  const request = new DispatchedRequest(context, method, route, routes);
  for (const hooks of context.hooks) {
    const refused = hooks.restPreDispatch?.(request.method);
    if (refused) return { outcome: refused, request };
  }
  return among(routes, request);
}

/** What the first of these routes that matches makes of a request. */
function among(routes: RouteTable, request: DispatchedRequest): Dispatched | Admitted {
  const { method, route } = request;
  request.routes = routes;
  if (method === 'OPTIONS') return options(routes, request);
  for (const filed of routes.filed(route)) {
    const endpoint = endpointFor(filed, method);
    const urlParams = endpoint && urlParamsOf(filed, route);
    if (!urlParams) continue;
    request.urlParams = urlParams;
    return respond(request, filed, endpoint);
  }
  return { outcome: noRoute, request, among: others => among(others, request) };
}

const noRoute = wpError('rest_no_route', 'No route was found matching the URL and request method.', 404);

/** A HEAD is answered by the endpoint of GET. */
function endpointFor(route: CompiledRoute, method: string): CompiledEndpoint | undefined {
  for (const endpoint of route.endpoints) if (endpoint.methods.has(method)) return endpoint;
  return method === 'HEAD' ? endpointFor(route, 'GET') : undefined;
}

/** Dispatches a request: what kept it from its callback, or what that has given back. */
export async function called(routes: RouteTable, admitted: Dispatched | Admitted): Promise<Dispatched> {
  if ('outcome' in admitted) {
    const later = admitted.among && (await routes.later);
    return later && admitted.among ? called(later, admitted.among(later)) : admitted;
  }
  const { endpoint, matched, request } = admitted;
  return { outcome: await endpoint.callback(request), matched, request };
}

/** `respond_to_request()`: wrong parameters are told before the permission is asked for. */
function respond(
  request: DispatchedRequest,
  matched: CompiledRoute,
  compiled: CompiledEndpoint,
): Dispatched | Admitted {
  const wrong = request.take(compiled);
  if (wrong) return { outcome: wrong, matched, request };
  const { endpoint } = compiled;
  const permission = endpoint.permission(request);
  if (permission !== true) return { outcome: permission ?? forbidden(request.context), matched, request };
  return { endpoint, matched, request };
}

/** The refusal where a permission check is a mere no. */
export function forbidden(context: Context): WpError {
  return wpError(
    'rest_forbidden',
    'Sorry, you are not allowed to do that.',
    authorizationRequiredCode(context),
  );
}

/** `rest_handle_options_request()`: the route's methods, parameters and schema, whoever asks. */
function options(routes: RouteTable, request: DispatchedRequest): Dispatched | Admitted {
  for (const [matched, urlParams] of routes.candidates(request.route)) {
    request.urlParams = urlParams;
    request.takeUnchecked();
    return { outcome: { data: describeRoute(request.context, matched) }, matched, request };
  }
  return { outcome: { data: [] }, request, among: others => among(others, request) };
}

/** `get_data_for_route()` in the context `help`: a route that names nothing has a link to itself. */
export function describeRoute({ site, isTls }: Context, { route }: CompiledRoute): Record<string, unknown> {
  const description: Record<string, unknown> = {
    namespace: route.namespace,
    methods: [...new Set(route.endpoints.flatMap(endpoint => endpoint.methods))],
    endpoints: route.endpoints.map(endpoint => ({
      methods: endpoint.methods,
      args: describeArgs(endpoint.args),
    })),
  };
  if (route.schema !== undefined) description.schema = route.schema;
  if (!route.pattern.includes('(?P<'))
    description._links = { self: [{ href: restUrl(site, route.pattern, isTls) }] };
  return description;
}

/** Callbacks are PHP's own and not shown; `required` always is. An endpoint without parameters shows a list. */
function describeArgs(args: Readonly<Record<string, object>>): unknown {
  const entries = Object.entries(args).map(([name, schema]) => {
    const {
      sanitize: _,
      validate: __,
      check: ___,
      refuses: ____,
      ...shown
    } = schema as Record<string, unknown>;
    return [name, { ...shown, required: shown.required === true }] as const;
  });
  return entries.length === 0 ? [] : Object.fromEntries(entries);
}
