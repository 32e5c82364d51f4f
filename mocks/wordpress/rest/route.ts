import type { FatalError } from '../../php/fatal-error.ts';
import type { PhpArray } from '../../php/types.ts';
import type { Context } from '../context.ts';
import type { WpError } from '../error.ts';
import type { SchemaError } from './schema/schema-error.ts';

/** WP_REST_Request: what a REST route's callback is handed. */
export interface RestRequest {
  readonly context: Context;
  /** The method after `_method` and `X-HTTP-Method-Override`. */
  readonly method: string;
  /** The route asked for, `/wc/v3/orders/12`. */
  readonly route: string;
  /** `$_GET`, as the client sent it. */
  readonly query: PhpArray;
  /** Parameters by their precedence, sanitized by the route's `args` once they have been validated. */
  readonly params: ReadonlyMap<string, unknown>;
  /** Which of the endpoint's parameters the client has sent; the others have their defaults. */
  readonly sent: ReadonlySet<string>;
  /** The named groups of the route's pattern. */
  readonly urlParams: ReadonlyMap<string, string>;
  /** The routes among which it was looked for last. */
  readonly routes: RouteTable;
}

/** What a callback gives back: data to encode, with a status and headers; or an error. */
export interface RestResult {
  readonly status?: number;
  readonly headers?: readonly (readonly [string, string | number])[];
  /** What to encode; a `JsonText` where the resource keeps it encoded. */
  readonly data: unknown;
}

/** One endpoint of a route: the methods it answers, its parameters, who may call it, and what it does. */
export interface RestEndpoint {
  readonly methods: readonly string[];
  readonly args: Readonly<Record<string, RestArg>>;
  /** False where whoever is let in hears that this store does nothing here. */
  readonly isSimulated?: boolean;
  permission(request: RestRequest): WpError | true;
  /** With what the callback refuses the request, or dies of it, before it looks at anything that the site holds. */
  foretells?(request: RestRequest): WpError | FatalError | undefined;
  /** What needs no waiting may give its result as it is. */
  callback(request: RestRequest): RestResult | WpError | Promise<RestResult | WpError>;
}

/** A parameter's JSON Schema, as `rest_validate_value_from_schema()` reads it. */
export interface RestArg {
  readonly type?: string | readonly string[];
  readonly required?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly items?: RestArg;
  readonly properties?: Readonly<Record<string, RestArg>>;
  /** `sanitize_callback`: what the value becomes after validation; left out, the schema decides. OPTIONS does not show it. */
  readonly sanitize?: (value: unknown) => unknown;
  /**
   * `false` where there is a `sanitize_callback` and no `validate_callback`: any value will do. `late` where there is
   * neither: `rest_parse_request_arg()` looks at it when all that is validated was right. Not shown either.
   */
  readonly validate?: false | 'late';
  /** A callback of the parameter's own, in the place of its schema. */
  readonly check?: ArgCheck | undefined;
  /** What its `sanitize_callback` refuses, once all that is validated was right. */
  readonly refuses?: ArgCheck | undefined;
  readonly [keyword: string]: unknown;
}

/** What is wrong with a value; false where the callback does not say what. */
export type ArgCheck = (value: unknown, name: string) => SchemaError | false | undefined;

/** Callbacks that the table of routes names. */
export type ArgChecks = ReadonlyMap<string, ArgCheck>;

export interface RestRoute {
  readonly namespace: string;
  /** The whole route as a regular expression source, `/wc/v3/orders/(?P<id>[\\d]+)`. */
  readonly pattern: string;
  readonly endpoints: readonly RestEndpoint[];
  /** The JSON Schema that OPTIONS shows. */
  readonly schema?: unknown;
}

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

/** Where a path is looked for among compiled routes. */
export interface RouteTable {
  /** The routes that are looked at when none of these matches: at once where their table is read already. */
  readonly later: RouteTable | Promise<RouteTable> | undefined;
  /** The routes whose pattern fits a path, in the order in which they were registered. */
  candidates(path: string): Iterable<readonly [CompiledRoute, ReadonlyMap<string, string>]>;
  /** The routes that may fit a path: each has to be tried. */
  filed(path: string): readonly CompiledRoute[];
}
