import type { Diagnosis } from '../../schemas/types/diagnosis.ts';
import { type ToldError, toldError } from '../answers/error.ts';
import { unprovenMembers } from '../answers/members.ts';
import { type HttpExchange, joinedHeader } from '../client/http/exchange.ts';
import { timedOut, tooLarge } from '../client/http/limits.ts';
import { isObject } from '../files/json-text.ts';
import { isSecretName } from '../redact/secret-names.ts';
import { readBody, titleOf as titleOfText } from './body.ts';

/**
 * What an answer says, read without its English text: stores answer in their own language.
 * - `let in`: 2xx with JSON of the shape that the API gives: a list, an index, a record.
 * - `anonymous`: 401 woocommerce_rest_cannot_…, nobody authenticated.
 * - `forbidden`: 403 woocommerce_rest_cannot_…, a user without the right.
 * - `missing parameter`: WooCommerce's authentication saw a part of the OAuth parameters.
 * - `refused`: 401 woocommerce_rest_authentication_error, whatever its message.
 * - `other error`: another error of WordPress or a plugin, in JSON with code, message and data.
 * - `redirect`: 3xx.
 * - `not JSON`: an answer with a body that is no JSON.
 * - `odd JSON`: JSON that is neither data nor an error of WordPress.
 * - `no answer`: the network or TLS failed.
 */
type Said = Diagnosis['probes'][number]['said'];

export interface Reading {
  readonly said: Said;
  readonly status: number | undefined;
  /** WordPress's error code; where no answer came, the network's. */
  readonly code: string | undefined;
  /** Its message, in the store's language. Compare messages of one store with each other, never with English. */
  readonly message: string | undefined;
  readonly location: string | undefined;
  readonly contentType: string;
  readonly json: unknown;
  /** The body as text, for signs of firewalls and notices of PHP. */
  readonly text: string;
  /** What was printed before or after the JSON, where JSON was announced; undefined where it is clean. */
  readonly dirt: string | undefined;
  /** Content-Encoding names a compression, and the body is not compressed so. */
  readonly isDamaged: boolean;
  /** The body is larger than is read of an answer, or unpacks to more: nothing of it was read. */
  readonly isTooLarge: boolean;
  /** Until the answer's last byte, in milliseconds. */
  readonly duration: number;
  header(name: string): string | undefined;
}

/** True where nothing came in time, or not all of it. */
export function isTimeOut(reading: Reading | undefined): boolean {
  return reading?.said === 'no answer' && late.includes(reading.code as string);
}

