import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { longestHead } from '../client/http/forwarder.ts';
import type { CameBy } from './destination.ts';
import type { ParserError } from './not-carried.ts';
import { endWith } from './own-answer.ts';

/** What is done with those who come. */
export interface PortHandlers {
  onRequest(request: IncomingMessage, response: ServerResponse, by: CameBy): void;
  /** `head` is what the client sent behind its CONNECT. */
  onConnect(request: IncomingMessage, socket: Duplex, by: CameBy): void;
  /** A client gave up: it does not trust the certificate. */
  onTrouble(error: NodeJS.ErrnoException): void;
  /** What came is no request that could be read. */
  onUnreadable(error: ParserError): string;
}

/** What connections of a proxy come to, whichever port they come by. */
export interface Doorway {
  /** Opens a port. @throws the system's error when it cannot be had. */
  listen(port: number, host: string): Promise<number>;
  /** Takes over what a client has opened a tunnel to the store with. */
  enter(socket: Duplex, tunnelTo: string): void;
  /** Ends with the others when all ends. */
  keep(socket: Duplex): void;
  close(): Promise<void>;
}

/** A TLS record that holds a handshake, RFC 8446 section 5.1: no method of HTTP begins so. */
const handshake = 0x16;
/** How long a connection may say nothing at its beginning, and take for its handshake, in milliseconds. */
const patience = 30_000;
/** How long requests that are being answered may go on once all is to end, in milliseconds. */
const closingGrace = 300;

/** Whoever connects may speak HTTP or TLS, on every port and within every tunnel: the first byte tells. */
export function doorway(secureContext: SecureContext, handlers: PortHandlers): Doorway {
  // Taken without imports, which would load all of these modules.
  const { createServer } = process.getBuiltinModule('node:http');
  const net = process.getBuiltinModule('node:net');
  const { TLSSocket } = process.getBuiltinModule('node:tls');
  const cameBy = new WeakMap<Duplex, CameBy>();
  const open = new Set<Duplex>();
  const ports: ReturnType<typeof net.createServer>[] = [];

  const http: Server = createServer({
    maxHeaderSize: longestHead,
    // A slow upload is the store's affair.
    requestTimeout: 0,
    keepAliveTimeout: 65_000,
  });
  const plain: CameBy = { scheme: 'http', tunnelTo: undefined };
  const byOf = ({ socket }: IncomingMessage) => cameBy.get(socket) ?? plain;
  http.on('request', (request, response) => handlers.onRequest(request, response, byOf(request)));
  http.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (head.length > 0) socket.unshift(head);
    handlers.onConnect(request, socket, byOf(request));
  });
  http.on('clientError', (error: ParserError, socket: Duplex) => {
    if (!/^HPE_/.test(error.code ?? '') || !socket.writable) {
      handlers.onTrouble(error);
      socket.destroy();
      return;
    }
    const isTooLong = error.code === 'HPE_HEADER_OVERFLOW';
    endWith(
      socket,
      isTooLong ? '431 Request Header Fields Too Large' : '400 Bad Request',
      handlers.onUnreadable(error),
    );
  });

  const keep = (socket: Duplex): void => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  const serve = (socket: Duplex, by: CameBy): void => {
    cameBy.set(socket, by);
    http.emit('connection', socket);
  };
  const shakeHands = (socket: Duplex, tunnelTo: string | undefined): void => {
    const secure = new TLSSocket(socket, { isServer: true, secureContext });
    const timer = setTimeout(() => secure.destroy(), patience);
    const onError = (error: NodeJS.ErrnoException) => {
      handlers.onTrouble(error);
      socket.destroy();
    };
    secure.once('error', onError);
    secure.once('close', () => clearTimeout(timer));
    secure.once('secure', () => {
      clearTimeout(timer);
      secure.off('error', onError);
      serve(secure, { scheme: 'https', tunnelTo });
    });
  };
  const enter = (socket: Duplex, tunnelTo: string | undefined): void => {
    awaitFirst(socket, first => {
      if (first === handshake) shakeHands(socket, tunnelTo);
      else serve(socket, { scheme: 'http', tunnelTo });
    });
  };

  return {
    async listen(port, host) {
      const server = net.createServer({ noDelay: true }, (socket: Socket) => {
        keep(socket);
        enter(socket, undefined);
      });
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      ports.push(server);
      return (server.address() as AddressInfo).port;
    },
    enter,
    keep,
    close: async () => {
      const closed = ports.map(server => new Promise<void>(resolve => server.close(() => resolve())));
      http.closeIdleConnections();
      const timer = setTimeout(() => {
        for (const socket of open) socket.destroy();
      }, closingGrace);
      await Promise.all(closed);
      clearTimeout(timer);
    },
  };
}

/** Waits for the first byte of a connection, and leaves it for whoever reads it next. */
function awaitFirst(socket: Duplex, receive: (first: number) => void): void {
  const destroy = () => socket.destroy();
  const timer = setTimeout(destroy, patience);
  socket.once('close', () => clearTimeout(timer));
  socket.on('error', destroy);
  socket.once('readable', () => {
    clearTimeout(timer);
    const first: Buffer | null = socket.read();
    // The end of what the client sends is readable too.
    if (first === null || first.length === 0) {
      socket.destroy();
      return;
    }
    socket.off('error', destroy);
    socket.unshift(first);
    receive(first[0] as number);
  });
}
