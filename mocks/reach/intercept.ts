/**
 * Reaches a store in-process, without sockets: every HTTP request of this process is caught where it would open its
 * connection, whichever client makes it: global fetch, node:http, npm's undici with agents of its own. MSW's
 * `setupServer` catches the first two only, and undici's own API by chance (when a pooled connection is at hand).
 *
 * A request to a host that nobody has named is an error and never goes to the network. MSW's own rules for letting a
 * request through (`Accept: msw/passthrough`, CONNECT, common assets) and its logging, which prints URLs with the
 * credentials in them, are not part of this: the interceptor is used as it is.
 */
import { HttpRequestInterceptor } from '@mswjs/interceptors/http';
import { UsageError } from '../errors.ts';
import { type HandledStore, hostOf, hostsOf, respond } from './fetch.ts';

/** Which hosts are caught, and which are let through. */
export interface InterceptOptions {
  /** Hosts that the store answers for, `shop.test` or `shop.test:8080`; those of its home when left out. */
  readonly hosts?: readonly string[];
  /** Hosts with their ports that are let through to the network: a callback receiver on loopback. */
  readonly letThrough?: readonly string[];
}

/** A store that answers for its hosts in this process. */
export interface Interception {
  /** Ends it; with the last one the process reaches the network again. */
  close(): void;
}

interface Route {
  readonly store: HandledStore;
  readonly hosts: ReadonlySet<string>;
  readonly letThrough: ReadonlySet<string>;
}

/** Who answers for which host. The process has one way to the network, so that this is the process's too. */
const routes: Route[] = [];
let interceptor: HttpRequestInterceptor | undefined;

/**
 * Lets a store answer for its hosts. Of two stores for one host the one that came last answers.
 *
 * @throws {UsageError} In Bun and Deno, whose requests do not pass the parts of Node that are caught: they would go to the
 *   network.
 *
 * @example
 * ```ts
 * import { createStore, intercept } from 'latchkey';
 *
 * const store = await createStore({ home: 'https://shop.test' });
 * const interception = intercept(store);
 * await fetch('https://shop.test/wp-json/wc/v3/orders'); // 401, from the store
 * interception.close();
 * ```
 */
export function intercept(store: HandledStore, options: InterceptOptions = {}): Interception {
  refuseOtherRuntimes();
  const route: Route = {
    store,
    hosts: new Set(options.hosts ?? hostsOf(store)),
    letThrough: new Set(options.letThrough),
  };
  routes.push(route);
  interceptor ??= start();
  return {
    close() {
      const index = routes.indexOf(route);
      if (index >= 0) routes.splice(index, 1);
      if (routes.length > 0) return;
      interceptor?.dispose();
      interceptor = undefined;
    },
  };
}

function refuseOtherRuntimes(): void {
  const { bun, deno }: Readonly<Record<string, string | undefined>> = process.versions;
  const runtime = bun === undefined ? deno && `Deno ${deno}` : `Bun ${bun}`;
  if (runtime !== undefined)
    throw new UsageError(
      {
        what: `requests cannot be caught in ${runtime}, and would go to the network`,
        expected: 'a store on sockets',
      },
      { advice: 'Use startStore() in a test, and --transport listener with latchkey verify.' },
    );
}

function start(): HttpRequestInterceptor {
  const started = new HttpRequestInterceptor();
  started.apply();
  started.on('request', async ({ request, controller }) => {
    const host = hostOf(request.url);
    const route = routes.findLast(({ hosts }) => hosts.has(host));
    if (route) controller.respondWith(await respond(route.store, request));
    else if (!routes.some(({ letThrough }) => letThrough.has(host))) controller.errorWith(unknownHost(host));
  });
  return started;
}

function unknownHost(host: string): Error {
  const known = routes.flatMap(({ hosts }) => [...hosts]).join(', ');
  return Object.assign(
    new Error(`${host} is none of the hosts that simulated stores answer for (${known}); nothing was sent`),
    { code: 'LATCHKEY_UNKNOWN_HOST' },
  );
}
