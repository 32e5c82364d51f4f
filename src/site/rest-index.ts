import { wordpressError } from '../answers/error.ts';
import { unprovenMembers } from '../answers/members.ts';
import { type Failure, type HttpExchange, joinedHeader } from '../client/http/exchange.ts';
import { headTooLarge, timedOut, tooLarge } from '../client/http/limits.ts';
import { readBody, titleOf } from './body.ts';
import type { Seen, SiteProblem } from './problem.ts';
import { type Hop, problemOf, redirectOf } from './redirects.ts';
import { readHome } from './site-url.ts';

/** The index of a REST API (`/wp-json/`), as far as it tells where the site is and what it has. */
interface RestIndex {
  /** The home URL without a slash at its end; undefined where it tells one that no site can have. */
  readonly home: string | undefined;
  /** What it tells as its home URL, whatever that is. */
  readonly toldHome: string;
  /** Where WordPress itself is, when that is another folder than the home URL's. */
  readonly wordpress: string | undefined;
  readonly namespaces: readonly string[];
}

/** What was answered where the index of a REST API belongs. */
export type IndexReading =
  | { readonly kind: 'index'; readonly index: RestIndex; readonly notice?: { jsonAt: number; text: string } }
  /** An error that WordPress alone writes so: `code`, `message`, and in `data` the status of the answer. */
  | { readonly kind: 'wordpress error'; readonly status: number; readonly error: string }
  | { readonly kind: 'redirect'; readonly hop: Hop }
  | { readonly kind: 'no answer'; readonly failure: Failure }
  | { readonly kind: 'too large' }
  /** 429 or 503. */
  | { readonly kind: 'not now'; readonly seen: Seen; readonly retryAfter?: string }
  | { readonly kind: 'password'; readonly seen: Seen }
  | { readonly kind: 'other'; readonly seen: Seen };

/** Reads what came at the REST root. Never throws. */
export function readIndex(exchange: HttpExchange): IndexReading {
  const { answer, failure } = exchange;
  if (!answer) return { kind: 'no answer', failure: failure ?? { code: 'UNKNOWN', message: 'no answer' } };
  const hop = redirectOf(exchange);
  if (hop) return { kind: 'redirect', hop };
  const header = (name: string) => joinedHeader(answer.headers, name);
  const body = readBody(answer);
  if (body.isTooLarge) return { kind: 'too large' };
  const index = answer.status === 200 ? indexOf(body.json) : undefined;
  if (index) {
    const text = body.dirt?.replace(/^\ufeff/, '').trim() ?? '';
    // A byte order mark alone: RFC 8259 section 8.1 lets readers pass over it.
    return { kind: 'index', index, ...(text !== '' && { notice: { jsonAt: body.jsonAt ?? 0, text } }) };
  }
  const error = errorOf(body.json, answer.status);
  if (error !== undefined) return { kind: 'wordpress error', status: answer.status, error };
  const seen: Seen = {
    status: answer.status,
    contentType: header('content-type'),
    title: titleOf(body.text),
  };
  const retryAfter = header('retry-after');
  if (answer.status === 429 || answer.status === 503)
    return { kind: 'not now', seen, ...(retryAfter !== undefined && { retryAfter }) };
  if (answer.status === 401 && header('www-authenticate') !== undefined) return { kind: 'password', seen };
  return { kind: 'other', seen };
}

function indexOf(json: unknown): RestIndex | undefined {
  const { namespaces, home, url } = unprovenMembers('site-index', json);
  if (!Array.isArray(namespaces)) return undefined;
  const toldHome = typeof home === 'string' ? home : (JSON.stringify(home) ?? '');
  return {
    home: readHome(toldHome),
    toldHome,
    wordpress: typeof url === 'string' ? readHome(url) : undefined,
    namespaces: namespaces.filter(name => typeof name === 'string'),
  };
}

/** `rest_error_to_response()` repeats the status in the body, which hardly anything but WordPress does. */
function errorOf(json: unknown, status: number): string | undefined {
  const error = wordpressError(json);
  if (!error || !/^[\w-]{1,100}$/.test(error.code)) return undefined;
  const { data } = unprovenMembers('rest-error', json);
  const isRepeated = typeof data === 'object' && data !== null && 'status' in data && data.status === status;
  return isRepeated ? error.code : undefined;
}

/** Statuses with which a WordPress keeps its index from guests: who are you, you may not, there is none. */
const closing = [401, 403, 404];

/**
 * Why a client cannot work with what came; undefined for an index that is as it should be.
 *
 * @param url the site's.
 * @param isWordPressPage the front page shows signs of WordPress.
 */
export function problemOfIndex(
  url: string,
  { request }: HttpExchange,
  reading: IndexReading,
  isWordPressPage: boolean,
): SiteProblem | undefined {
  switch (reading.kind) {
    case 'index':
      if (reading.notice) {
        const { jsonAt, text } = reading.notice;
        return { code: 'notice-before-json', url, jsonAt, notice: text.slice(0, 200) };
      }
      return reading.index.home === undefined
        ? { code: 'bad-home', url, home: reading.index.toldHome.slice(0, 200) }
        : undefined;
    case 'wordpress error': {
      const { status, error } = reading;
      return closing.includes(status)
        ? { code: 'index-closed', url, status, refusal: error, key: 'none given' }
        : { code: 'wordpress-error', url, status, error };
    }
    case 'redirect':
      return problemOf(reading.hop);
    case 'no answer':
      return problemOfFailure(request.url, reading.failure);
    case 'too large':
      return { code: 'too-large', url };
    case 'not now': {
      const { seen, retryAfter } = reading;
      const code = seen.status === 429 ? 'rate-limited' : 'unavailable';
      return { code, url, seen, ...(retryAfter !== undefined && { retryAfter }) };
    }
    case 'password':
      return { code: 'web-server-password', url, seen: reading.seen };
    case 'other':
      return { code: codeOfPage(reading.seen, isWordPressPage), url, seen: reading.seen };
  }
}

function codeOfPage(
  { status }: Seen,
  isWordPressPage: boolean,
): 'server-error' | 'html-instead' | 'not-wordpress' {
  if (status >= 500) return 'server-error';
  return isWordPressPage ? 'html-instead' : 'not-wordpress';
}

/** The client's codes for an answer, or a piece of it, that did not come in time. */
const late = [timedOut, 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

export function problemOfFailure(url: string, { code, message }: Failure): SiteProblem {
  if (code === tooLarge || code === headTooLarge) return { code: 'too-large', url };
  return { code: late.includes(code) ? 'time-out' : 'unreachable', url, transport: code, message };
}
