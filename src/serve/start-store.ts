/// <reference lib="esnext.disposable" preserve="true" />
import {
  type Answer,
  behind,
  builtInFixture,
  type CertificateKind,
  certificateFault,
  createCertificates,
  createStore,
  type Exchange,
  FaultError,
  type GrantedKey,
  type KeyRequest,
  type Listener,
  listen,
  type Message,
  openOnePort,
  parseFault,
  type Reachable,
  type Store,
  type StoreOptions,
} from '../../mocks/index.ts';
import { type AuthorizationRequest, authorizationUrl } from '../authorize/authorization-url.ts';
import { writeAuthority } from './authority-file.ts';
import { Waiting } from './waiting.ts';

/** What a store on sockets is to be like: the options of a store, and where it listens. */
export interface StartOptions extends StoreOptions {
  /** The address to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
  /** The port for HTTP; a free one when left out, and the same for both where neither is given. */
  readonly http?: number;
  /** The port for HTTPS; a free one when left out. */
  readonly https?: number;
  /**
   * Told of each exchange as the client saw it: the message before hosting faults changed it, the answer after. The
   * journal has what reached the store.
   */
  readonly onExchange?: (exchange: ClientExchange) => void;
  /** Told of each request as it arrives; of one whose client hangs up before the answer comes, here alone. */
  readonly onRequest?: (message: Message) => void;
}

/** An exchange as the client saw it. */
export type ClientExchange = Omit<Exchange, 'judgements'>;

/** A consumer key and its secret. */
export interface StoreKey {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** A store on sockets of its own. Several of them in one process share nothing. */
export interface StartedStore {
  readonly store: Store;
  /** `http://127.0.0.1:40123`; also the store's home URL, unless another was given. */
  readonly url: string;
  readonly httpsUrl: string;
  /** The authority of its certificate, in PEM, and the file that holds it until `close()`. */
  readonly ca: string;
  readonly caFile: string;
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
  /** Back to the fixture. */
  reset(): Promise<void>;
  /** Ends the listeners and removes the authority's file. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a simulated store on free ports over HTTP and HTTPS.
 *
 * @throws what `createStore` throws, and the system's error when a port cannot be had; nothing is left running then.
 */
export async function startStore(options: StartOptions = {}): Promise<StartedStore> {
  const { host = '127.0.0.1', http, https, onExchange, onRequest, ...storeOptions } = options;
  const certificate = certificateFault((options.faults ?? []).map(parseFault));
  const certificates = await createCertificates({
    hosts: ['localhost', '127.0.0.1', '::1', 'shop.test', host],
    ...(certificate !== undefined && { fault: certificate }),
  });
  // The home URL depends on the port, so that the store comes after its listener; nobody knows the port before.
  const holder: { store?: Store } = {};
  const reachable = {
    answer: (message: Message) => {
      const store = holder.store as Store;
      onRequest?.(message);
      const answer = store.answer(message);
      if (!onExchange) return answer;
      const at = store.now();
      const told = (settled: Answer): Answer => {
        onExchange({ at, message, answer: settled });
        return settled;
      };
      return answer instanceof Promise ? answer.then(told) : told(answer);
    },
    now: () => (holder.store as Store).now(),
  };
  const { cert, key, ca } = certificates;
  const oldProtocol = certificate === 'old protocol';
  const listener = await listenOn(reachable, { host, http, https, cert, key, oldProtocol });
  try {
    const url = `http://${bracketed(host)}:${listener.http}`;
    const waiting = new Waiting();
    const store = await createStore({
      fixture: builtInFixture(options.home ?? url),
      wait: seconds => waiting.wait(seconds),
      ...storeOptions,
    });
    holder.store = store;
    const httpsUrl = `https://${bracketed(host)}:${listener.https}`;
    return started(store, { url, httpsUrl, ca, certificate, listener, waiting });
  } catch (error) {
    await listener.close();
    throw error;
  }
}

interface Listening {
  readonly host: string;
  readonly http: number | undefined;
  readonly https: number | undefined;
  readonly cert: string;
  readonly key: string;
  readonly oldProtocol: boolean;
}

/** Where no port is asked for, one is for both; else each has its own. */
async function listenOn(
  store: Reachable,
  { host, http, https, ...tls }: Listening,
): Promise<Pick<Listener, 'http' | 'https' | 'close'>> {
  if (http !== undefined || https !== undefined)
    return listen(store, { host, http: http ?? 0, https: { port: https ?? 0, ...tls } });
  const front = await openOnePort(host);
  try {
    const listener = await listen(store, { host: behind, http: 0, https: { port: 0, ...tls } });
    front.leadTo({ http: listener.http as number, https: listener.https as number });
    const close = async (): Promise<void> => {
      front.stop();
      await listener.close();
      front.end();
    };
    return { http: front.port, https: front.port, close };
  } catch (error) {
    front.stop();
    throw error;
  }
}

interface Reached {
  readonly url: string;
  readonly httpsUrl: string;
  readonly ca: string;
  /** What is wrong with the certificate. */
  readonly certificate: CertificateKind | undefined;
  readonly listener: Pick<Listener, 'close'>;
  /** What its faults wait by. */
  readonly waiting: Waiting;
}

function started(store: Store, { url, httpsUrl, ca, certificate, listener, waiting }: Reached): StartedStore {
  const authority = writeAuthority(ca);
  const close = async (): Promise<void> => {
    authority.remove();
    await listener.close();
    waiting.giveUp();
  };
  return {
    store,
    url,
    httpsUrl,
    ca,
    caFile: authority.file,
    keys: Object.fromEntries(
      store.fixture.keys.map(key => [
        key.name,
        { consumerKey: key.consumer_key, consumerSecret: key.consumer_secret },
      ]),
    ),
    clock: {
      now: () => store.now(),
      set: now => store.setClock(now),
      run: () => store.setClock(null),
    },
    get faults() {
      return store.faults;
    },
    set faults(texts) {
      assertCertificate(texts, certificate);
      store.faults = texts;
    },
    grant: request => store.grant(request),
    authorizationUrl: request => authorizationUrl(httpsUrl, request),
    journal: () => store.journal(),
    clearJournal: () => store.clearJournal(),
    reset: () => store.reset(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The listener has its certificate and keeps it. */
function assertCertificate(texts: readonly string[], served: CertificateKind | undefined): void {
  const faults = texts.map(parseFault);
  const wanted = certificateFault(faults);
  if (wanted === undefined || wanted === served) return;
  const text = faults.find(({ fault }) => fault.certificate === wanted)?.text;
  throw new FaultError(
    'scope',
    { where: text, what: 'the certificate of a store that is started cannot be changed' },
    { advice: 'Start another store: startStore({ faults: […] }).' },
  );
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
