/** One port for HTTP and HTTPS: each connection finds its own, whatever it begins with. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { createCertificates } from '../../../mocks/index.ts';
import { type Echo, echo } from './echo.ts';
import { exchange, exchangeAndEnd, open, statusOf } from './raw-client.ts';

const { ca, cert, key } = await createCertificates({ hosts: ['127.0.0.1'] });

async function opened(context: TestContext, options: Parameters<typeof echo>[0] = {}): Promise<Echo> {
  const listener = await echo({ https: { cert, key }, ...options });
  context.after(() => listener.close());
  return listener;
}

/** A client over TLS that reads on when it has sent all. */
function halfOpen(port: number): TLSSocket {
  const options = { port, host: '127.0.0.1', ca, allowHalfOpen: true };
  return connectTls(options);
}

/** Sends bytes over TLS and gives back all that comes until the other side closes. */
async function overTls(port: number, ...pieces: string[]): Promise<string> {
  const socket = connectTls({ port, host: '127.0.0.1', ca });
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise(next => setTimeout(next, 5));
  }
  return textOf(socket);
}

async function textOf(socket: Socket): Promise<string> {
  const received: Buffer[] = [];
  for await (const chunk of socket) received.push(chunk as Buffer);
  return Buffer.concat(received).toString('latin1');
}

test('both schemes are answered, each by its own name, in the lane and beside it', async context => {
  const listener = await opened(context);
  const { http: port } = listener;
  assert.equal(listener.https, port);
  const firstAnswer = async (socket: Socket, request: string) => {
    socket.write(request);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return statusOf(answer.toString('latin1'));
  };
  for (const request of [
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab',
  ]) {
    assert.equal(await firstAnswer(connectTls({ port, host: '127.0.0.1', ca }), request), 200);
    assert.equal(await firstAnswer(await open(port), request), 200);
  }
  assert.deepEqual(
    listener.messages.map(({ scheme, host }) => [scheme, host]),
    ['https', 'http', 'https', 'http'].map(scheme => [scheme, `127.0.0.1:${port}`]),
  );
});

test('a client that says it has sent all is answered, over either scheme', async context => {
  const { http: port } = await opened(context);
  const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
  assert.equal(statusOf(await exchangeAndEnd(port, request)), 200);
  const socket = halfOpen(port);
  socket.end(request);
  assert.equal(statusOf(await textOf(socket)), 200);
});

test('a connection stays open for the next request, over TLS too', async context => {
  const { http: port } = await opened(context);
  const socket = connectTls({ port, host: '127.0.0.1', ca });
  for (let request = 0; request < 3; request++) {
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.equal(statusOf(answer.toString('latin1')), 200);
  }
  socket.destroy();
});

test('what is neither is answered 400 or ends, and the next client is answered', async context => {
  const { http: port } = await opened(context, { timeouts: { handshake: 150, head: 150 } });
  const answers = await Promise.all([
    exchange(port),
    exchange(port, Buffer.from([22, 3, 1, 2, 0, 1])),
    exchange(port, Buffer.from([22]), randomBytes(300)),
    exchange(port, Buffer.from([23]), randomBytes(300), '\r\n\r\n'),
  ]);
  for (const answer of answers) assert.ok(!/^HTTP\/1\.1 (?!40[08])/.test(answer), answer);
  (await open(port)).resetAndDestroy();
  assert.equal(statusOf(await overTls(port, 'GET / HTTP/1.0\r\n\r\n')), 200);
  assert.equal(statusOf(await exchange(port, 'GET / HTTP/1.0\r\n\r\n')), 200);
});

test('a client over TLS waits for a certificate that is still to come, one over HTTP does not', async context => {
  const listener = await opened(context, { https: {} });
  const early = overTls(listener.http, 'GET /early HTTP/1.0\r\n\r\n');
  assert.equal(statusOf(await exchange(listener.http, 'GET /plain HTTP/1.0\r\n\r\n')), 200);
  listener.useCertificate({ cert, key });
  assert.equal(statusOf(await early), 200);
  assert.deepEqual(
    listener.messages.map(({ target }) => target),
    ['/plain', '/early'],
  );
});

test('an answer that is cut or never comes is so over either scheme', async context => {
  const body = Buffer.from('whole');
  const cut = await opened(context, {
    answer: () => ({ status: 200, headers: [], body, breakage: { at: 'body', bytes: 2 } }),
  });
  for (const answer of [
    await exchange(cut.http, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
    await overTls(cut.http, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
  ]) {
    assert.match(answer, /Content-Length: 5\r\n/);
    assert.match(answer, /\r\n\r\nwh$/);
  }
  const reset = await opened(context, {
    answer: () => ({ status: 200, headers: [], body, breakage: { at: 'start' } }),
  });
  assert.equal(await exchange(reset.http, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'), '');
});

test('closing ends what is silent, half a handshake, and idle over TLS', async () => {
  const listener = await echo({ https: { cert, key } });
  const silent = await open(listener.http);
  const half = await open(listener.http);
  half.write(Buffer.from([22, 3, 1, 2, 0, 1]));
  const idle = connectTls({ port: listener.http, host: '127.0.0.1', ca });
  idle.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(idle, 'data');
  const closed = [silent, half, idle].map(
    socket => new Promise(resolve => socket.on('error', () => {}).once('close', resolve)),
  );
  for (const socket of [silent, half, idle]) socket.resume();
  await listener.close();
  await Promise.all(closed);
});
