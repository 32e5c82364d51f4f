import { FatalError } from '../../php/fatal-error.ts';
import { isArray, type PhpValue } from '../../php/types.ts';
import { urldecode } from '../../php/urlencode.ts';
import type { Shop } from '../shop.ts';
import type { LegacyError } from './error.ts';
import type { LegacyRequest } from './request.ts';

export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What each method of a request asks a route for, in the order in which the index names them. */
export const verbOfMethod: ReadonlyMap<string, Verb> = new Map([
  ['HEAD', 'GET'],
  ['GET', 'GET'],
  ['POST', 'POST'],
  ['PUT', 'PUT'],
  ['PATCH', 'PATCH'],
  ['DELETE', 'DELETE'],
]);

/** WC_API_Server's READABLE, CREATABLE, EDITABLE and DELETABLE. */
export const readable: readonly Verb[] = ['GET'];
export const creatable: readonly Verb[] = ['POST'];
export const editable: readonly Verb[] = ['POST', 'PUT', 'PATCH'];
export const deletable: readonly Verb[] = ['DELETE'];

/** What a handler answers: something to encode as JSON, or an error; a webhook that is deleted says just `true`. */
export type LegacyResult = object | true | LegacyError;

/** One thing that a route does. */
export interface LegacyHandler {
  readonly verbs: readonly Verb[];
  /** It takes a JSON body: without one that is JSON it is not called at all. */
  readonly acceptsData?: boolean;
  run(call: LegacyCall): LegacyResult | Promise<LegacyResult>;
}

/** A route below `/wc-api/v3`. Variables are written `<name>`, as the index shows them. */
export interface LegacyRoute {
  readonly path: string;
  readonly handlers: readonly LegacyHandler[];
}

/** A handler being called: its arguments, and the status and headers that it may set. */
export class LegacyCall {
  readonly shop: Shop;
  readonly request: LegacyRequest;
  /** The body's JSON; unknown to handlers that take none. */
  readonly data: unknown;
  status = 200;
  readonly headers: string[] = [];
  readonly #args: ReadonlyMap<string, PhpValue>;

  constructor(shop: Shop, request: LegacyRequest, args: ReadonlyMap<string, PhpValue>, data: unknown) {
    this.shop = shop;
    this.request = request;
    this.#args = args;
    this.data = data;
  }

  /** An argument by name, decoded once more than PHP has done already; undefined when it is not there. */
  arg(name: string): PhpValue | undefined {
    const value = this.#args.get(name);
    return value === undefined ? undefined : decodeDeep(value, this.request.api === 1);
  }

  /** An argument that must be text. */
  text(name: string): string | undefined {
    const value = this.arg(name);
    if (isArray(value)) throw new FatalError(`${name} must be of type string, array given`);
    return value;
  }
}

/** v1 decodes the leaves of a flat array and dies of a nested one; v2 and v3 decode at any depth. */
function decodeDeep(value: PhpValue, flatOnly: boolean, depth = 0): PhpValue {
  if (!isArray(value)) return urldecode(value);
  if (flatOnly && depth > 0)
    throw new FatalError('urldecode(): Argument #1 ($string) must be of type string');
  return new Map([...value].map(([key, entry]) => [key, decodeDeep(entry, flatOnly, depth + 1)] as const));
}
