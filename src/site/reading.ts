import { type ToldError, toldError } from '../answers/error.ts';
import { type HttpExchange, joinedHeader } from '../client/http/exchange.ts';
import { readBody, titleOf as titleOfText } from './body.ts';

/**
 * What an answer says, read without its English text: stores answer in their own language.
 * - `let in`: 2xx with JSON of the shape that the API gives.
 * - `anonymous`: 401 woocommerce_rest_cannot_…, nobody authenticated.
 * - `forbidden`: 403 woocommerce_rest_cannot_…, a user without the right.
 * - `missing parameter`: WooCommerce's authentication saw a part of the OAuth parameters.
 * - `refused`: 401 woocommerce_rest_authentication_error, whatever its message.
 * - `other error`: another error of WordPress or a plugin, in JSON with a code.
 * - `redirect`: 3xx.
 * - `not JSON`: an answer with a body that is no JSON.
 * - `odd JSON`: JSON that is neither data nor an error of WordPress.
 * - `no answer`: the network or TLS failed.
 */
type Said =
  | 'let in'
  | 'anonymous'
  | 'forbidden'
  | 'missing parameter'
  | 'refused'
  | 'other error'
  | 'redirect'
  | 'not JSON'
  | 'odd JSON'
  | 'no answer';

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
  /** Until the answer's last byte, in milliseconds. */
  readonly duration: number;
  header(name: string): string | undefined;
}

const ours = /^woocommerce_rest_cannot_/;

/** Reads the answer of an exchange. Never throws: what cannot be read is read as such. */
export function read(exchange: HttpExchange): Reading {
  const { answer, duration } = exchange;
  if (!answer)
    return {
      said: 'no answer',
      // The head may have come before the connection ended.
      status: exchange.failure?.status,
      code: exchange.failure?.code ?? 'UNKNOWN',
      message: exchange.failure?.message,
      location: undefined,
      contentType: '',
      json: undefined,
      text: '',
      dirt: undefined,
      isDamaged: false,
      duration,
      header: () => undefined,
    };
  const header = (name: string): string | undefined => joinedHeader(answer.headers, name);
  const contentType = header('content-type') ?? '';
  const { text, json, dirt, isDamaged } = readBody(answer);
  const error = toldError(json);
  return {
    said: saidBy(answer.status, json, error, text),
    status: answer.status,
    code: error?.code,
    message: error?.message,
    location: header('location'),
    contentType,
    json,
    text,
    dirt,
    isDamaged,
    duration,
    header,
  };
}

function saidBy(status: number, json: unknown, error: ToldError | undefined, text: string): Said {
  if (status >= 300 && status < 400) return 'redirect';
  if (json === undefined) return text === '' && status < 300 ? 'odd JSON' : 'not JSON';
  if (error) {
    if (error.code === 'woocommerce_rest_authentication_missing_parameter') return 'missing parameter';
    if (error.code === 'woocommerce_rest_authentication_error') return 'refused';
    if (ours.test(error.code) && status === 401) return 'anonymous';
    if (ours.test(error.code) && status === 403) return 'forbidden';
    return 'other error';
  }
  return status < 300 && isData(json) ? 'let in' : 'odd JSON';
}

/** Lists are data; so are objects, but for one that holds nothing but a message. */
function isData(json: unknown): boolean {
  if (Array.isArray(json)) return true;
  if (typeof json !== 'object' || json === null) return false;
  const names = Object.keys(json);
  return !(names.length === 1 && names[0] === 'message');
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
    return `${reading.status} ${reading.code}${said}`;
  }
  if (reading.said === 'not JSON') {
    const title = titleOf(reading);
    const kind = reading.contentType.split(';', 1)[0] || 'a body without a type';
    return `${reading.status} ${kind}${title ? `, "${title}"` : ''}`;
  }
  return `${reading.status} JSON`;
}
