import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A body as it leaves the server in front, and the Content-Encoding that it is sent with. */
interface Spoiled {
  readonly body: Buffer;
  readonly encoding: string;
}

/**
 * The URL of a server in front of a store: it passes the Host header on, and spoils the body of each answer after the first
 * so many. It ends with the test.
 */
export async function spoiledAfter(
  t: TestContext,
  store: string,
  good: number,
  spoil: (body: Buffer) => Spoiled,
): Promise<string> {
  const { hostname, port, host } = new URL(store);
  let answered = 0;
  const server = createServer((asked, answer) => {
    const { method, url: path, headers } = asked;
    const onward = request({ hostname, port, method, path, headers: { ...headers, host } }, from => {
      const chunks: Buffer[] = [];
      from.on('data', chunk => chunks.push(chunk));
      from.on('end', () => {
        const body = Buffer.concat(chunks);
        const isGood = answered++ < good || body.length === 0;
        const sent = isGood ? { body, encoding: undefined } : spoil(body);
        const { 'content-length': _, 'transfer-encoding': __, ...fields } = from.headers;
        answer.writeHead(from.statusCode ?? 502, {
          ...fields,
          ...(sent.encoding && { 'content-encoding': sent.encoding }),
          ...(method !== 'HEAD' && { 'content-length': sent.body.length }),
        });
        answer.end(method === 'HEAD' ? undefined : sent.body);
      });
    });
    asked.pipe(onward);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
