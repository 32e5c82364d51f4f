import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { buildConnector } from 'undici';

/** How a connection is made. */
export interface ConnectorOptions {
  /** Certificates in PEM to trust in the place of the system's. */
  readonly ca?: string | readonly string[];
  /**
   * Where to connect instead, by `host:port` as in the URL: what curl's --connect-to does. Host and TLS server name
   * stay those of the URL.
   */
  readonly connectTo?: Readonly<Record<string, { readonly host: string; readonly port: number }>>;
  /** For the connection and its TLS handshake, in milliseconds; 10 seconds when left out. */
  readonly connectTimeout?: number;
}

/** What TLS is told of the authorities, and of the names in certificates. */
export function tlsOptions({ ca }: ConnectorOptions): {
  ca?: string[];
  checkServerIdentity: typeof checkServerIdentity;
} {
  return { checkServerIdentity: identityOf, ...(ca !== undefined && { ca: [ca].flat() as string[] }) };
}

/**
 * A name in the subject alone is none (RFC 9525, section 2): browsers and Go refuse such a certificate, Node's own check
 * takes it.
 */
function identityOf(host: string, certificate: PeerCertificate): Error | undefined {
  const named = isIP(host) ? /\bIP Address:/ : /\bDNS:/;
  if (named.test(certificate.subjectaltname ?? '')) return checkServerIdentity(host, certificate);
  return Object.assign(new Error(`the certificate names no host in subjectAltName, and ${host} was asked`), {
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
}

/**
 * @param protocols With `allowH2` HTTP/2 is spoken where the server chooses it. Most clients of the API speak HTTP/1.1, and
 *   there a connection of its own can be asked for.
 */
export function connectorOf(
  options: ConnectorOptions,
  { allowH2 }: { readonly allowH2: boolean } = { allowH2: false },
): buildConnector.connector {
  const connect = buildConnector({
    ...tlsOptions(options),
    timeout: options.connectTimeout ?? 10_000,
    allowH2,
  });
  const { connectTo } = options;
  if (!connectTo) return connect;
  return (to, callback) => {
    const port = to.port || (to.protocol === 'https:' ? '443' : '80');
    const there = connectTo[`${to.hostname}:${port}`];
    connect(
      there
        ? { ...to, hostname: there.host, port: String(there.port), servername: to.servername || to.hostname }
        : to,
      callback,
    );
  };
}
