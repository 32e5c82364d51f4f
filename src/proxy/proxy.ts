import { hostname } from 'node:os';
import { UsageError } from '../../mocks/errors.ts';
import { certificateFault } from '../../mocks/faults.ts';
import { createCertificates, type Message } from '../../mocks/index.ts';
import type { ConnectorOptions } from '../client/http/connector.ts';
import { createForwarder } from '../client/http/forwarder.ts';
import { type AuthorityFile, writeAuthority } from '../serve/authority-file.ts';
import { hostOfUrl } from '../serve/hosts.ts';
import { listenError } from '../serve/listen-error.ts';
import { destinationOf, type OwnAddress, type ProxiedStore, tunnelFor } from './destination.ts';
import { faultBefore } from './faults.ts';
import { ProxyJournal } from './journal.ts';
import { notCarried, unreadable } from './not-carried.ts';
import { answerByItself } from './own-answer.ts';
import { doorway } from './port.ts';
import { relay } from './relay.ts';
import { FaultyWay } from './through-faults.ts';
import { openTunnel, refuseTunnel, tunnelBlindly } from './tunnel.ts';

export interface ProxyOptions {
  readonly store: ProxiedStore;
  /** The address to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
  /** A port, 0 for a free one. Every port takes HTTP and TLS; where both are named there are two. */
  readonly http?: number;
  readonly https?: number;
  /** Hosting faults to put before the store, as `--fault` takes them. */
  readonly faults?: readonly string[];
  /** How the store is connected to. */
  readonly connection?: ConnectorOptions;
  /** Told in a sentence of what went wrong between a client and the proxy itself. */
  readonly onTrouble?: (text: string) => void;
}

/** A proxy that answers. */
export interface RunningProxy {
  readonly store: ProxiedStore;
  /** `http://127.0.0.1:40123`: its address for clients that are pointed at it, and as a forward proxy. */
  readonly url: string;
  readonly httpsUrl: string;
  /** It listens beyond this machine. */
  readonly isOpen: boolean;
  /** What its certificate is trusted by, in PEM, and the file that holds it until `close()`. */
  readonly authority: { readonly pem: string; readonly file: string };
  readonly journal: ProxyJournal;
  /** Another list can be assigned at any time. @throws {FaultError} for what cannot be switched on. */
  faults: readonly string[];
  /** How many tunnels were opened to other hosts, and not looked into. */
  readonly tunnels: number;
  /** Sends a message once more; the exchange is in the journal as any other. */
  replay(message: Message): Promise<void>;
  close(): Promise<void>;
}

/** Names by which a process in a container calls this machine. */
const namesForContainers = ['host.docker.internal', 'host.containers.internal'];

