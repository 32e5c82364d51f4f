import { setTimeout as wait } from 'node:timers/promises';
import { TargetError } from '../../../mocks/errors.ts';
import type { HttpClient } from './client.ts';
import { dressed, type RequestDress } from './dressed.ts';
import { type HttpExchange, type HttpRequest, joinedHeader } from './exchange.ts';
import { noAnswer } from './no-answer.ts';
import { retryAfter } from './retry-after.ts';

/** How Latchkey behaves in somebody else's house. */
export interface GuestOptions extends RequestDress {
  readonly requestsPerSecond: number;
  /** Requests at the same time. */
  readonly concurrency: number;
  /** The longest Retry-After that is obeyed, in seconds. */
  readonly longestWait: number;
  readonly signal?: AbortSignal;
}

/** Sends requests paced, and repeats only what cannot have been judged. */
export interface Guest {
  /** @throws {TargetError} when no answer came. */
  send(request: HttpRequest, notes?: Record<string, string>, options?: SendOptions): Promise<HttpExchange>;
  /**
   * The same, but that no answer came is told in the exchange.
   *
   * @throws {TargetError} when the run is interrupted.
   */
  attempt(request: HttpRequest, options?: AttemptOptions): Promise<HttpExchange>;
  /** How many requests were sent, repeated ones counted. */
  readonly requests: number;
  /** How many of them showed credentials that were refused with 401 or 403. */
  readonly refusals: number;
}

interface SendOptions {
  /** Without the web server's own credentials: what it says to who has none is wanted. */
  readonly isBare?: boolean;
}

interface AttemptOptions extends SendOptions {
  readonly signal?: AbortSignal;
  readonly notes?: Record<string, string>;
  /** Whatever comes of it, the request is sent once. */
  readonly once?: boolean;
}

/** How often one request is repeated at most. */
const mostRepeats = 3;
/** After so many requests without an answer none is repeated until one is answered. */
const mostSilences = 2;

export function createGuest(client: HttpClient, options: GuestOptions): Guest {
  const turn = pace(options.requestsPerSecond);
  const seats = limit(options.concurrency);
  let requests = 0;
  let refusals = 0;
  /** Requests in a row to which no answer came, however often they were repeated. */
  let silences = 0;

  async function once(request: HttpRequest, { notes, signal: own }: AttemptOptions): Promise<HttpExchange> {
    await turn();
    if (options.signal?.aborted) throw interrupted();
    requests++;
    const signals = [options.signal, own].filter(signal => signal !== undefined);
    const exchange = await client.send(request, {
      ...(notes && { notes }),
      ...(signals.length > 0 && { signal: AbortSignal.any(signals) }),
    });
    const status = exchange.answer?.status;
    if ((status === 401 || status === 403) && showsCredentials(request)) refusals++;
    return exchange;
  }

  async function attempt(asked: HttpRequest, how: AttemptOptions): Promise<HttpExchange> {
    const { authorization: _, ...bare } = options;
    const request = dressed(asked, how.isBare ? bare : options);
    for (let repeats = 0; ; repeats++) {
      const exchange = await once(request, how);
      // The report shows what the scenario sent; the server's own password is not part of that.
      const asSent = { ...exchange, request: asked };
      const seconds = secondsToWait(exchange, repeats, options.longestWait);
      // A store that has gone away is not waited for again and again.
      const isWorthIt = !how.once && (exchange.answer !== undefined || silences < mostSilences);
      if (seconds !== undefined && repeats < mostRepeats && isWorthIt) {
        await pause(seconds, options.signal);
        continue;
      }
      silences = exchange.answer ? 0 : silences + 1;
      if (!exchange.answer && options.signal?.aborted) throw interrupted();
      return asSent;
    }
  }

  async function send(
    request: HttpRequest,
    notes: Record<string, string> | undefined,
    how: SendOptions = {},
  ): Promise<HttpExchange> {
    const exchange = await attempt(request, { ...how, ...(notes && { notes }) });
    if (!exchange.answer) throw noAnswer(exchange);
    return exchange;
  }

  return {
    send: (request, notes, how) => seats(() => send(request, notes, how)),
    attempt: (request, how = {}) => seats(() => attempt(request, how)),
    get requests() {
      return requests;
    },
    get refusals() {
      return refusals;
    },
  };
}

function showsCredentials({ url, headers, body }: HttpRequest): boolean {
  return (
    headers.some(([name]) => name.toLowerCase() === 'authorization') ||
    /[?&](?:oauth_consumer_key|consumer_key|consumer_secret)=/.test(url) ||
    (body !== undefined &&
      /(?:^|&)(?:oauth_consumer_key|pwd|password)=/.test(Buffer.from(body).toString('latin1')))
  );
}

/** Failures of a connection that was never made: the store cannot have seen the request. */
const neverSent = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Failures of one that was, so that it may have been judged. */
const cutOff = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/**
 * How long to wait before the request is sent once more; undefined when it is not. An answer of the authentication is
 * never asked for twice. A signed request that may have arrived has used up its nonce, and a write may have been done.
 */
function secondsToWait(exchange: HttpExchange, repeats: number, longest: number): number | undefined {
  const { answer, failure, request } = exchange;
  if (failure) {
    if (neverSent.has(failure.code)) return 0.25 * 2 ** repeats;
    const isHarmless = /^(?:GET|HEAD|OPTIONS)$/.test(request.method) && !isSigned(request);
    return cutOff.has(failure.code) && isHarmless ? 0.25 * 2 ** repeats : undefined;
  }
  if (answer?.status !== 429 && answer?.status !== 503) return undefined;
  const seconds = retryAfter(
    joinedHeader(answer.headers, 'retry-after'),
    joinedHeader(answer.headers, 'date'),
    Date.now(),
  );
  return seconds !== undefined && seconds <= longest ? seconds : undefined;
}

function isSigned({ url, headers }: HttpRequest): boolean {
  return (
    /[?&]oauth_nonce=/.test(url) ||
    headers.some(([name, value]) => name.toLowerCase() === 'authorization' && /oauth_nonce/i.test(value))
  );
}

async function pause(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await wait(seconds * 1000, undefined, signal && { signal });
  } catch {
    throw interrupted();
  }
}

/** The same for every request: what was under way and what was not asked any more have one reason. */
function interrupted(): TargetError {
  return new TargetError('the run was interrupted', { code: 'LATCHKEY_INTERRUPTED' });
}

/** Lets one request through each 1/rate of a second. */
function pace(rate: number): () => Promise<void> {
  let next = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + 1000 / rate;
    if (at > now) await wait(at - now);
  };
}

function limit(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async task => {
    if (running >= most) await new Promise<void>(resolve => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
