import { Buffer } from 'node:buffer';
import { json_decode } from '../../php/json_decode.ts';
import { integerKey } from '../../php/numeric-key.ts';
import { parse_str } from '../../php/parse_str.ts';
import type { PhpRequest } from '../../php/request.ts';
import { isArray, type PhpArray, type PhpValue } from '../../php/types.ts';
import { type WpError, wpError } from '../error.ts';
import { fromBytes } from '../formatting/text.ts';

const notAscii = /[\x80-\xff]/;

/** A request's parameters by where they came from, in the order in which they win. */
export type Sources = readonly ReadonlyMap<string, unknown>[];

/**
 * `WP_REST_Request::get_parameter_order()`: a JSON body, a form body (also one of PUT, PATCH and DELETE), the
 * query, the route. Defaults come last and are the endpoint's.
 */
export function parameterSources(
  request: PhpRequest,
  method: string,
  urlParams: ReadonlyMap<string, string>,
): Sources | WpError {
  const body = request.rawBody;
  const query = decoded(request.get);
  const sources: ReadonlyMap<string, unknown>[] = [];
  if (body.length > 0 || request.post.size > 0) {
    const type = request.header('Content-Type');
    if (body.length > 0 && isJson(type)) {
      const json = parseJson(body);
      if ('code' in json) return json;
      sources.push(json.params);
    }
    if (method === 'POST' || method === 'PUT' || method === 'PATCH' || method === 'DELETE') {
      const form = new Map(decoded(request.post));
      if (method !== 'POST' && (mediaType(type) ?? formType) === formType) {
        for (const [name, value] of decoded(parse_str(Buffer.from(body).toString('latin1')))) {
          if (!form.has(name)) form.set(name, value);
        }
      }
      if (form.size > 0) sources.push(form);
    }
  }
  if (query.size > 0) sources.push(query);
  if (urlParams.size > 0) sources.push(urlParams);
  return sources;
}

/** What `parse_body_params()` takes a body for that does not say its type. */
const formType = 'application/x-www-form-urlencoded';

/** `WP_REST_Request::get_content_type()`: the media type without its parameters, in lower case. */
function mediaType(type: string | undefined): string | undefined {
  const value = type?.split(';', 1)[0]?.toLowerCase().trim();
  return value?.includes('/') ? value : undefined;
}

/** `WP_REST_Request::is_json_content_type()`. */
export function isJson(type: string | undefined): boolean {
  const value = mediaType(type);
  return value !== undefined && isJsonMediaType(value);
}

/** `wp_is_json_media_type()`, which finds the type in a list of them too. */
export function isJsonMediaType(value: string): boolean {
  return /(^|\s|,)application\/([\w!#$&-^.+]+\+)?json(\+oembed)?($|\s|;|,)/i.test(value);
}

function parseJson(body: Uint8Array): { readonly params: ReadonlyMap<string, unknown> } | WpError {
  // PHP's empty().
  if (body.length === 1 && body[0] === 0x30) return { params: new Map() };
  const decoded = json_decode(body);
  if ('error' in decoded) {
    const { code, message } = decoded.error;
    const details = { json_error_code: code, json_error_message: message };
    return wpError('rest_invalid_json', 'Invalid JSON body passed.', 400, details);
  }
  const data = decoded.value;
  if (data === null || data === undefined) return { params: new Map() };
  // `(array)` makes of a single value a list of one.
  const entries = typeof data === 'object' ? Object.entries(data) : [['0', data] as const];
  return { params: new Map(entries) };
}

/** PHP's byte strings as the text they stand for. A superglobal that is ASCII all over is taken as it is. */
function decoded(array: PhpArray): ReadonlyMap<string, unknown> {
  for (const [key, value] of array) {
    if (typeof value !== 'string' || notAscii.test(value) || notAscii.test(key)) {
      const result = new Map<string, unknown>();
      for (const [name, one] of array) result.set(unicodeOf(name), toJs(one));
      return result;
    }
  }
  return array;
}

/**
 * A PHP value as the REST API's schemas look at it: a list where all keys are integers (`wp_is_numeric_array()`, which
 * asks for no order and lets numbers be missing), else an object.
 */
function toJs(value: PhpValue): unknown {
  if (!isArray(value)) return unicodeOf(value);
  let list = true;
  for (const key of value.keys()) {
    if (integerKey(key) === undefined) {
      list = false;
      break;
    }
  }
  if (list) return Array.from(value.values(), toJs);
  const object: Record<string, unknown> = Object.create(null);
  for (const [key, one] of value) object[unicodeOf(key)] = toJs(one);
  return object;
}

/** Bytes read as UTF-8; what is no UTF-8 becomes `?`, as `wp_json_encode()` makes of it in the end. */
function unicodeOf(bytes: string): string {
  return notAscii.test(bytes) ? fromBytes(bytes).replaceAll('\ufffd', '?') : bytes;
}
