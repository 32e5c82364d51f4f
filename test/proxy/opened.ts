import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { TestContext } from 'node:test';
import { createCertificates } from '../../mocks/index.ts';
import { type ProxyOptions, type RunningProxy, startProxy } from '../../src/proxy/proxy.ts';
import type { WatchedExchange } from '../../src/workbench/watched.ts';

const { ca, cert, key } = await createCertificates({ hosts: ['127.0.0.1', 'shop.test'] });

/** What a server has been asked. */
export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly string[];
  readonly length: number;
  readonly hash: string;
}

export interface Opened {
  readonly proxy: RunningProxy;
  /** The server's own URL, over TLS. */
  readonly storeUrl: string;
  readonly asked: Asked[];
  readonly port: number;
  /** What the proxy has told of troubles. */
  readonly troubles: string[];
  /** The next exchange that ends. */
  next(): Promise<WatchedExchange>;
}

/** Reads a body to its end. */
export async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export const hashOf = (body: Uint8Array) => createHash('sha256').update(body).digest('hex');

/** A server that answers what the listener says, or a line, over TLS unless told otherwise; and a proxy before it. */
export async function opened(
  context: TestContext,
  answer: RequestListener = (_, response) => void response.end('hello'),
  options: Partial<ProxyOptions> & { readonly plain?: boolean; readonly path?: string } = {},
): Promise<Opened> {
  const { plain = false, path = '', ...rest } = options;
  const asked: Asked[] = [];
  const listener: RequestListener = async (message, response) => {
    try {
      const body = await bodyOf(message);
      asked.push({
        method: message.method ?? '',
        target: message.url ?? '',
        headers: message.rawHeaders,
        length: body.length,
        hash: hashOf(body),
      });
      answer(message, response);
    } catch {
      // The client has gone.
    }
  };
  const server = plain ? createServer(listener) : createTlsServer({ cert, key }, listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const storeUrl = `${plain ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const troubles: string[] = [];
  const proxy = await startProxy({
    store: { urls: [storeUrl + path] },
    connection: { ca },
    onTrouble: text => troubles.push(text),
    ...rest,
  });
  context.after(async () => {
    await proxy.close();
    server.closeAllConnections();
    server.close();
  });
  return {
    proxy,
    storeUrl,
    asked,
    port: Number(new URL(proxy.url).port),
    troubles,
    next: () =>
      new Promise(resolve => {
        const stop = proxy.journal.onExchange(exchange => {
          stop();
          resolve(exchange);
        });
      }),
  };
}

export interface Got {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** Asks a proxy as a client does that is pointed at it. */
export function ask(
  port: number,
  target: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: Uint8Array } = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path: target, method, headers, agent: false },
      message =>
        void bodyOf(message).then(
          whole => resolve({ status: message.statusCode ?? 0, headers: message.rawHeaders, body: whole }),
          reject,
        ),
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Sends bytes as they are, and gives back all that comes until the other side closes, or until a line that has this. */
export function sendRaw(port: number, text: string, until?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    let got = '';
    socket.setEncoding('latin1');
    socket.on('data', chunk => {
      got += chunk;
      if (until !== undefined && got.endsWith('\n') && got.includes(until)) socket.end();
    });
    socket.once('close', () => resolve(got));
    socket.once('error', reject);
  });
}
