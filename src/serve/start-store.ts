/// <reference lib="esnext.disposable" preserve="true" />
import {
  builtInFixture,
  createStore,
  type Delivery,
  type DeliveryRequest,
  type Exchange,
  type GrantedKey,
  type KeyRequest,
  type Message,
  type Reachable,
  type Store,
  type StoreKey,
  type StoreOptions,
} from '../../mocks/index.ts';
import { type AuthorizationRequest, authorizationUrl } from '../authorize/authorization-url.ts';
import { launch } from './launch.ts';
import type { Launched } from './launched.ts';

/**
 * What a store on sockets is to be like: the options of a store, and where it listens.
 *
 * @example
 * ```ts
 * import { type StartOptions, startStore } from 'latchkey';
 *
 * const options: StartOptions = { http: 8080, https: 8443, home: 'https://127.0.0.1:8443' };
 * await using store = await startStore(options);
 * ```
 */
export interface StartOptions extends Omit<StoreOptions, 'httpsPort'> {
  /** The address to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
  /** The port for HTTP, 0 for a free one. Where HTTP and HTTPS do not both have one, one port answers both. */
  readonly http?: number;
  /** The port for HTTPS, 0 for a free one. */
  readonly https?: number;
  /** The port at which it stands in for PHP-FPM too, behind a web server of your own; 0 for a free one. */
  readonly fastcgi?: number;
  /**
   * Told of each exchange as the client saw it: the message before hosting faults changed it, the answer after. The
   * journal has what reached the store.
   */
  readonly onExchange?: (exchange: ClientExchange) => void;
  /** Told of each request as it arrives; of one whose client hangs up before the answer comes, here alone. */
  readonly onRequest?: (message: Message) => void;
  /**
   * Told of each connection over TLS that came to nothing, and how: `alert: unknown ca` of a client that does not trust the
   * certificate, `the client hung up` of one that says no more, as Node does.
   */
  readonly onHandshakeFailure?: (how: string) => void;
}

/** An exchange as the client saw it. */
export type ClientExchange = Omit<Exchange, 'judgements'>;

/**
 * A store on sockets of its own. Several of them in one process share nothing.
 *
 * @example
 * ```ts
 * import { type StartedStore, startStore } from 'latchkey';
 *
 * let store: StartedStore | undefined = await startStore();
 * const { url, keys, caFile } = store;
 * await store.close();
 * ```
 */
export interface StartedStore {
  readonly store: Store;
  /** `http://127.0.0.1:40123`; also the store's home URL, unless another was given. */
  readonly url: string;
  readonly httpsUrl: string;
  /** The authority of its certificate, in PEM, and the file that holds it until `close()`. */
  readonly ca: string;
  readonly caFile: string;
  /** Where it stands in for PHP-FPM, `127.0.0.1:9000`; undefined when `fastcgi` was left out. */
  readonly fastcgi: string | undefined;
  /** The fixture's keys by persona: `owner`, `reader`, `customer` … */
  readonly keys: Readonly<Record<string, StoreKey>>;
  /** The store's clock, in Unix seconds. */
  readonly clock: { now(): number; set(now: number): void; run(): void };
  /**
   * Hosting faults that are switched on; another list can be assigned at any time. A certificate is what it was at the
   * start: `tls-expired` cannot be switched on later, which throws a FaultError, nor off.
   */
  faults: readonly string[];
  /** Makes a key that works at once. */
  grant(request?: KeyRequest): GrantedKey;
  /** Where an app sends a merchant to be granted a key. */
  authorizationUrl(request: AuthorizationRequest): string;
  /** The last thousand exchanges, oldest first. They hold credentials as they were sent. */
  journal(): readonly Exchange[];
  clearJournal(): void;
  /** Has webhooks deliver something now: `store.deliver()`. */
  deliver(request: DeliveryRequest): Promise<readonly Delivery[]>;
  /** What webhooks have delivered, oldest first. */
  deliveries(): readonly Delivery[];
  /** Settles when webhooks have delivered all that has happened. */
  delivered(): Promise<void>;
  /** Back to the fixture. */
  reset(): Promise<void>;
  /** Ends the listeners, drops what webhooks have not delivered within two seconds, and removes the authority's file. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a simulated store over HTTP and HTTPS, both on one free port unless ports are named.
 *
 * @throws what `createStore` throws, and a UsageError `LATCHKEY_LISTEN` when a port or the address cannot be had;
 *   nothing is left running then.
 *
 * @example
 * ```ts
 * import { startStore } from 'latchkey';
 *
 * await using store = await startStore({ faults: ['strip-authorization'] });
 * const response = await fetch(`${store.url}/wp-json/wc/v3/orders`);
 * response.status; // 401
 * ```
 */
export async function startStore(options: StartOptions = {}): Promise<StartedStore> {
  const { host, http, https, fastcgi, onExchange, onRequest, onHandshakeFailure, ...storeOptions } = options;
  const launched = await launch(
    ({ url, ...sockets }) =>
      createStore({
        fixture: builtInFixture(options.home ?? url),
        ...sockets,
        ...storeOptions,
        httpsPort: sockets.httpsPort,
      }),
    {
      host,
      http,
      https,
      fastcgi,
      onHandshakeFailure,
      around: store => observed(store, { onExchange, onRequest }),
    },
  );
  return started(launched);
}

/** The store with its observers in front. */
function observed(
  store: Store,
  { onExchange, onRequest }: Pick<StartOptions, 'onExchange' | 'onRequest'>,
): Reachable {
  if (!onExchange && !onRequest) return store;
  return {
    async answer(message) {
      onRequest?.(message);
      const at = store.now();
      const answer = await store.answer(message);
      onExchange?.({ at, message, answer });
      return answer;
    },
    now: () => store.now(),
  };
}

function started({ store, url, httpsUrl, authority, fastcgi, close }: Launched): StartedStore {
  const { pem = '', file = '' } = authority ?? {};
  return {
    store,
    url,
    httpsUrl,
    ca: pem,
    caFile: file,
    fastcgi,
    keys: store.keys,
    clock: {
      now: () => store.now(),
      set: now => store.setClock(now),
      run: () => store.setClock(null),
    },
    get faults() {
      return store.faults;
    },
    set faults(texts) {
      store.faults = texts;
    },
    grant: request => store.grant(request),
    authorizationUrl: request => authorizationUrl(httpsUrl, request),
    journal: () => store.journal(),
    clearJournal: () => store.clearJournal(),
    deliver: request => store.deliver(request),
    deliveries: () => store.deliveries(),
    delivered: () => store.delivered(),
    reset: () => store.reset(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
