/**
 * Plain HTTP at the port for TLS: Apache answers it with a page that says so, Node's TLS server closes the connection.
 * A client with the wrong scheme in its settings should see here what it would see there.
 */

import type { Server, Socket } from 'node:net';
import { plainHttpAtTlsPort } from '../../web-server/pages.ts';
import { answerAndClose } from './raw-answer.ts';

/** A method and the space behind it; a TLS connection begins with the byte 0x16 (RFC 8446 section 5.1). */
const beginsAsHttp = /^[A-Za-z]{3,20} /;

/**
 * Looks at the first bytes of each connection of a TLS server, and lets TLS see those that are not HTTP.
 *
 * @param silence How long a connection may say nothing, in milliseconds; from then on TLS has its own limit.
 */
export function answerPlainHttp(server: Server, silence: number, clock: () => string): void {
  const tls = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
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
      if (beginsAsHttp.test(first.toString('latin1', 0, 21))) {
        answerAndClose(socket, plainHttpAtTlsPort, clock());
        return;
      }
      socket.off('error', destroy);
      // The TLS socket takes over what has been read and put back.
      socket.unshift(first);
      for (const listener of tls) listener.call(server, socket);
    });
  });
}
