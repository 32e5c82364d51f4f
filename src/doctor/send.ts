import type { HttpClient } from '../client/http/client.ts';
import { type Send, within } from '../site/ask.ts';

export type { Send } from '../site/ask.ts';

/** Sends a request and waits so many milliseconds for the whole of its answer. */
export function sender(client: HttpClient, timeout: number, interrupted?: AbortSignal): Send {
  const send: Send = (request, { signal } = {}) =>
    client.send(request, {
      signal: AbortSignal.any([interrupted, signal].filter(each => each !== undefined)),
    });
  return (request, options) => within(timeout, send)(request, options);
}

/** What has been sent: repeats too, which stand in the server's log as well. */
export interface Tally {
  sent: number;
}

/** Sends as `send` does, and counts. */
export function counting(send: Send, tally: Tally): Send {
  return (request, options) => {
    tally.sent += 1;
    return send(request, options);
  };
}
