import { Buffer } from 'node:buffer';
import { type Answer, noBody } from '../../message.ts';
import { isEmpty } from '../../php/compare.ts';
import { FatalError } from '../../php/fatal-error.ts';
import type { PhpRequest } from '../../php/request.ts';
import { addslashes } from '../../php/slashes.ts';
import { isArray, type PhpValue } from '../../php/types.ts';
import { isUserLoggedIn } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { determineUser } from '../current-user.ts';
import type { WpError } from '../error.ts';
import { escUrlRaw } from '../formatting/escape.ts';
import { untrailingslashit } from '../formatting/slash-at-end.ts';
import { restUrl } from '../home.ts';
import { nocacheHeaders } from '../nocache.ts';
import { versionAtLeast } from '../version.ts';
import { checkAuthentication } from './authentication.ts';
import { type Admitted, admit, called, type Dispatched } from './dispatch.ts';
import { withEmbedded } from './embed.ts';
import { filterFields } from './fields.ts';
import { baseHeaders, setHeader } from './headers.ts';
import { dataBehind, encodeJson, JsonText } from './json.ts';
import type { CompiledRoute, RestRequest, RestResult } from './route.ts';
import type { Routes } from './routes.ts';

/**
 * `WP_REST_Server::serve_request()`.
 * @param route what `rest_route` holds, slashes at its end included.
 */
export async function serveRest(routes: Routes, context: Context, route: string): Promise<Answer> {
  const { request } = context;
  const callback = jsonpCallback(request.get.get('_jsonp'));
  if (callback === null) return invalidCallback(context);
  let method: string;
  try {
    method = overriddenMethod(request);
  } catch (error) {
    // WordPress has asked who is there before it dies: a nonce is spent.
    determineUser(context);
    throw error;
  }
  const dispatched = await called(routes, enter(routes, context, method, route));
  return finish(context, callback, method, await shown(routes, context, dispatched));
}

/** What is left of an outcome that was no error: the fields that were asked for, and what its links point to. */
async function shown(routes: Routes, context: Context, dispatched: Dispatched): Promise<Dispatched> {
  const { get, rawBody } = context.request;
  const { outcome, request } = dispatched;
  // A body can hold `_fields` too.
  if (isError(outcome) || (rawBody.length === 0 && !get.has('_fields') && !get.has('_embed')))
    return dispatched;
  const result = withFields(outcome, request);
  if (!get.has('_embed')) return { ...dispatched, outcome: result };
  const base = restUrl(context.site, '', context.isTls);
  return { ...dispatched, outcome: await withEmbedded(routes, context, result, base) };
}

/** What comes before a callback: who is asking, which route it is, whether its parameters and its caller will do. */
export function enter(
  routes: Routes,
  context: Context,
  method: string,
  route: string,
): Dispatched | Admitted {
  const path = untrailingslashit(route) || '/';
  const refused = checkAuthentication(context, path);
  return refused
    ? { outcome: refused, request: none(routes, context, method, path) }
    : admit(routes, context, method, path);
}

function none(routes: Routes, context: Context, method: string, route: string): RestRequest {
  const nothing = new Map();
  return {
    context,
    method,
    route,
    query: context.request.get,
    params: nothing,
    sent: new Set(),
    urlParams: nothing,
    routes,
  };
}

/** The method after `_method` and `X-HTTP-Method-Override`, in upper case. PHP dies of an array of methods. */
export function overriddenMethod(request: PhpRequest): string {
  const method = request.get.get('_method') ?? request.header('X-HTTP-Method-Override') ?? request.method;
  if (isArray(method)) throw new FatalError('strtoupper(): Argument #1 ($string) must be of type string');
  return method.toUpperCase();
}

/** The name of `_jsonp`; '' when there is none, null when it is no name. */
export function jsonpCallback(value: PhpValue | undefined): string | null {
  if (isEmpty(value)) return '';
  return typeof value === 'string' && /^[\w.]*$/.test(value) ? value : null;
}

function invalidCallback(context: Context): Answer {
  // WordPress has asked who is there before it looks at the callback: a nonce is spent.
  context.userId = determineUser(context);
  const body = encodeJson({ code: 'rest_callback_invalid', message: 'Invalid JSONP callback function.' });
  const headers = baseHeaders(context.site, context.isTls).slice();
  // Before WordPress 6.3 they were sent before the callback was looked at.
  if (isUserLoggedIn(context) && !versionAtLeast(context.site.version, '6.3')) {
    headers.push(...nocacheHeaders(context.site, true));
  }
  headers.push('Content-Type', javascript);
  return {
    status: 400,
    headers,
    body: context.request.method === 'HEAD' ? noBody : Buffer.from(body, 'latin1'),
  };
}

const javascript = 'application/javascript; charset=UTF-8';
const json = 'application/json; charset=UTF-8';