/**
 * Starts a proxy before a real store.
 *
 * Its authority signs one certificate, for the proxy and the store alone, and its key is kept nowhere: who trusts it trusts
 * nothing else by it.
 *
 * @throws {UsageError} `LATCHKEY_LISTEN` when a port cannot be had, `LATCHKEY_FAULT` for a fault that cannot be shown before a
 *   real store; nothing is left running then.
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const { store, host = '127.0.0.1', http, https, onTrouble } = options;
  const journal = new ProxyJournal();
  const forwarder = createForwarder(options.connection);
  const onExchange = journal.add.bind(journal);
  const certificate = certificateFault((options.faults ?? []).map(faultBefore));
  const hosts = ownHosts(host);
  const made = await createCertificates({
    owner: 'a proxy before a real store',
    hosts: [...hosts, ...store.urls.map(url => new URL(url).hostname)],
    ...(certificate && { fault: certificate }),
  });
  const own: OwnAddress = { hosts: new Set(hosts), isOpen: !isLoopback(host) };
  let faults: readonly string[] = [];
  let faulty: FaultyWay | undefined;
  const switchFaults = (texts: readonly string[]): void => {
    const active = texts.map(faultBefore);
    const late = active.find(({ fault }) => fault.certificate && fault.certificate !== certificate);
    if (late)
      throw new UsageError(
        {
          where: `fault ${late.fault.id}`,
          what: 'the certificate is made at the start, so that it cannot be switched on now',
        },
        { code: 'LATCHKEY_FAULT', advice: `Start with --fault ${late.fault.id}.` },
      );
    faults = texts;
    const inTheWay = texts.filter((_, at) => active[at]?.fault.wrap !== undefined);
    faulty = inTheWay.length > 0 ? new FaultyWay(forwarder, inTheWay, store, onExchange) : undefined;
  };
  switchFaults(options.faults ?? []);

  let tunnels = 0;
  const { createSecureContext } = process.getBuiltinModule('node:tls');
  const door = doorway(
    createSecureContext({
      cert: made.cert,
      key: made.key,
      ...(certificate === 'old protocol' && oldProtocol),
    }),
    {
      onRequest(request, response, by) {
        const asked = { target: request.url as string, host: request.headers.host ?? '' };
        const to = notCarried(request) ?? destinationOf(asked, by, store, own);
        if ('why' in to) {
          onTrouble?.(to.why);
          answerByItself(response, to.status, to.why);
        } else if (faulty) void faulty.relay(request, response, to).catch(() => response.destroy());
        else relay(request, response, to, { forwarder, onExchange });
      },
      onConnect(request, socket) {
        const tunnel = tunnelFor(request.url as string, store, own);
        if (tunnel.kind === 'refused') {
          onTrouble?.(tunnel.why);
          refuseTunnel(socket, tunnel.why);
        } else if (tunnel.kind === 'other') {
          tunnels++;
          tunnelBlindly(socket, tunnel, door.keep);
        } else {
          openTunnel(socket);
          door.enter(socket, request.url as string);
        }
      },
      onUnreadable: error => {
        const told = unreadable(error);
        onTrouble?.(told);
        return told;
      },
      onTrouble: error => {
        const told = clientTrouble(error);
        if (told !== undefined) onTrouble?.(told);
      },
    },
  );
  let authority: AuthorityFile | undefined;
  const close = async (): Promise<void> => {
    await Promise.all([door.close(), forwarder.close()]);
    authority?.remove();
  };
  try {
    const first = await door.listen(http ?? https ?? 0, host);
    const second = http !== undefined && https !== undefined ? await door.listen(https, host) : first;
    authority = writeAuthority(made.ca);
    const shown = hostOfUrl(host);
    return {
      store,
      url: `http://${shown}:${first}`,
      httpsUrl: `https://${shown}:${second}`,
      isOpen: own.isOpen,
      authority: { pem: made.ca, file: authority.file },
      journal,
      get faults() {
        return faults;
      },
      set faults(texts) {
        switchFaults(texts);
      },
      get tunnels() {
        return tunnels;
      },
      async replay(message) {
        const way = faulty ?? new FaultyWay(forwarder, [], store, onExchange);
        await way.ask(message, { origin: new URL(`${message.scheme}://${message.host}`).origin });
      },
      close,
    };
  } catch (error) {
    await close();
    throw listenError(error, options);
  }
}

/** OpenSSL 3 speaks these versions at security level 0 only. */
const oldProtocol = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

function isLoopback(host: string): boolean {
  return /^127\./.test(host) || host === '::1' || host === 'localhost';
}

function ownHosts(host: string): string[] {
  const usual = ['localhost', '127.0.0.1', '::1'];
  if (isLoopback(host)) return usual.includes(host) ? usual : [...usual, host];
  const named = host === '0.0.0.0' || host === '::' ? [] : [host.toLowerCase()];
  return [...usual, ...named, hostname().toLowerCase(), ...namesForContainers];
}

/** What a client's TLS says of the certificate; undefined for what is no news. */
function clientTrouble({ code = '' }: NodeJS.ErrnoException): string | undefined {
  return /ALERT_(?:UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|CERTIFICATE_EXPIRED)/.test(code)
    ? `a client does not trust the proxy's certificate (${code.replace(/^ERR_SSL_/, '')}): give it the authority that is printed above`
    : undefined;
}
