import type { HttpExchange, HttpRequest } from '../client/http/exchange.ts';
import { timedOut } from '../client/http/limits.ts';

/**
 * Sends a request and gives back what came of it: an answer, or why there is none. It is the client of whoever looks
 * for the store: paced, with a limit for one answer, with the fields that go with all of its requests.
 */
export type Send = (request: HttpRequest, options?: { signal?: AbortSignal }) => Promise<HttpExchange>;

/** Accept of a browser: WordPress answers `wp_die()` in JSON to who names JSON there (`wp_is_json_request()`). */
const acceptPage = 'text/html,*/*;q=0.8';

export function getPage(url: string): HttpRequest {
  return { method: 'GET', url, headers: [['Accept', acceptPage]] };
}

/** What is asked for as JSON, and taken as anything: WordPress then tells in JSON of what PHP has died of, too. */
export const acceptJson = 'application/json, */*;q=0.5';

export function getJson(url: string): HttpRequest {
  return { method: 'GET', url, headers: [['Accept', acceptJson]] };
}

/** A sender that gives up when so many milliseconds have passed since it was made, over all its requests. */
export function within(milliseconds: number, send: Send): Send {
  const late = AbortSignal.timeout(milliseconds);
  return async (request, { signal } = {}) => {
    const exchange = await send(request, { signal: signal ? AbortSignal.any([late, signal]) : late });
    if (!exchange.failure || !late.aborted) return exchange;
    const message = `no answer within ${milliseconds / 1000} seconds`;
    return { ...exchange, failure: { ...exchange.failure, code: timedOut, message } };
  };
}
