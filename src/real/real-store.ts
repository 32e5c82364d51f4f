import { createCertificates, type Fixture, listen, type Reachable } from '../../mocks/index.ts';
import { writeAuthority } from '../serve/authority-file.ts';
import { hostOfUrl } from '../serve/hosts.ts';
import { listenError } from '../serve/listen-error.ts';
import { storeToCome } from '../serve/store-to-come.ts';
import type { CachedStore } from './cache.ts';
import type { Playground } from './playground.ts';
import { runStore } from './running-store.ts';

export interface RealStoreOptions {
  readonly playground: Playground;
  /** Where cached stores are. */
  readonly cache: string;
  /** Brings the store, from the cache or set up: asked once the port is there. */
  readonly store: () => Promise<CachedStore>;
  readonly fixture: Fixture;
  /** The address to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
  /** The port for HTTP and HTTPS, 0 for a free one. */
  readonly http: number;
  /** Authorities that the store trusts when it calls an app, in PEM. */
  readonly trusted?: string;
  /** What answers in the store's place: the store with an observer in front. */
  readonly around?: (store: Reachable) => Reachable;
  readonly signal: AbortSignal;
  /** Told of what keeps WordPress from answering; the client is answered 500. */
  readonly onError?: (error: unknown) => void;
  /** Told of each handshake over TLS that comes to nothing. */
  readonly onHandshakeFailure?: (how: string) => void;
}

/** A real WooCommerce that answers at its port. */
export interface RealStore {
  readonly store: CachedStore;
  readonly fixture: Fixture;
  /** `http://127.0.0.1:40123`; HTTPS is at the same port. */
  readonly url: string;
  readonly httpsUrl: string;
  readonly authority: { readonly pem: string; readonly file: string };
  /** A certificate for `localhost` of that authority, which the store trusts too: for an app that it calls. */
  readonly certificate: { readonly cert: string; readonly key: string };
  close(): Promise<void>;
}

/**
 * Starts a real WordPress with WooCommerce: the port first, then the store, whose data is a copy that goes when it is
 * closed, and the certificate.
 *
 * @throws {UsageError} `LATCHKEY_LISTEN` when the port or the address cannot be had.
 * @throws {TargetError} when WordPress does not start. Nothing is left running then.
 */
export async function openRealStore(options: RealStoreOptions): Promise<RealStore> {
  const { host = '127.0.0.1', http, playground, cache, fixture, signal, onError } = options;
  const ends: (() => unknown)[] = [];
  let isClosing = false;
  const close = async () => {
    isClosing = true;
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const toCome = storeToCome();
    const timeouts = { request: 300_000 };
    const { onHandshakeFailure } = options;
    // WordPress asks itself in the background: that such a request is cut off at the end is no news.
    const told = (error: unknown) => isClosing || onError?.(error);
    const sockets = { host, http, https: {}, timeouts, onError: told, onHandshakeFailure };
    const listener = await listen(toCome.reachable, sockets).catch(error => {
      throw listenError(error, { host, http });
    });
    ends.push(() => listener.close());
    const shown = hostOfUrl(host);
    const url = `http://${shown}:${listener.http}`;
    const made = await createCertificates({ hosts: ['localhost', '127.0.0.1', '::1', 'shop.test'] });
    const authority = writeAuthority(made.ca);
    ends.push(() => authority.remove());
    listener.useCertificate({ cert: made.cert, key: made.key });

    const store = await options.store();
    signal.throwIfAborted();
    const running = await runStore({
      playground,
      cache,
      store,
      signal,
      siteUrl: url,
      trusted: `${options.trusted ?? ''}\n${made.ca}`,
    });
    ends.push(() => running.close());
    toCome.answerWith(options.around?.(running) ?? running);
    return {
      store,
      fixture,
      url,
      httpsUrl: `https://${shown}:${listener.http}`,
      authority: { pem: made.ca, file: authority.file },
      certificate: { cert: made.cert, key: made.key },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
