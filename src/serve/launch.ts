import { setTimeout as wait } from 'node:timers/promises';
import {
  certificateFault,
  createCertificates,
  listen,
  listenFastcgi,
  parseFault,
  type Reachable,
  type Store,
} from '../../mocks/index.ts';
import { writeAuthority } from './authority-file.ts';
import type { GivenCertificate } from './certificate-files.ts';
import type { ControlRoute } from './control.ts';
import { certificateHosts, hostOfUrl } from './hosts.ts';
import type { Launched } from './launched.ts';
import type { Addresses } from './listen-error.ts';
import { storeToCome } from './store-to-come.ts';
import { Waiting } from './waiting.ts';

/** Where a store listens, and what stands between its sockets and itself. */
export interface LaunchOptions extends Addresses {
  /** The certificate to serve; one is made when left out, as the store's faults want it. */
  readonly certificate?: GivenCertificate;
  /** What answers in the store's place. */
  readonly around?: (store: Store) => Reachable | Promise<Reachable>;
  /** Milliseconds in which who has asked already is answered, before a certificate keeps the process busy. */
  readonly headStart?: number;
  /** The routes of a workbench at the control listener, made when the first of them is asked. */
  readonly workbench?: (launched: Launched) => Promise<readonly ControlRoute[]>;
  /** Told of what the store throws, which is a fault of the store; the client is answered 500. */
  readonly onError?: (error: unknown) => void;
  /** Told of each handshake over TLS that comes to nothing. */
  readonly onHandshakeFailure?: (how: string) => void;
}

/** What a store has to know of its sockets. */
export interface Sockets {
  /** `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly httpsPort: number;
  /** How its faults let time pass, in seconds; who still waits when it closes is never called back. */
  readonly wait: (seconds: number) => Promise<void>;
}

/**
 * Starts a store on sockets: every store on sockets that Latchkey has is started here. The ports come first, since the
 * home URL may depend on them; then the store; the certificate last, which takes as long as all before.
 *
 * @param makeStore Makes it, once its ports are known.
 * @throws {UsageError} `LATCHKEY_LISTEN` when a port or the address cannot be had; what `makeStore` throws; nothing is
 *   left running then.
 */
export async function launch(
  makeStore: (sockets: Sockets) => Store | Promise<Store>,
  options: LaunchOptions = {},
): Promise<Launched> {
  const { host = '127.0.0.1', http, https, certificate: given, onError, onHandshakeFailure } = options;
  const ends: (() => unknown)[] = [];
  let launched: Launched | undefined;
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= Promise.all(ends.map(end => end())).then(() => {}));
  const opened = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const listener = await opening.catch(async error => {
      const { listenError } = await import('./listen-error.ts');
      throw listenError(error, options);
    });
    ends.push(() => listener.close());
    return listener;
  };
  try {
    const toCome = storeToCome();
    const isShared = http === undefined || https === undefined;
    const ports = isShared ? { http: http ?? https ?? 0, https: {} } : { http, https: { port: https } };
    const listener = await opened(listen(toCome.reachable, { host, ...ports, onError, onHandshakeFailure }));
    const shown = hostOfUrl(host);
    const url = `http://${shown}:${listener.http}`;

    const waiting = new Waiting();
    ends.push(() => waiting.giveUp());
    const store = await makeStore({
      url,
      httpsPort: listener.https as number,
      wait: seconds => waiting.wait(seconds),
    });
    ends.push(() => store.close());
    toCome.answerWith((await options.around?.(store)) ?? store);
    if (options.headStart !== undefined) await wait(options.headStart);

    const fault = certificateFault(store.faults.map(parseFault));
    const made = given
      ? undefined
      : await createCertificates({ hosts: certificateHosts(host, store), fault });
    const authority = made && writeAuthority(made.ca);
    ends.push(() => authority?.remove());
    const { cert = '', key = '' } = given ?? made ?? {};
    listener.useCertificate({ cert, key, oldProtocol: fault === 'old protocol' });
    const control =
      options.control === undefined ? undefined : await opened(openControl(store, options, () => launched));
    const fastcgi =
      options.fastcgi === undefined
        ? undefined
        : await opened(listenFastcgi(store, { port: options.fastcgi, host }));
    launched = {
      store,
      url,
      httpsUrl: `https://${shown}:${listener.https}`,
      authority: made && authority && { pem: made.ca, file: authority.file },
      authorityFile: authority?.file ?? given?.ca ?? null,
      control: control && `http://127.0.0.1:${control.port}`,
      fastcgi: fastcgi && `${fastcgi.host}:${fastcgi.port}`,
      close,
    };
    return launched;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loaded when it is asked for: a mock server has to be up before its client gets impatient. */
async function openControl(
  store: Store,
  { control: port, workbench }: LaunchOptions,
  launched: () => Launched | undefined,
) {
  const control = await import('./control.ts');
  return control.openControl(store, {
    port,
    launched,
    ...(workbench && { workbench: async () => workbench(control.whenUp(launched)) }),
  });
}
