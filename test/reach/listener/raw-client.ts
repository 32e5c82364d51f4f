import { connect, type Socket } from 'node:net';

/** Sends literal bytes and gives back all that comes until the other side closes, as a byte string. */
export function exchange(port: number, ...pieces: (string | Buffer)[]): Promise<string> {
  return send(port, pieces, () => {});
}

/** The same, and says that nothing more will come. */
export function exchangeAndEnd(port: number, ...pieces: (string | Buffer)[]): Promise<string> {
  return send(port, pieces, socket => socket.end());
}

function send(
  port: number,
  pieces: readonly (string | Buffer)[],
  afterwards: (socket: Socket) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const received: Buffer[] = [];
    const hang = setTimeout(() => {
      socket.destroy();
      reject(new Error(`the connection stayed open after: ${Buffer.concat(received).toString('latin1')}`));
    }, 20_000);
    socket.on('data', chunk => received.push(chunk));
    // A reset after the answer ends the reading as a close does.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(hang);
      resolve(Buffer.concat(received).toString('latin1'));
    });
    socket.on('connect', async () => {
      for (const piece of pieces) {
        socket.write(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece);
        await new Promise(next => setImmediate(next));
      }
      afterwards(socket);
    });
  });
}

/** Opens a connection that its owner reads and ends. */
export function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
  });
}

/** The status of an answer's first line. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? Number.NaN);
}

/** The value of a field in an answer's head. */
export function fieldOf(answer: string, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)\r$`, 'im').exec(answer.slice(0, answer.indexOf('\r\n\r\n') + 2))?.[1];
}

/** What follows an answer's head. */
export function bodyOf(answer: string): string {
  return answer.slice(answer.indexOf('\r\n\r\n') + 4);
}
