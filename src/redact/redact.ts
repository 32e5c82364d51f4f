import { Buffer } from 'node:buffer';
import type { Failure, HeaderFields, HttpExchange } from '../client/http/exchange.ts';
import { knownSecretsMasker } from './known-secrets.ts';
import { mask, maskKey } from './mask.ts';
import { printable } from './printable.ts';
import { redactAuthorization, redactText } from './redact-text.ts';
import { isSecretName, redactCookie, redactSetCookie } from './secret-names.ts';

/** An exchange that may be written: secrets masked, bodies as text. */
export interface RedactedExchange {
  readonly request: { method: string; url: string; headers: HeaderFields; body: string };
  readonly answer?: { status: number; headers: HeaderFields; body: string };
  readonly failure?: Failure;
  readonly startedAt: number;
  readonly duration: number;
  readonly notes: Readonly<Record<string, string>>;
}

/**
 * Masks secrets, and makes what a store or client has sent safe to print. Everything that writes to a file, a terminal or a
 * report passes its text through one of these.
 */
export interface Redactor {
  /** Any text: a log line, a URL, a form, a header block, a signature base string. */
  text(text: string): string;
  /** Header fields: Authorization and cookies by name, the others as text. */
  headers(headers: HeaderFields): HeaderFields;
  /** A URL; the rest of it stays as it was, nothing is normalised. */
  url(url: string): string;
  /** Any JSON value, by the names of its members too; the result is a copy. */
  value<T>(value: T): T;
  exchange(exchange: HttpExchange): RedactedExchange;
}

/** So much of a body is written at most, in bytes: a store may answer with megabytes, five hundred times. */
const longestBody = 128 * 1024;
/** Nobody has a password that is longer, however it is encoded; in characters. */
const longestSecret = 1024;

/**
 * A redactor that also knows secrets literally and finds them in every encoding in which they may turn up: raw,
 * percent-encoded once or oftener, JSON-escaped, HTML-escaped, and inside Base64 at any offset. Known secrets
 * shorter than four characters are masked only where a field's name tells that they are secret: masking every
 * "a" of a text would help nobody.
 *
 * @example
 * ```ts
 * import { createRedactor } from 'latchkey';
 *
 * const { CONSUMER_SECRET = '' } = process.env;
 * const redactor = createRedactor([CONSUMER_SECRET]);
 * console.log(redactor.text(`sent ${CONSUMER_SECRET}`));
 * ```
 */
export function createRedactor(knownSecrets: Iterable<string> = []): Redactor {
  const maskKnown = knownSecretsMasker(knownSecrets, { hiddenKeys: true });

  function text(input: string): string {
    return printable(redactText(maskKnown(input)));
  }

  function header(name: string, value: string): string {
    const lower = name.toLowerCase();
    if (lower === 'authorization' || lower === 'proxy-authorization') return redactAuthorization(value, text);
    if (lower === 'cookie') return text(redactCookie(value));
    if (lower === 'set-cookie') return text(redactSetCookie(value));
    // The challenge names parameters, never their values: it is what people need to read.
    if (lower === 'www-authenticate') return text(value);
    return isSecretName(lower) ? mask(value) : text(value);
  }

  function headers(fields: HeaderFields): HeaderFields {
    return fields.map(([name, value]) => [name, header(name, value)] as const);
  }

  function url(input: string): string {
    const start = input.indexOf('?');
    if (start < 0) return text(input);
    const query = input
      .slice(start + 1)
      .split('&')
      .map(pair => {
        const equals = pair.indexOf('=');
        if (equals < 0 || !isSecretName(decoded(pair.slice(0, equals)))) return pair;
        return `${pair.slice(0, equals)}=${maskKey(pair.slice(equals + 1))}`;
      });
    return text(`${input.slice(0, start)}?${query.join('&')}`);
  }

  function value<T>(input: T): T {
    return copy(input, undefined) as T;
  }

  function copy(input: unknown, name: string | undefined): unknown {
    if (typeof input === 'string') return name !== undefined ? member(name, input) : text(input);
    if (Array.isArray(input)) {
      // [name, value], as header fields and parameters are written.
      if (input.length === 2 && typeof input[0] === 'string' && typeof input[1] === 'string')
        return [text(input[0]), member(input[0], input[1])];
      return input.map(item => copy(item, name));
    }
    if (typeof input !== 'object' || input === null) {
      return name !== undefined && typeof input === 'number' && isSecretName(name)
        ? mask(String(input))
        : input;
    }
    const entries = Object.entries(input);
    // {name, value}, as HAR writes them.
    const named = entries.find(([key, item]) => key === 'name' && typeof item === 'string')?.[1] as
      | string
      | undefined;
    return Object.fromEntries(
      entries.map(([key, item]) => [
        text(key),
        copy(item, key === 'value' && named !== undefined ? named : key),
      ]),
    );
  }

  function member(name: string, input: string): string {
    const lower = name.toLowerCase();
    if (/^(?:proxy-)?authorization$|^(?:set-)?cookie$/.test(lower)) return header(lower, input);
    return isSecretName(lower) && !isSecretName(input) ? maskKey(input) : text(input);
  }

  function body(bytes: Uint8Array | undefined): string {
    if (!bytes || bytes.length === 0) return '';
    if (bytes.length > longestBody) return cutBody(bytes);
    const input = Buffer.from(bytes).toString('utf8');
    const output = text(input);
    if (output === input || !/^\s*[[{]/.test(input)) return output;
    try {
      return JSON.stringify(value(JSON.parse(input)));
    } catch {
      return output;
    }
  }

  /** What stands at the cut is masked as a whole first, and what could be the rest of a secret there goes. */
  function cutBody(bytes: Uint8Array): string {
    const start = Buffer.from(bytes.subarray(0, longestBody)).toString('utf8');
    return `${text(start).slice(0, -longestSecret)}… (${bytes.length} bytes)`;
  }

  function exchange(input: HttpExchange): RedactedExchange {
    const { request, answer } = input;
    return {
      request: {
        method: request.method,
        url: url(request.url),
        headers: headers(request.headers),
        body: body(request.body),
      },
      ...(answer && {
        answer: { status: answer.status, headers: headers(answer.headers), body: body(answer.body) },
      }),
      ...(input.failure && { failure: { code: input.failure.code, message: text(input.failure.message) } }),
      startedAt: input.startedAt,
      duration: input.duration,
      notes: Object.fromEntries(Object.entries(input.notes ?? {}).map(([name, note]) => [name, text(note)])),
    };
  }

  return { text, headers, url, value, exchange };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const redactor = createRedactor();

/**
 * Masks the secrets that a text shows by their form or by the name beside them.
 *
 * @example
 * ```ts
 * import { redact } from 'latchkey';
 *
 * redact('GET /wp-json/wc/v3/orders?consumer_secret=cs_4f1c…'); // the secret is masked
 * ```
 */
export function redact(text: string): string {
  return redactor.text(text);
}

export function redactHeaders(headers: HeaderFields): HeaderFields {
  return redactor.headers(headers);
}

export function redactUrl(url: string): string {
  return redactor.url(url);
}

export function redactExchange(exchange: HttpExchange): RedactedExchange {
  return redactor.exchange(exchange);
}
