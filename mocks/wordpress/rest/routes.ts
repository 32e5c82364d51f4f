import type { RestArg, RestEndpoint, RestRoute } from './route.ts';
import { sanitizeValue } from './schema/sanitize.ts';

/** A route ready to be matched. */
export interface CompiledRoute {
  readonly route: RestRoute;
  readonly pattern: RegExp;
  readonly endpoints: readonly CompiledEndpoint[];
  /** `GET, POST`: every method of the route, each once. */
  readonly methods: string;
}

export interface CompiledEndpoint {
  readonly endpoint: RestEndpoint;
  readonly methods: ReadonlySet<string>;
  readonly args: readonly CompiledArg[];
  readonly argNames: ReadonlySet<string>;
  /** Those that have to be sent. */
  readonly required: readonly string[];
  /** What the parameters are when the client sends none: the defaults, sanitized once and for all. */
  readonly defaults: ReadonlyMap<string, unknown>;
}

interface CompiledArg {
  readonly name: string;
  readonly schema: RestArg;
  readonly sanitize: (value: unknown) => unknown;
}

// A full stop in a namespace (`oembed/1.0`) is no pattern, though WordPress does not escape it.
const metacharacter = /[\\()[\]{}?*+|^$]/;
const none: readonly CompiledRoute[] = [];
const noUrlParams: ReadonlyMap<string, string> = new Map();

/**
 * The REST API's routes. WordPress tries them one after the other; here they are filed under their first three
 * segments, so that a request is tried against a handful. The first that was registered still wins.
 */
export class Routes {
  readonly all: readonly CompiledRoute[];
  readonly namespaces: readonly string[];
  readonly #bySegments = new Map<string, CompiledRoute[]>();

  /** @throws {RangeError} for a pattern that varies within its first three segments: no store has one. */
  constructor(routes: readonly RestRoute[]) {
    this.all = routes.map(compile);
    this.namespaces = [...new Set(routes.map(route => route.namespace))].filter(name => name !== '');
    for (const route of this.all) file(this.#bySegments, fixedSegments(route.route.pattern), route);
  }

  /** The routes whose pattern fits a path, in the order in which they were registered. */
  *candidates(path: string): Generator<readonly [CompiledRoute, ReadonlyMap<string, string>]> {
    for (const route of this.filed(path)) {
      const urlParams = urlParamsOf(route, path);
      if (urlParams) yield [route, urlParams];
    }
  }

  /** The routes that may fit a path: each has to be tried. */
  filed(path: string): readonly CompiledRoute[] {
    return this.#bySegments.get(firstSegments(path.toLowerCase())) ?? none;
  }
}

/** The named groups of a route's pattern, when it fits the path. */
export function urlParamsOf(route: CompiledRoute, path: string): ReadonlyMap<string, string> | undefined {
  const match = route.pattern.exec(path);
  if (!match) return undefined;
  return match.groups ? groups(match.groups) : noUrlParams;
}

function file(index: Map<string, CompiledRoute[]>, key: string, route: CompiledRoute): void {
  const filed = index.get(key);
  if (filed) filed.push(route);
  else index.set(key, [route]);
}

/** The first three segments of a path: `/wc/v3/orders`. */
function firstSegments(path: string): string {
  let end = 0;
  for (let count = 0; count < 3; count += 1) {
    const next = path.indexOf('/', end + 1);
    if (next < 0) return path;
    end = next;
  }
  return path.slice(0, end);
}

/** The first three segments of a pattern, which are fixed text. */
function fixedSegments(pattern: string): string {
  const start = pattern.search(metacharacter);
  const fixed = firstSegments(pattern.toLowerCase());
  if (start >= 0 && start <= fixed.length)
    throw new RangeError(`route ${pattern}: expected three segments of fixed text at its beginning`);
  return fixed;
}

function compile(route: RestRoute): CompiledRoute {
  return {
    route,
    // `@^…$@i`, where PHP's `$` also matches before a line feed at the end.
    pattern: new RegExp(`^${route.pattern.replaceAll('(?P<', '(?<')}\\n?$`, 'i'),
    endpoints: route.endpoints.map(compileEndpoint),
    methods: [...new Set(route.endpoints.flatMap(({ methods }) => methods))].join(', '),
  };
}

function compileEndpoint(endpoint: RestEndpoint): CompiledEndpoint {
  const args = Object.entries(endpoint.args).map(([name, schema]) => ({
    name,
    schema,
    sanitize: schema.sanitize ?? (value => sanitizeValue(value, schema)),
  }));
  const defaults = new Map<string, unknown>();
  for (const { name, schema, sanitize } of args) {
    if (schema.default !== undefined && schema.default !== null) defaults.set(name, sanitize(schema.default));
  }
  return {
    endpoint,
    methods: new Set(endpoint.methods),
    args,
    argNames: new Set(args.map(({ name }) => name)),
    required: args
      .filter(({ name, schema }) => schema.required === true && !defaults.has(name))
      .map(({ name }) => name),
    defaults,
  };
}

function groups(named: Record<string, string | undefined>): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  // preg_match() gives a group that took no part as an empty string, unless it is the last.
  for (const name of Object.keys(named)) map.set(name, named[name] ?? '');
  return map;
}
