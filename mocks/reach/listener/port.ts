/**
 * A port of the store: for HTTP, for HTTPS, or for both. One for both, because WordPress builds the links of a page
 * that it serves over TLS from the home URL with its scheme changed, and WooCommerce signs for that URL:
 * `http://shop.test:8105` is `https://shop.test:8105` there (oauth-base-string.md, wordpress-urls.md). Where the two
 * have ports of their own, a client over TLS that follows the link to the next page, or signs the URL that it calls,
 * goes wrong, though it does all right.
 *
 * Node's HTTP server listens, and serves what comes over TLS too: TLS itself only shakes hands.
 */

import type { Server } from 'node:http';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import type { ServerCertificate } from './server-certificate.ts';

export interface PortOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** What may be spoken there. */
  readonly speaks: { readonly http: boolean; readonly https: boolean };
  /** How long the TLS handshake may take, and how long a connection may say nothing before it, in milliseconds. */
  readonly timeouts: { readonly handshake: number; readonly head: number };
  /** Takes a connection over; one over TLS has its handshake behind it. */
  readonly receive: (socket: Socket) => void;
  /**
   * Takes over a connection that speaks plain HTTP where TLS alone is spoken: Apache answers it with a page that says so,
   * Node's TLS server would close it. A client with the wrong scheme in its settings should see here what it would see there.
   */
  readonly refusePlainHttp: (socket: Socket) => void;
  /** Told of a connection over TLS that comes to nothing. */
  readonly onHandshakeFailure: ((how: string) => void) | undefined;
}

export interface Port {
  readonly number: number;
  /** Speaks TLS from now on; whoever has begun to has waited. @throws the TLS library's error. */
  useCertificate(certificate: ServerCertificate): void;
  /** Lets no more connections in, ends the idle ones at once and the busy ones after a moment. */
  close(): Promise<void>;
}

/** A TLS record that holds a handshake, RFC 8446 section 5.1: no method of HTTP begins so. */
const handshake = 0x16;
/** A method and the space behind it. */
const beginsAsHttp = /^[A-Za-z]{3,20} /;

/**
 * Has an HTTP server listen, whose connections go to `receive`.
 *
 * @throws the system's error (`EADDRINUSE`, `EACCES` …) when the port cannot be had.
 */
export async function openPort(server: Server, options: PortOptions): Promise<Port> {
  const { speaks, timeouts, receive, refusePlainHttp } = options;
  const tls = Promise.withResolvers<NetServer>();
  const shakeHands = (socket: Socket) => {
    // Node's server has connections half open, and would wait for a client that has hung up in the middle.
    socket.allowHalfOpen = false;
    void tls.promise.then(secure => secure.emit('connection', socket));
  };
  const silence = speaks.http ? timeouts.head : timeouts.handshake;
  const receiveFirst = (first: Buffer, socket: Socket) => {
    if (speaks.http) {
      if (first[0] === handshake) shakeHands(socket);
      else receive(socket);
    } else if (beginsAsHttp.test(first.toString('latin1', 0, 21))) refusePlainHttp(socket);
    else shakeHands(socket);
  };
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    if (speaks.https) awaitFirst(socket, silence, receiveFirst);
    else receive(socket);
  });
  const close = closer(server);
  await listening(server, options);
  return {
    number: (server.address() as AddressInfo).port,
    useCertificate: certificate => tls.resolve(tlsServer(certificate, options)),
    close,
  };
}

/** Waits for the first bytes of a connection, and puts them back for whoever reads it next. */
function awaitFirst(socket: Socket, silence: number, receive: (first: Buffer, socket: Socket) => void): void {
  const destroy = () => socket.destroy();
  const timer = setTimeout(destroy, silence);
  socket.once('close', () => clearTimeout(timer));
  socket.on('error', destroy);
  socket.once('readable', () => {
    clearTimeout(timer);
    const first: Buffer | null = socket.read();
    // The end of what the client sends is readable too.
    if (first === null) {
      socket.destroy();
      return;
    }
    socket.off('error', destroy);
    socket.unshift(first);
    receive(first, socket);
  });
}

/** Node's TLS is loaded where it is used: who speaks HTTP alone, or first, starts without it. */
function tlsServer(
  { cert, key, oldProtocol: isOld }: ServerCertificate,
  { timeouts, receive, onHandshakeFailure }: PortOptions,
): NetServer {
  const { createServer } = process.getBuiltinModule('node:tls');
  const server = createServer({
    cert,
    key,
    ...(isOld ? oldProtocol : {}),
    handshakeTimeout: timeouts.handshake,
    // HTTP/2 is another protocol; the recorded stores spoke HTTP/1.1.
    ALPNProtocols: ['http/1.1'],
  });
  server.on('secureConnection', socket => {
    socket.allowHalfOpen = true;
    if (onHandshakeFailure)
      socket.once('close', () => {
        // Clients that look at the name in the certificate by themselves do so behind the handshake.
        if (socket.bytesRead === 0) onHandshakeFailure(hungUp);
      });
    receive(socket);
  });
  server.on('tlsClientError', (error: HandshakeError, socket) => {
    onHandshakeFailure?.(howItFailed(error));
    socket.destroy();
  });
  return server;
}

interface HandshakeError extends NodeJS.ErrnoException {
  /** OpenSSL's words, `tlsv1 alert unknown ca`. */
  readonly reason?: string;
}

/**
 * A client that does not trust a certificate sends an alert (RFC 8446 section 6.2), as OpenSSL, curl, PHP and Python do, or
 * hangs up without a word, as Node does.
 */
function howItFailed({ code, reason }: HandshakeError): string {
  if (reason !== undefined) return reason.replace(/^\w+ alert /, 'alert: ');
  return code === 'ECONNRESET' ? hungUp : (code ?? 'no handshake');
}

const hungUp = 'the client hung up';

/** OpenSSL 3 speaks these versions at security level 0 only. */
const oldProtocol = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

function listening(server: Server, { port, host }: PortOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** How long requests that are being answered may go on once the port is to close, in milliseconds. */
const closingGrace = 300;

function closer(server: Server): () => Promise<void> {
  // Node's own list forgets connections that its parser has given up, and TLS handshakes that never end.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise(resolve => {
      const timer = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, closingGrace);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      server.closeIdleConnections();
    });
}
