import type { HttpClient } from '../client/http/client.ts';
import type { Exchange, HttpRequest } from '../client/http/exchange.ts';

/** Sends a request and waits so many milliseconds for the whole of its answer. */
export type Send = (request: HttpRequest) => Promise<Exchange>;

/** The code of an exchange that took too long: the connection or the answer, the doctor does not wait for either. */
export const timedOut = 'TIMED_OUT';

export function sender(client: HttpClient, timeout: number, interrupted?: AbortSignal): Send {
  return async request => {
    const late = AbortSignal.timeout(timeout);
    const signal = interrupted ? AbortSignal.any([late, interrupted]) : late;
    const exchange = await client.send(request, { signal });
    if (!exchange.failure || !late.aborted) return exchange;
    const message = `no answer within ${timeout / 1000} seconds`;
    return { ...exchange, failure: { ...exchange.failure, code: timedOut, message } };
  };
}
