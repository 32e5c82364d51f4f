import type {
  CompiledEndpoint,
  CompiledRoute,
  RestArg,
  RestEndpoint,
  RestRoute,
  RouteTable,
} from './route.ts';
import { sanitizeValue } from './schema/sanitize.ts';

// A full stop in a namespace (`oembed/1.0`) is no pattern, though WordPress does not escape it.
const metacharacter = /[\\()[\]{}?*+|^$]/;
const none: readonly CompiledRoute[] = [];
const noUrlParams: ReadonlyMap<string, string> = new Map();

type LaterRoutes = () => readonly RestRoute[] | Promise<readonly RestRoute[]>;

/**
 * The REST API's routes. WordPress tries them one after the other; here they are filed under their first three
 * segments, or as many of them as are fixed text, so that a request is tried against a handful. Of those with as many
 * fixed segments the first that was registered still wins.
 */
export class Routes implements RouteTable {
  readonly all: readonly CompiledRoute[];
  readonly namespaces: readonly string[];
  readonly #bySegments = new Map<string, CompiledRoute[]>();
  /** Whether a pattern varies within its first three segments. */
  readonly #hasShort: boolean;
  readonly #later: LaterRoutes | undefined;
  #withLater: Routes | Promise<Routes> | undefined;

  /** @param later routes that are looked at when none of these matches, and made when that first happens. */
  constructor(routes: readonly RestRoute[], later?: LaterRoutes) {
    this.all = routes.map(compile);
    this.namespaces = [...new Set(routes.map(route => route.namespace))].filter(name => name !== '');
    for (const route of this.all) file(this.#bySegments, fixedSegments(route.route.pattern), route);
    this.#hasShort = routes.some(({ pattern }) => varies(pattern, firstSegments(pattern.toLowerCase())));
    this.#later = later;
  }

  /** The later routes, where there are some: at once where their table is read already. */
  get later(): Routes | Promise<Routes> | undefined {
    if (this.#withLater !== undefined || this.#later === undefined) return this.#withLater;
    const routes = this.#later();
    this.#withLater = routes instanceof Promise ? routes.then(read => new Routes(read)) : new Routes(routes);
    return this.#withLater;
  }

  /** These routes and the later ones. */
  async everyRoute(): Promise<readonly CompiledRoute[]> {
    const later = await this.later;
    return later === undefined ? this.all : [...this.all, ...later.all];
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
    let key = firstSegments(path.toLowerCase());
    let found = this.#bySegments.get(key) ?? none;
    if (!this.#hasShort) return found;
    // What varies in its second or third segment is filed under the ones before.
    for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/')) {
      key = key.slice(0, end);
      const shorter = this.#bySegments.get(key);
      if (shorter) found = found === none ? shorter : [...found, ...shorter];
    }
    return found;
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

/** The first three segments of a pattern, or those of them that are fixed text. */
function fixedSegments(pattern: string): string {
  let fixed = firstSegments(pattern.toLowerCase());
  while (varies(pattern, fixed)) fixed = fixed.slice(0, fixed.lastIndexOf('/'));
  return fixed;
}

/** Whether a pattern has a metacharacter in, or right behind, this beginning of it. */
function varies(pattern: string, beginning: string): boolean {
  const start = pattern.search(metacharacter);
  return start >= 0 && start <= beginning.length;
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
    sanitize:
      schema.sanitize ??
      (isLeftToItsCallback(schema) ? value => value : value => sanitizeValue(value, schema)),
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

/** A title, a caption: text or `{ raw }`, which `prepare_item_for_database()` reads as it was sent. */
function isLeftToItsCallback({ validate, type }: RestArg): boolean {
  return validate === false && type === 'object';
}
