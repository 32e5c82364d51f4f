/** `WP_REST_Server::serve_batch_request_v1()`: several requests in one, each answered in its place. */
import { Buffer } from 'node:buffer';
import { parse_str } from '../../php/parse_str.ts';
import type { PhpRequest } from '../../php/request.ts';
import type { Context } from '../context.ts';
import { type WpError, wpError } from '../error.ts';
import { toBytes } from '../formatting/text.ts';
import { type Admitted, admit, called, type Dispatched } from './dispatch.ts';
import { dataBehind } from './json.ts';
import type { CompiledRoute, RestResult, RouteTable } from './route.ts';
import { isPlainObject } from './schema/values.ts';
import { allow, shownError } from './server.ts';

interface Part {
  readonly context: Context;
  readonly method: string;
  readonly path: string;
}

interface BatchOptions {
  /** Which routes can be asked so (`allow_batch`). */
  readonly isAllowed: (route: CompiledRoute) => boolean;
  /** Hands on what a part has begun: all are one run of PHP. */
  readonly follow: (before: Context, next: Context) => void;
}

export async function serveBatch(
  routes: RouteTable,
  context: Context,
  params: ReadonlyMap<string, unknown>,
  { isAllowed, follow }: BatchOptions,
): Promise<RestResult> {
  const sent = params.get('requests');
  const parts = (Array.isArray(sent) ? sent : []).map(one => partOf(context, isPlainObject(one) ? one : {}));
  const admitted = (part: Part) =>
    withoutOthers(admit(routes, part.context, part.method, part.path), isAllowed);
  if (params.get('validation') === 'require-all-validate') {
    const wrong = parts.map(part => invalid(admitted(part)));
    if (wrong.some(one => one !== undefined)) {
      const responses = wrong.map(one => (one === undefined ? null : enveloped(one.data.status, one, [])));
      return { status: 207, data: { failed: 'validation', responses } };
    }
  }
  const responses: unknown[] = [];
  const cookies: (readonly [string, string | number])[] = [];
  let before = context;
  for (const part of parts) {
    follow(before, part.context);
    const dispatched = await called(routes, admitted(part));
    responses.push(answered(dispatched));
    if (!('code' in dispatched.outcome))
      cookies.push(...(dispatched.outcome.headers ?? []).filter(([name]) => name === 'Set-Cookie'));
    before = part.context;
  }
  return { status: 207, headers: cookies, data: { responses } };
}

function partOf(context: Context, { method, path, body, headers }: Readonly<Record<string, unknown>>): Part {
  const [route = '', query = ''] = String(path ?? '').split(/\?(.*)/s);
  const verb = typeof method === 'string' ? method : 'POST';
  const request = partRequest(context.request, verb, query, body, isPlainObject(headers) ? headers : {});
  return { context: { ...context, request }, method: verb, path: route };
}

/** It has the cookies of the whole, and fields and a body of its own. */
function partRequest(
  whole: PhpRequest,
  method: string,
  query: string,
  body: unknown,
  headers: Readonly<Record<string, unknown>>,
): PhpRequest {
  const text = body === undefined || body === null ? '' : JSON.stringify(body);
  const fields = new Map(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase().replaceAll('_', '-'),
      toBytes(Array.isArray(value) ? value.join(',') : String(value)),
    ]),
  );
  if (text !== '') fields.set('content-type', 'application/json');
  return {
    method,
    uri: whole.uri,
    queryString: query,
    get: parse_str(toBytes(query)),
    post: new Map(),
    files: [],
    cookie: whole.cookie,
    rawBody: Buffer.from(text),
    server: name => whole.server(name),
    header: name => fields.get(name.toLowerCase()),
  };
}

function withoutOthers(
  part: Dispatched | Admitted,
  isAllowed: BatchOptions['isAllowed'],
): Dispatched | Admitted {
  return part.matched === undefined || isAllowed(part.matched)
    ? part
    : { outcome: notAllowed, matched: part.matched, request: part.request };
}

const notAllowed = wpError(
  'rest_batch_not_allowed',
  'The requested route does not support batch requests.',
  400,
);

/** What is found before a part is run: that there is no such route, and what is wrong with its parameters. */
function invalid(part: Dispatched | Admitted): WpError | undefined {
  if (!('outcome' in part) || !('code' in part.outcome)) return undefined;
  const isFound = [
    'rest_no_route',
    'rest_batch_not_allowed',
    'rest_missing_callback_param',
    'rest_invalid_param',
  ];
  return isFound.includes(part.outcome.code) ? part.outcome : undefined;
}

function answered({ outcome, matched, request }: Dispatched): object {
  const allowed = matched === undefined ? '' : allow(matched, request);
  const more = allowed === '' ? [] : [['Allow', allowed] as const];
  return 'code' in outcome
    ? enveloped(outcome.data.status, outcome, more)
    : enveloped(outcome.status ?? 200, dataBehind(outcome.data), [...(outcome.headers ?? []), ...more]);
}

/** An empty PHP array is a list. */
function enveloped(status: number, body: unknown, headers: NonNullable<RestResult['headers']>): object {
  const isError = typeof body === 'object' && body !== null && 'code' in body && 'data' in body;
  const fields = headers.filter(([name]) => name !== 'Set-Cookie');
  return {
    body: isError ? shownError(body as WpError) : body,
    status,
    headers: fields.length === 0 ? [] : Object.fromEntries(fields),
  };
}
