import { FatalError } from '../../php/fatal-error.ts';
import { isArray, type PhpValue } from '../../php/types.ts';
import { urldecode } from '../../php/urlencode.ts';
import type { Shop } from '../shop.ts';
import { LegacyError } from './error.ts';
import { type LegacyRequest, slashed } from './request.ts';
import {
  LegacyCall,
  type LegacyHandler,
  type LegacyResult,
  type LegacyRoute,
  type Verb,
  verbOfMethod,
} from './route.ts';

interface CompiledRoute {
  readonly route: LegacyRoute;
  readonly pattern: RegExp;
}

/** What a variable in a route's path stands for. */
const variablePatterns: Readonly<Record<string, string>> = {
  code: '\\w[\\w\\s\\-]*',
  slug: '\\w[\\w\\s\\-]*',
  sku: '\\w[\\w\\s\\-]*',
  email: '.+',
};

/** The routes in the order in which they are tried, their patterns ready. */
export function compileRoutes(routes: readonly LegacyRoute[]): readonly CompiledRoute[] {
  return routes.map(route => {
    const source = route.path.replace(
      /<(\w+)>/g,
      (_, name: string) => `(?<${name}>${variablePatterns[name] ?? '\\d+'})`,
    );
    return { route, pattern: new RegExp(`^${source}\n?$`, 'i') };
  });
}

export type CompiledRoutes = readonly CompiledRoute[];

export interface LegacyDispatched {
  readonly result: LegacyResult;
  readonly call?: LegacyCall;
}

interface FoundHandler {
  readonly handler: LegacyHandler;
  readonly verb: Verb;
  /** The variables of its path. */
  readonly groups: Record<string, string>;
}

/** The handler for a path and a method, or the error where there is none. */
export function handlerFor(
  { method, path: sent }: Pick<LegacyRequest, 'method' | 'path'>,
  routes: CompiledRoutes,
): FoundHandler | LegacyError {
  const verb = verbOfMethod.get(method);
  if (!verb) return new LegacyError('woocommerce_api_unsupported_method', 'Unsupported request method', 400);
  const path = urldecode(sent);
  for (const { route, pattern } of routes) {
    for (const handler of route.handlers) {
      if (!handler.verbs.includes(verb)) continue;
      const match = pattern.exec(path);
      if (match) return { handler, verb, groups: match.groups ?? {} };
    }
  }
  return new LegacyError(
    'woocommerce_api_no_route',
    'No route was found matching the URL and request method',
    404,
  );
}

/** Finds the handler for path and method and calls it, as `WC_API_Server::dispatch()`. */
export async function dispatch(
  shop: Shop,
  request: LegacyRequest,
  routes: CompiledRoutes,
): Promise<LegacyDispatched> {
  const found = handlerFor(request, routes);
  if (found instanceof LegacyError) return { result: found };
  return call(shop, request, found.handler, found.verb, found.groups);
}

async function call(
  shop: Shop,
  request: LegacyRequest,
  handler: LegacyHandler,
  verb: Verb,
  groups: Record<string, string>,
): Promise<LegacyDispatched> {
  // What the query says wins over the path: /orders/12?id=13 is order 13.
  const args = new Map<string, PhpValue>([...Object.entries(groups), ...request.get]);
  if (verb === 'POST') for (const [key, value] of slashed(request.context.request.post)) args.set(key, value);
  const data = handler.acceptsData ? decodeJson(request.context.request.rawBody) : undefined;
  if (handler.acceptsData && data === null) {
    return {
      result: new LegacyError('woocommerce_api_missing_callback_param', 'Missing parameter data', 400),
    };
  }
  // The server of v1 decodes the body's values as if they were a flat form's, and dies of a nested one.
  if (request.api === 1 && isNested(data)) {
    throw new FatalError('urldecode(): Argument #1 ($string) must be of type string, array given');
  }
  const called = new LegacyCall(shop, request, args, data);
  const run = () => handler.run(called);
  return { result: await (verb === 'GET' ? shop.data.read(run) : shop.data.write(run)), call: called };
}

/** `json_decode( $body, true )`: null when it is no JSON. */
function decodeJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return null;
  }
}

function isNested(data: unknown): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    Object.values(data).some(value => typeof value === 'object' && value !== null)
  );
}

/** Narrow a value that must be an array of PHP. */
export function arrayOrFatal(value: PhpValue | undefined, name: string): ReadonlyMap<string, PhpValue> {
  if (value === undefined) return new Map();
  if (!isArray(value)) throw new FatalError(`Cannot access offset of type string on ${name}`);
  return value;
}
