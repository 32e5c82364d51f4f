import type { PhpArray } from '../../php/types.ts';
import type { Context } from '../context.ts';
import { type WpError, wpError } from '../error.ts';
import { parameterSources, type Sources } from './params.ts';
import type { CompiledEndpoint, RestArg, RestRequest, RouteTable } from './route.ts';
import type { SchemaError } from './schema/schema-error.ts';
import { validateValue } from './schema/validate.ts';
import { phpString } from './schema/values.ts';
import { merged, SentParams } from './sent-params.ts';

const noParams: ReadonlyMap<string, string> = new Map();
const nothingSent: ReadonlySet<string> = new Set();

/** WP_REST_Request, from the moment that the method is known. */
export class DispatchedRequest implements RestRequest {
  readonly context: Context;
  readonly method: string;
  readonly route: string;
  readonly query: PhpArray;
  routes: RouteTable;
  urlParams: ReadonlyMap<string, string> = noParams;
  params: ReadonlyMap<string, unknown> = noParams;
  sent: ReadonlySet<string> = nothingSent;

  constructor(context: Context, method: string, route: string, routes: RouteTable) {
    this.context = context;
    this.method = method;
    this.route = route;
    this.routes = routes;
    this.query = context.request.get;
  }

  /** The parameters as they were sent, for OPTIONS, which has no endpoint to check them by. */
  takeUnchecked(): void {
    const sources = parameterSources(this.context.request, this.method, this.urlParams);
    if ('code' in sources) this.params = this.urlParams;
    else {
      this.urlParams = underSent(this.urlParams, sources);
      this.params = merged(noParams, sources);
    }
  }

  /**
   * `has_valid_params()` and `sanitize_params()`: fills `params`, and gives back what is wrong with them.
   * What is missing is told before what is invalid, and all that is invalid is told at once.
   */
  take(endpoint: CompiledEndpoint): WpError | undefined {
    const sources = parameterSources(this.context.request, this.method, this.urlParams);
    if ('code' in sources) {
      this.params = new Map(this.urlParams);
      return sources;
    }
    this.urlParams = underSent(this.urlParams, sources);
    const params = new SentParams(endpoint.defaults, sources);
    this.params = params;
    const absent = missing(endpoint, sources);
    if (absent) return absent;
    this.sent = namesSent(endpoint, sources);
    return sanitize(endpoint, this.sent, sources, params);
  }
}

/** Most requests send none of an endpoint's many parameters. */
function namesSent({ argNames }: CompiledEndpoint, sources: Sources): ReadonlySet<string> {
  let names: Set<string> | undefined;
  for (const source of sources) {
    for (const name of source.keys()) {
      if (!argNames.has(name)) continue;
      names ??= new Set();
      names.add(name);
    }
  }
  return names ?? nothingSent;
}

/**
 * `get_parameter_order()` puts the path behind body and query: `/orders/12?id=13` is order 13.
 * @param sources the last of them is the path.
 */
function underSent(urlParams: ReadonlyMap<string, string>, sources: Sources): ReadonlyMap<string, string> {
  if (urlParams.size === 0 || sources.length < 2) return urlParams;
  let merged: Map<string, string> | undefined;
  for (const [name, inPath] of urlParams) {
    const value = sent(sources, name);
    if (value === inPath) continue;
    merged ??= new Map(urlParams);
    merged.set(name, typeof value === 'object' ? 'Array' : phpString(value));
  }
  return merged ?? urlParams;
}

/** `get_param()`: the first source that has it, and not as null. */
function sent(sources: Sources, name: string): unknown {
  for (const source of sources) {
    const value = source.get(name);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

function missing({ required }: CompiledEndpoint, sources: Sources): WpError | undefined {
  if (required.length === 0) return undefined;
  const names = required.filter(name => sent(sources, name) === undefined);
  if (names.length === 0) return undefined;
  return wpError('rest_missing_callback_param', `Missing parameter(s): ${names.join(', ')}`, 400, {
    params: names,
  });
}

function sanitize(
  endpoint: CompiledEndpoint,
  names: ReadonlySet<string>,
  sources: Sources,
  params: SentParams,
): WpError | undefined {
  let early: Wrongs | undefined;
  let late: Wrongs | undefined;
  for (const { name, schema, sanitize: clean } of endpoint.args) {
    const value = names.has(name) ? sent(sources, name) : undefined;
    if (value === undefined) {
      // `sanitize_params()` looks at null too, which is no value to `has_valid_params()`.
      const isNull = schema.validate === 'late' && sources.some(source => source.get(name) === null);
      const wrong = isNull ? wrongOf(null, schema, name) : undefined;
      if (wrong !== undefined) late = { ...late, [name]: wrong };
      continue;
    }
    const wrong = wrongOf(value, schema, name);
    const refused = wrong === undefined ? schema.refuses?.(value, name) : undefined;
    if (refused !== undefined) late = { ...late, [name]: refused };
    else if (wrong === undefined) params.set(name, clean(value));
    else if (schema.validate === 'late') late = { ...late, [name]: wrong };
    else early = { ...early, [name]: wrong };
  }
  const wrongs = early ?? (late && asSent(late, sources));
  if (!wrongs) return undefined;
  const named = Object.entries(wrongs);
  const details = named.filter(([, wrong]) => wrong !== false);
  return wpError('rest_invalid_param', `Invalid parameter(s): ${Object.keys(wrongs).join(', ')}`, 400, {
    params: Object.fromEntries(
      named.map(([name, wrong]) => [name, wrong === false ? 'Invalid parameter.' : messagesOf(wrong)]),
    ),
    details: details.length === 0 ? [] : Object.fromEntries(details),
  });
}

/** `WP_Error::get_error_messages()`, in one text. */
export function messagesOf({ message, additional_errors = [] }: SchemaError): string {
  return [message, ...additional_errors.map(one => one.message)].join(' ');
}

/** `sanitize_params()` goes by what was sent, source by source, where `has_valid_params()` goes by the parameters of the route. */
function asSent(late: Wrongs, sources: Sources): Wrongs {
  const names = new Set(
    sources.flatMap(source => [...source.keys()]).filter(name => Object.hasOwn(late, name)),
  );
  return Object.fromEntries([...names].map(name => [name, late[name] as SchemaError | false]));
}

function wrongOf(value: unknown, schema: RestArg, name: string): SchemaError | false | undefined {
  if (schema.check) return schema.check(value, name);
  return schema.validate === false ? undefined : validateValue(value, schema, name);
}

type Wrongs = Readonly<Record<string, SchemaError | false>>;
