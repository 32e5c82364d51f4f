/**
 * One port for HTTP and HTTPS. WordPress builds the links of a page that it serves over TLS from the home URL with its
 * scheme changed, and WooCommerce signs for that URL: `http://shop.test:8105` is `https://shop.test:8105` there
 * (oauth-base-string.md, wordpress-urls.md). Where the two have ports of their own, a client over TLS that follows the
 * link to the next page or signs the URL that it calls goes wrong, though it does all right.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface OnePort {
  readonly port: number;
  /** Where connections go from now on. */
  leadTo(ports: { readonly http: number; readonly https: number }): void;
  /** Lets no more connections in. */
  stop(): void;
  /** Ends those that are left. */
  end(): void;
}

/** Where the listeners behind it are. */
export const behind = '127.0.0.1';
/** A TLS record that holds a handshake, RFC 8446 section 5.1: no method of HTTP begins so. */
const handshake = 0x16;
/** How long a connection may say nothing at first, in milliseconds: as long as the listener waits for a head. */
const patience = 20_000;

/** @throws the system's error when the port cannot be had. */
export async function openOnePort(host: string): Promise<OnePort> {
  const sockets = new Set<Socket>();
  let ports: Parameters<OnePort['leadTo']>[0] | undefined;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(patience, () => socket.destroy());
    const leave = (): void => void socket.end();
    socket.once('end', leave);
    socket.once('data', first => {
      socket.setTimeout(0);
      socket.off('end', leave);
      if (ports) join(socket, first, first[0] === handshake ? ports.https : ports.http);
      else socket.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: to => {
      ports = to;
    },
    stop: () => void server.close(),
    end: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Bytes go through as they are, and so do the ends of both directions: a reset stays a reset. */
function join(socket: Socket, first: Buffer, port: number): void {
  const listener = connect({ host: behind, port, allowHalfOpen: true, noDelay: true });
  listener.write(first);
  socket.pipe(listener);
  listener.pipe(socket);
  listener.on('error', () => void socket.resetAndDestroy());
  listener.once('close', () => socket.destroySoon());
  socket.once('close', hadError => {
    if (hadError) listener.resetAndDestroy();
    else listener.destroy();
  });
}
