import type { HttpClient } from '../client/http/client.ts';
import { timedOut } from '../client/http/limits.ts';
import type { Send } from '../site/ask.ts';

export { timedOut } from '../client/http/limits.ts';
export type { Send } from '../site/ask.ts';

/** Sends a request and waits so many milliseconds for the whole of its answer. */
export function sender(client: HttpClient, timeout: number, interrupted?: AbortSignal): Send {
  return async (request, { signal } = {}) => {
    const late = AbortSignal.timeout(timeout);
    const signals = [late, interrupted, signal].filter(each => each !== undefined);
    const exchange = await client.send(request, { signal: AbortSignal.any(signals) });
    if (!exchange.failure || !late.aborted) return exchange;
    const message = `no answer within ${timeout / 1000} seconds`;
    return { ...exchange, failure: { ...exchange.failure, code: timedOut, message } };
  };
}
