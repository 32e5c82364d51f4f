import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCertificates, type Fixture, listen, type Reachable } from '../../mocks/index.ts';
import { writeAuthority } from '../serve/authority-file.ts';
import { hostOfUrl } from '../serve/hosts.ts';
import { listenError } from '../serve/listen-error.ts';
import { storeToCome } from '../serve/store-to-come.ts';
import { type CachedStore, folderOf } from './cache.ts';
import { diskError } from './on-disk.ts';
import { ownFolder } from './own-folder.ts';
import type { Playground } from './playground.ts';
import { servePlayground } from './playground-process.ts';
import { relayTo } from './relay.ts';
import { phpFolder } from './set-up.ts';

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
    const run = ownFolder(tmpdir(), 'latchkey-real-');
    ends.push(() => rmSync(run, { recursive: true, force: true }));
    const word = randomBytes(24).toString('hex');
    const running = await servePlayground({
      playground,
      siteUrl: url,
      ...runFolder(run, path.join(folderOf(cache, store.key), 'wordpress'), {
        word,
        php: store.php,
        trusted: `${options.trusted ?? ''}\n${made.ca}`,
      }),
      signal,
    });
    ends.push(() => running.close());
    // Playground sends the very first request to itself, whatever it is.
    await fetch(running.url, { redirect: 'manual' });
    const relay = relayTo(running, word);
    ends.push(() => relay.close());
    toCome.answerWith(options.around?.(relay) ?? relay);
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
    throw diskError(tmpdir(), error, 'TMPDIR names another folder for what a run writes.');
  }
}

/** PHP as a web server's module has it, and without looking at the time of each file in each request. */
function settingsFor(php: string): string {
  const inMemory = {
    'opcache.file_cache_only': 0,
    'opcache.max_accelerated_files': 10_000,
    'opcache.memory_consumption': 128,
  };
  const all = {
    post_max_size: '8M',
    // As on a server: a warning in front of an answer makes it 200, since the status comes too late.
    display_errors: 0,
    'opcache.validate_timestamps': 0,
    'opcache.file_cache_consistency_checks': 0,
    // Reading a thousand compiled files takes longer than the request. PHP 8.0 and 7.4 of WebAssembly get no memory for
    // them ("Unable to allocate shared memory segment"), and do not start.
    ...(!/^(?:7|8\.0)\./.test(php) && inMemory),
  };
  return Object.entries(all)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** What this run alone has: its data, the word that opens it, and whom it trusts. */
function runFolder(
  run: string,
  site: string,
  about: { readonly word: string; readonly php: string; readonly trusted: string },
) {
  const [database, own] = [path.join(run, 'database'), path.join(run, 'latchkey')];
  const compiled = path.join(site, '..', 'compiled');
  mkdirSync(compiled, { recursive: true });
  cpSync(path.join(site, 'wp-content', 'database'), database, { recursive: true });
  cpSync(path.join(phpFolder, 'request.php'), path.join(own, 'request.php'), { recursive: true });
  const minor = /^\d+\.\d+/.exec(about.php)?.[0];
  const files = {
    word: about.word,
    'ca.pem': about.trusted,
    'latchkey.ini': settingsFor(about.php),
    'blueprint.json': JSON.stringify({ preferredVersions: { php: minor, wp: 'latest' } }),
  };
  for (const [name, text] of Object.entries(files))
    writeFileSync(path.join(own, name), text, { mode: 0o600 });
  return {
    cwd: own,
    blueprint: path.join(own, 'blueprint.json'),
    mounts: {
      '/wordpress': site,
      '/wordpress/wp-content/database': database,
      '/internal/latchkey': own,
      // What PHP has compiled is kept: the first request of a run needs not compile a thousand files again.
      '/internal/shared/opcache': compiled,
      '/internal/shared/preload/latchkey.php': path.join(own, 'request.php'),
      '/internal/shared/extensions/latchkey.ini': path.join(own, 'latchkey.ini'),
    },
  };
}