/** The filters behind the callback and the writing of the answer. */
function finish(context: Context, callback: string, method: string, dispatched: Dispatched): Answer {
  const { get } = context.request;
  const { outcome, matched, request } = dispatched;
  let status: number;
  let result: RestResult;
  if (isError(outcome)) {
    status = outcome.data?.status ?? 500;
    result = { data: shownError(outcome) };
  } else {
    status = outcome.status ?? 200;
    result = outcome;
  }
  let headers = result.headers ?? noHeaders;
  let allowed = matched === undefined ? '' : allow(matched, request);
  if (get.has('_envelope')) {
    result = {
      data: envelope(status, allowed === '' ? headers : [...headers, ['Allow', allowed]], result.data),
    };
    status = 200;
    headers = noHeaders;
    allowed = '';
  }
  const loggedIn = isUserLoggedIn(context);
  const fieldsOut = baseHeaders(context.site, context.isTls).slice();
  for (const [name, value] of headers) {
    if (name === 'Link' || name.startsWith('Access-Control-')) setHeader(fieldsOut, name, String(value));
    else fieldsOut.push(name, String(value));
  }
  if (allowed !== '') fieldsOut.push('Allow', allowed);
  if (context.restNonce !== undefined) fieldsOut.push('X-WP-Nonce', context.restNonce);
  if (loggedIn || isRefusedOverride(context, status) || isWrongNonce(context, dispatched.outcome)) {
    fieldsOut.push(...nocacheHeaders(context.site, loggedIn));
  }
  cors(context, loggedIn, fieldsOut);
  for (const hooks of context.hooks) hooks.restFields?.(request.route, fieldsOut);
  fieldsOut.push('Content-Type', callback === '' ? json : javascript);
  if (context.hooks.some(hooks => hooks.restPreServe?.(request.route)))
    return { status, headers: fieldsOut, body: noBody };
  return { status, headers: fieldsOut, body: body(context, result, status, method, callback) };
}

/**
 * An overridden method that was refused must not be kept by a cache in the place of the GET that was sent. WordPress
 * 6.3 looks at the header only.
 */
function isRefusedOverride({ site, request }: Context, status: number): boolean {
  return (
    status >= 400 &&
    status < 500 &&
    request.header('X-HTTP-Method-Override') !== undefined &&
    !request.get.has('_method') &&
    versionAtLeast(site.version, '6.3')
  );
}

/** A wrong nonce of a page is not to be kept by a cache either (`rest_cookie_check_errors()`). */
function isWrongNonce({ site }: Context, outcome: RestResult | WpError): boolean {
  return (
    'code' in outcome && outcome.code === 'rest_cookie_invalid_nonce' && versionAtLeast(site.version, '6.3')
  );
}

/** An error as its answer's body has it. */
export function shownError({ code, message, data, shownData }: WpError): object {
  return { code, message, data: shownData === undefined ? data : shownData };
}

function isError(outcome: RestResult | WpError): outcome is WpError {
  return 'code' in outcome && 'message' in outcome;
}

const noHeaders: NonNullable<RestResult['headers']> = [];

function withFields(result: RestResult, request: RestRequest): RestResult {
  const fields = request.params.get('_fields');
  if (fields === undefined || fields === null) return result;
  // What describes a route has its link in what it says; a record of WordPress's own has links where they are asked for
  // (6.0.1 gave them always, 6.2.2 no more).
  const isOfWordPress =
    (request.route.startsWith('/wp/v2/') || request.route === '/') &&
    versionAtLeast(request.context.site.version, '6.2');
  const linksStay = request.method !== 'OPTIONS' && !isOfWordPress;
  return { ...result, data: filterFields(dataBehind(result.data), fields, linksStay) };
}

/** `rest_send_allow_header()`: the methods of the route that this client may use, each asked for its permission. */
export function allow({ endpoints, methods }: CompiledRoute, request: RestRequest): string {
  // Asked for every answer: whoever may do everything, as most may, gets the text that is ready.
  if (endpoints.every(({ endpoint }) => endpoint.permission(request) === true)) return methods;
  const permitted = endpoints.filter(({ endpoint }) => endpoint.permission(request) === true);
  return [...new Set(permitted.flatMap(({ endpoint }) => endpoint.methods))].join(', ');
}

/** `envelope_response()`: an answer for clients that cannot read a status or headers. */
function envelope(status: number, headers: NonNullable<RestResult['headers']>, data: unknown): unknown {
  // An empty PHP array is a list (route.040).
  return { body: data, status, headers: headers.length === 0 ? [] : Object.fromEntries(headers) };
}

/** An Origin as `sanitize_url()` leaves it: without a scheme it gets one, with an unknown one it is gone. */
function allowedOrigin(origin: string): string {
  return origin === 'null' ? origin : escUrlRaw(addslashes(origin));
}

/** `rest_send_cors_headers()`. */
function cors(context: Context, loggedIn: boolean, headers: string[]): void {
  const origin = context.request.header('Origin');
  if (origin !== undefined && !isEmpty(origin)) {
    setHeader(headers, 'Access-Control-Allow-Origin', allowedOrigin(origin));
    setHeader(headers, 'Access-Control-Allow-Methods', 'OPTIONS, GET, POST, PUT, PATCH, DELETE');
    setHeader(headers, 'Access-Control-Allow-Credentials', 'true');
    setHeader(headers, 'Vary', 'Origin');
  } else if (context.request.method === 'GET' && !loggedIn) {
    setHeader(headers, 'Vary', 'Origin');
  }
}

function body(
  { request }: Context,
  result: RestResult,
  status: number,
  method: string,
  callback: string,
): Uint8Array {
  // Whatever a HEAD is overridden to, the web server sends no body.
  if (method === 'HEAD' || status === 204 || request.method === 'HEAD') return noBody;
  if (callback === '' && result.data instanceof JsonText) return result.data.bytes;
  const text = encodeJson(result.data);
  if (callback === '') return Buffer.from(text, 'latin1');
  return Buffer.from(`/**/${callback}(${text})`, 'latin1');
}
