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

/** What TLS is told of the authorities. */
export function tlsOptions({ ca }: ConnectorOptions): { ca?: string[] } {
  return ca === undefined ? {} : { ca: [ca].flat() as string[] };
}

export function connectorOf(options: ConnectorOptions): buildConnector.connector {
  const connect = buildConnector({ ...tlsOptions(options), timeout: options.connectTimeout ?? 10_000 });
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