const late = [timedOut, 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'];

const ours = /^woocommerce_rest_cannot_/;

/**
 * Reads the answer of an exchange. Never throws: what cannot be read is read as such.
 *
 * @param shape what the API gives there; any of its shapes when left out.
 */
export function read(exchange: HttpExchange, shape?: Shape): Reading {
  const { answer, failure, duration } = exchange;
  if (!answer) {
    // We have ended that answer, and not the server.
    const isTooLarge = failure?.code === tooLarge && failure.status !== undefined;
    return {
      said: isTooLarge ? 'not JSON' : 'no answer',
      // The head may have come before the connection ended.
      status: failure?.status,
      code: isTooLarge ? undefined : (failure?.code ?? 'UNKNOWN'),
      message: failure?.message,
      location: undefined,
      contentType: '',
      json: undefined,
      text: '',
      dirt: undefined,
      isDamaged: false,
      isTooLarge,
      duration,
      header: () => undefined,
    };
  }
  const header = (name: string): string | undefined => joinedHeader(answer.headers, name);
  const contentType = header('content-type') ?? '';
  const { text, json, dirt, isDamaged, isTooLarge } = readBody(answer);
  const error = errorOf(json);
  return {
    said: isTooLarge ? 'not JSON' : saidBy(answer.status, json, error, text, shape),
    status: answer.status,
    code: error?.code,
    message: error?.message,
    location: header('location'),
    contentType,
    json,
    text,
    dirt,
    isDamaged,
    isTooLarge,
    duration,
    header,
  };
}

function saidBy(
  status: number,
  json: unknown,
  error: ToldError | undefined,
  text: string,
  shape: Shape | undefined,
): Said {
  if (status >= 300 && status < 400) return 'redirect';
  if (json === undefined) return text === '' && status < 300 ? 'odd JSON' : 'not JSON';
  if (error) {
    if (error.code === 'woocommerce_rest_authentication_missing_parameter') return 'missing parameter';
    if (error.code === 'woocommerce_rest_authentication_error') return 'refused';
    if (ours.test(error.code) && status === 401) return 'anonymous';
    if (ours.test(error.code) && status === 403) return 'forbidden';
    return 'other error';
  }
  return status >= 200 && status < 300 && hasShape(json, shape) ? 'let in' : 'odd JSON';
}

/** WordPress's error body, or the first error of the legacy API's. Other applications have code and message too. */
function errorOf(json: unknown): ToldError | undefined {
  const error = toldError(json);
  const { data } = unprovenMembers('rest-error', json);
  // `rest_convert_error_to_response()` always writes data: an object, a list, or null.
  return typeof data === 'object' || error?.code.startsWith('woocommerce_') ? error : undefined;
}

/** What a route of the API gives: the index of all or of a namespace, a list, a list of the legacy API, the status of the store. */
export type Shape = 'index' | 'namespace' | 'list' | 'legacy list' | 'system status';

/** Members of which each object of the API has one: indexes, records, the legacy API's answers, OPTIONS. */
const ownMembers = ['namespaces', 'namespace', 'id', 'store', 'products', 'endpoints', 'methods'];

/** `{}`, `[1]` and `{"status":"ok"}` are JSON of another application. */
function hasShape(json: unknown, shape: Shape | undefined): boolean {
  if (Array.isArray(json))
    return (shape === undefined || shape === 'list') && json.every(each => isObject(each) && 'id' in each);
  if (!isObject(json)) return false;
  if (shape === 'index') return isIndex(json);
  if (shape === 'namespace') return 'namespace' in json && 'routes' in json;
  if (shape === 'legacy list') return 'products' in json;
  if (shape === 'system status') return 'database' in json;
  return shape === undefined && ownMembers.some(name => name in json);
}

/** As `WP_REST_Server::get_index()` gives it. */
function isIndex(json: object): boolean {
  const { namespaces } = unprovenMembers('site-index', json);
  return Array.isArray(namespaces) && namespaces.some(name => typeof name === 'string');
}

/** The title of a page; undefined where there is none. */
function titleOf(reading: Reading): string | undefined {
  return titleOfText(reading.text)?.slice(0, 60);
}

/** What came back in a few words, for a proof: `401 woocommerce_rest_cannot_view`. */
export function inWords(reading: Reading): string {
  if (reading.said === 'no answer')
    return reading.status === undefined
      ? `no answer (${reading.code})`
      : `${reading.status}, cut off (${reading.code})`;
  if (reading.said === 'redirect') return `${reading.status} to ${reading.location ?? 'nowhere'}`;
  if (reading.code !== undefined) {
    const said = reading.said === 'refused' ? ` "${reading.message?.slice(0, 120)}"` : '';
    // As the name of a secret it would have what follows masked.
    const code = isSecretName(reading.code.toLowerCase()) || /^(authorization|cookie)$/i.test(reading.code);
    return `${reading.status} ${code ? `[${reading.code}]` : reading.code}${said}`;
  }
  if (reading.isTooLarge) return `${reading.status}, larger than is read of an answer`;
  if (reading.said === 'not JSON') {
    const title = titleOf(reading);
    const kind = reading.contentType.split(';', 1)[0] || 'a body without a type';
    return `${reading.status} ${kind}${title ? `, "${title}"` : ''}`;
  }
  if (reading.text === '') return `${reading.status} without a body`;
  return `${reading.status} JSON`;
}
