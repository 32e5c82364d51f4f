/** A client that sends literal bytes: nothing is normalised, escaped or refused on this side. */
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export interface RawOptions {
  readonly port: number;
  readonly tls?: boolean;
}

/** Sends these bytes (a byte string) over a connection of their own and reads the answer to its end. */
export async function sendRaw(
  request: string | Buffer,
  { port, tls = false }: RawOptions,
): Promise<RawAnswer> {
  const bytes = typeof request === 'string' ? Buffer.from(request, 'latin1') : request;
  const received = await new Promise<Buffer>((resolve, reject) => {
    const host = '127.0.0.1';
    const socket = tls
      ? connectTls({ host, port, servername: 'shop.test', rejectUnauthorized: false })
      : connect({ host, port });
    const chunks: Buffer[] = [];
    socket.on('data', chunk => chunks.push(chunk));
    socket.on('end', () => resolve(Buffer.concat(chunks)));
    socket.on('error', error => (chunks.length > 0 ? resolve(Buffer.concat(chunks)) : reject(error)));
    socket.setTimeout(5_000, () => socket.destroy(new Error(`no answer on port ${port}`)));
    socket.write(bytes);
  });
  return parse(received);
}

/** A GET, or what `method` says, with these header fields. */
export function requestText(
  target: string,
  { method = 'GET', host = 'shop.test', headers = [] as readonly string[], body = '' } = {},
): string {
  const length = body === '' ? [] : [`Content-Length: ${body.length}`];
  const lines = [`${method} ${target} HTTP/1.1`, `Host: ${host}`, ...headers, ...length, 'Connection: close'];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

function parse(received: Buffer): RawAnswer {
  const end = received.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = received
    .toString('latin1', 0, end < 0 ? received.length : end)
    .split('\r\n');
  const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(statusLine)?.[1] ?? 0);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const body = end < 0 ? Buffer.alloc(0) : received.subarray(end + 4);
  return { status, headers, body: headers.get('transfer-encoding') === 'chunked' ? dechunked(body) : body };
}

function dechunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = body.indexOf('\r\n', at);
    if (line < 0) break;
    const size = Number.parseInt(body.toString('latin1', at, line), 16);
    if (!(size > 0)) break;
    parts.push(body.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
