import { type Exchange, headerOf } from '../http/exchange.ts';

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
export type Said =
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
  /** WordPress's error code. */
  readonly code: string | undefined;
  /** Its message, in the store's language. Compare messages of one store with each other, never with English. */
  readonly message: string | undefined;
  readonly location: string | undefined;
  readonly contentType: string;
  readonly json: unknown;
  /** The body as text, for signs of firewalls and notices of PHP. */
  readonly text: string;
  header(name: string): string | undefined;
}

const ours = /^woocommerce_rest_cannot_/;

/** Reads the answer of an exchange. Never throws: what cannot be read is read as such. */
export function read(exchange: Exchange): Reading {
  const { answer } = exchange;
  if (!answer)
    return {
      said: 'no answer',
      status: undefined,
      code: exchange.failure?.code,
      message: exchange.failure?.message,
      location: undefined,
      contentType: '',
      json: undefined,
      text: '',
      header: () => undefined,
    };
  const header = (name: string): string | undefined => headerOf(answer.headers, name);
  const text = Buffer.from(answer.body).toString('utf8');
  const json = parsed(text);
  const error = errorOf(json);
  return {
    said: saidBy(answer.status, json, error, text),
    status: answer.status,
    code: error?.code,
    message: error?.message,
    location: header('location'),
    contentType: header('content-type') ?? '',
    json,
    text,
    header,
  };
}

function saidBy(status: number, json: unknown, error: WpError | undefined, text: string): Said {
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

interface WpError {
  readonly code: string;
  readonly message: string;
}

/** WordPress's error body, or the first error of the legacy API's. */
function errorOf(json: unknown): WpError | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { code, message, errors } = json as Record<string, unknown>;
  if (typeof code === 'string' && typeof message === 'string') return { code, message };
  const legacy = Array.isArray(errors) ? errors[0] : errors;
  return typeof legacy === 'object' && legacy !== null
    ? errorOf({ ...legacy, errors: undefined })
    : undefined;
}

/** Lists are data; so are objects, but for one that holds nothing but a message. */
function isData(json: unknown): boolean {
  if (Array.isArray(json)) return true;
  if (typeof json !== 'object' || json === null) return false;
  const names = Object.keys(json);
  return !(names.length === 1 && names[0] === 'message');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What came back in a few words, for a proof: `401 woocommerce_rest_cannot_view`. */
export function inWords(reading: Reading): string {
  if (reading.said === 'no answer') return `no answer (${reading.code})`;
  if (reading.said === 'redirect') return `${reading.status} to ${reading.location ?? 'nowhere'}`;
  if (reading.code !== undefined) return `${reading.status} ${reading.code}`;
  if (reading.said === 'not JSON') {
    const title = /<title[^>]*>\s*([^<]{1,60})/i.exec(reading.text)?.[1]?.trim();
    const kind = reading.contentType.split(';', 1)[0] || 'a body without a type';
    return `${reading.status} ${kind}${title ? `, "${title}"` : ''}`;
  }
  return `${reading.status} JSON`;
}
