/** Offers a store as MSW request handlers: for `setupServer`, for `setupWorker` in a browser, and for `getResponse`. */
import { type HttpHandler, HttpResponse, http } from 'msw';
import { type HandledStore, hostOf, hostsOf, respondAs } from './fetch.ts';

/** Which hosts the handlers answer for. */
export interface HandlersOptions {
  /** Hosts that the store answers for, `shop.test` or `shop.test:8080`; those of its home when left out. */
  readonly hosts?: readonly string[];
}

/**
 * The request handlers of a store. They answer for its hosts, over HTTP and HTTPS, and leave others alone.
 *
 * @example
 * ```ts
 * import { createStore, handlers } from 'latchkey/msw';
 * import { setupServer } from 'msw/node';
 *
 * const store = await createStore({ home: 'https://shop.test' });
 * const server = setupServer(...handlers(store));
 * server.listen({ onUnhandledFrame: 'error' });
 * ```
 */
export function handlers(store: HandledStore, options: HandlersOptions = {}): HttpHandler[] {
  const hosts = new Set(options.hosts ?? hostsOf(store));
  return [
    http.all(
      ({ request }) => hosts.has(hostOf(request.url)),
      ({ request }) => respond(store, request),
    ),
  ];
}

/**
 * Answers a fetch Request with a store, in a Response of MSW's, which keeps its cookies in browsers too.
 *
 * @example
 * ```ts
 * import { createStore, respond } from 'latchkey/msw';
 *
 * const store = await createStore({ home: 'https://shop.test' });
 * const response = await respond(store, new Request('https://shop.test/wp-json/'));
 * response.status; // 200
 * ```
 */
export function respond(store: HandledStore, request: Request): Promise<Response> {
  return respondAs(HttpResponse, store, request);
}
