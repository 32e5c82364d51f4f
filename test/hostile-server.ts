/** Servers that answer what no HTTP server would, byte by byte as they please. */

import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';

/** Answers a request whose head has come: writes to the socket whatever it likes. */
export type Misbehaviour = (socket: Socket, path: string) => void;

/** The URL of a server that treats every request so. It ends with the test. */
export async function hostileServer(t: TestContext, misbehave: Misbehaviour): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let head = '';
    socket.on('data', chunk => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      const path = head.split(' ', 2)[1] ?? '/';
      head = '';
      misbehave(socket, path);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Writes a piece again and again, as fast as it is taken or so many milliseconds apart. */
function forEver(socket: Socket, piece: string | Buffer, every?: number): void {
  if (every !== undefined) {
    const timer = setInterval(() => socket.write(piece), every);
    socket.on('close', () => clearInterval(timer));
    return;
  }
  // One at a time: a loop that the socket keeps up with would never hear of its end.
  const write = () => {
    if (!socket.destroyed && socket.write(piece)) setImmediate(write);
  };
  socket.on('drain', write);
  write();
}

const ok = 'HTTP/1.1 200 OK\r\n';
const json = 'Content-Type: application/json\r\n';

/** What a store can do to whoever asks, by its name. */
export const misbehaviours: Readonly<Record<string, Misbehaviour>> = {
  'a body without an end': socket => {
    socket.write(`${ok}${json}\r\n`);
    forEver(socket, ' '.repeat(65_536));
  },
  'a byte now and then': socket => {
    socket.write(`${ok}${json}Content-Length: 100000\r\n\r\n`);
    forEver(socket, ' ', 100);
  },
  'a head without an end': socket => {
    socket.write(ok);
    forEver(socket, `X-Field: ${'x'.repeat(1000)}\r\n`);
  },
  'a head byte by byte': socket => {
    socket.write(ok);
    forEver(socket, 'X: y\r\n', 100);
  },
  'interim answers without an end': socket => forEver(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n', 50),
  'nothing at all': () => {},
  'not HTTP': socket => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  'a gzip bomb': socket => {
    socket.end(Buffer.concat([Buffer.from(`${ok}${json}Content-Encoding: gzip\r\n\r\n`), bomb()]));
  },
  'thirty megabytes of JSON': socket => {
    socket.write(`${ok}${json}\r\n[`);
    const part = Buffer.from('{"id":1,"name":"x"},'.repeat(50_000));
    for (let i = 0; i < 30; i++) socket.write(part);
    socket.end('{}]');
  },
  'deep nesting': socket => socket.end(`${ok}${json}\r\n${'['.repeat(200_000)}${']'.repeat(200_000)}`),
  'many members': socket => socket.end(`${ok}${json}\r\n[${'1,'.repeat(2_000_000)}1]`),
  backslashes: socket =>
    socket.end(`HTTP/1.1 401 Unauthorized\r\n${json}\r\n${JSON.stringify({ code: '\\'.repeat(100_000) })}`),
  'redirects without an end': (socket, path) =>
    socket.end(`HTTP/1.1 302 Found\r\nLocation: ${path.slice(0, 1000)}x\r\nContent-Length: 0\r\n\r\n`),
};

let packed: Buffer | undefined;

/** 256 MB of zeros, which compress to 256 kB. */
function bomb(): Buffer {
  packed ??= gzipSync(Buffer.alloc(256 * 1024 * 1024));
  return packed;
}
