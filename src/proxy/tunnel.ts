import type { Duplex } from 'node:stream';
import { endWith } from './own-answer.ts';

/** Refuses a CONNECT with a line that says why. */
export function refuseTunnel(socket: Duplex, why: string): void {
  endWith(socket, '403 Forbidden', why);
}

/** Says that the tunnel is open, RFC 9110 section 9.3.6. */
export function openTunnel(socket: Duplex): void {
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
}

/** Carries bytes to another host and back, and looks at none of them. */
export function tunnelBlindly(
  socket: Duplex,
  { hostname, port }: { readonly hostname: string; readonly port: number },
  keep: (socket: Duplex) => void,
): void {
  const there = process.getBuiltinModule('node:net').connect({ host: hostname, port, noDelay: true });
  keep(there);
  let isOpen = false;
  there.once('connect', () => {
    isOpen = true;
    openTunnel(socket);
    socket.pipe(there);
    there.pipe(socket);
  });
  there.on('error', error => {
    if (isOpen) socket.destroy();
    else refuseTunnel(socket, `${hostname}:${port} cannot be reached: ${error.message}`);
  });
  socket.on('error', () => there.destroy());
  socket.on('close', () => there.destroy());
  there.on('close', () => {
    if (isOpen) socket.destroy();
  });
}
