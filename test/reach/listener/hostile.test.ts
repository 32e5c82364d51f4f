import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type AddressInfo, connect, createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { createCertificates } from '../../../mocks/index.ts';
import { type Echo, echo } from './echo.ts';
import { exchange, open, statusOf } from './raw-client.ts';

/** The listener has to be of use to the next client, whatever the last one did. */
async function stillAnswers(listener: Echo): Promise<void> {
  assert.equal(statusOf(await exchange(listener.http, 'GET /next HTTP/1.0\r\n\r\n')), 200);
}

async function opened(context: TestContext, options: Parameters<typeof echo>[0] = {}): Promise<Echo> {
  const listener = await echo(options);
  context.after(() => listener.close());
  return listener;
}

const malformed: Record<string, string> = {
  'a version that is none': 'GET / HTTP/a.b\r\nHost: a\r\n\r\n',
  'a target that is none': 'GET nothing HTTP/1.1\r\nHost: a\r\n\r\n',
  'a space in the target': 'GET /a b HTTP/1.1\r\nHost: a\r\n\r\n',
  'a control character in the target': 'GET /a\x01b HTTP/1.1\r\nHost: a\r\n\r\n',
  'no host': 'GET / HTTP/1.1\r\n\r\n',
  'two hosts': 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  'two hosts and raw bytes': 'GET /\xff HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  'a field without a colon': 'GET / HTTP/1.1\r\nHost: a\r\nNothing\r\n\r\n',
  'a field with a space in its name': 'GET / HTTP/1.1\r\nHost: a\r\nX Y: z\r\n\r\n',
  'two lengths': 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
  'a length and chunks':
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'a chunk size that is none': 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'an unknown method with chunks': 'FOO / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
};
for (const [what, bytes] of Object.entries(malformed))
  test(`400 for ${what}`, async context => {
    const listener = await opened(context);
    const answer = await exchange(listener.http, bytes);
    assert.equal(statusOf(answer), 400, answer);
    assert.equal(listener.messages.length, 0);
    await stillAnswers(listener);
  });

test('heads that are too large are refused as Apache does', async context => {
  const listener = await opened(context);
  const x = (count: number) => 'x'.repeat(count);
  const status = async (head: string) =>
    statusOf(await exchange(listener.http, `${head}\r\nConnection: close\r\n\r\n`));
  assert.equal(await status(`GET /?${x(8190)} HTTP/1.1\r\nHost: a`), 414);
  assert.equal(await status(`GET /?${x(8175)} HTTP/1.1\r\nHost: a`), 200);
  assert.equal(await status(`GET / HTTP/1.1\r\nHost: a\r\nX: ${x(8190)}`), 400);
  assert.equal(await status(`GET / HTTP/1.1\r\nHost: a\r\nX: ${x(64 * 1024)}`), 400);
  // More than all fields together may have: read no further.
  assert.equal(await status(`GET / HTTP/1.1\r\nHost: a\r\nX: ${x(1024 * 1024)}`), 400);
  assert.equal(await status(`GET / HTTP/1.1\r\nHost: a${'\r\nX: y'.repeat(100)}`), 400);
  await stillAnswers(listener);
});

test('a body over 8 MiB is answered 413 and the connection closed, announced or not', async context => {
  const listener = await opened(context);
  const announced = await exchange(
    listener.http,
    `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${9 * 1024 * 1024}\r\n\r\n`,
    Buffer.alloc(64 * 1024),
  );
  assert.equal(statusOf(announced), 413);
  const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000), Buffer.from('\r\n')]);
  const chunked = await exchange(
    listener.http,
    'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n',
    ...new Array(9).fill(chunk),
  );
  assert.equal(statusOf(chunked), 413);
  const expected = await exchange(
    listener.http,
    `POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ${9 * 1024 * 1024}\r\n\r\n`,
  );
  assert.equal(statusOf(expected), 413);
  const raw = await exchange(
    listener.http,
    `FOO / HTTP/1.1\r\nHost: a\r\nContent-Length: ${9 * 1024 * 1024}\r\n\r\n`,
  );
  assert.equal(statusOf(raw), 413);
  assert.equal(listener.messages.length, 0);
  await stillAnswers(listener);
});

test('a body of exactly 8 MiB is taken', async context => {
  const listener = await opened(context);
  const answer = await exchange(
    listener.http,
    `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${8 * 1024 * 1024}\r\nConnection: close\r\n\r\n`,
    Buffer.alloc(8 * 1024 * 1024),
  );
  assert.equal(statusOf(answer), 200);
  assert.equal(listener.messages[0]?.body.length, 8 * 1024 * 1024);
});

test('a head or a body that never ends is given up: 408', async context => {
  const listener = await opened(context, { timeouts: { head: 100, request: 200 } });
  assert.equal(statusOf(await exchange(listener.http, 'GET / HTTP/1.1\r\nHost: a\r\nX-')), 408);
  assert.equal(
    statusOf(await exchange(listener.http, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc')),
    408,
  );
  assert.equal(listener.messages.length, 0);
  await stillAnswers(listener);
});

test('binary noise gets 400 or a closed connection', async context => {
  const listener = await opened(context);
  for (let round = 0; round < 20; round++) {
    const answer = await exchange(listener.http, randomBytes(600), '\r\n\r\n');
    assert.ok(answer === '' || statusOf(answer) === 400, answer);
  }
  await stillAnswers(listener);
});

test('a client that goes away in the middle harms nobody', async context => {
  const listener = await opened(context);
  for (const bytes of [
    '',
    'GET',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc',
    'FOO / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc',
  ]) {
    const socket = await open(listener.http);
    socket.write(bytes);
    await new Promise(next => setImmediate(next));
    socket.resetAndDestroy();
  }
  await stillAnswers(listener);
});

test('TLS: handshakes that never end or never begin leave the listener alive', async context => {
  const { ca, cert, key } = await createCertificates({ hosts: ['127.0.0.1'] });
  const listener = await opened(context, {
    https: { port: 0, cert, key },
    timeouts: { handshake: 150 },
  });
  const port = listener.https as number;
  await Promise.all([
    exchange(port),
    exchange(port, Buffer.from([22, 3, 1, 2, 0, 1])),
    exchange(port, randomBytes(300)),
  ]);
  const socket = connectTls({ port, host: '127.0.0.1', ca });
  socket.write('GET /secure HTTP/1.0\r\n\r\n');
  const received: Buffer[] = [];
  for await (const chunk of socket) received.push(chunk as Buffer);
  assert.equal(statusOf(Buffer.concat(received).toString('latin1')), 200);
  assert.equal(listener.messages.at(-1)?.scheme, 'https');
  assert.equal(listener.messages.at(-1)?.host, `127.0.0.1:${port}`);
});

test('plain HTTP at the port for TLS is told so, and TLS goes on beside it', async context => {
  const { ca, cert, key } = await createCertificates({ hosts: ['127.0.0.1'] });
  const listener = await opened(context, { https: { port: 0, cert, key } });
  const port = listener.https as number;
  for (const request of [
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nabc',
  ]) {
    const answer = await exchange(port, request);
    assert.equal(statusOf(answer), 400);
    assert.match(answer, /speaking plain HTTP to an SSL-enabled server port/);
  }
  assert.equal(listener.messages.length, 0, 'the store is not asked');
  // A handshake in pieces as a slow network hands it over: the first of a single byte.
  const through = createServer(client => {
    const server = connect(port, '127.0.0.1');
    server.pipe(client);
    client.once('data', async (hello: Buffer) => {
      server.write(hello.subarray(0, 1));
      await new Promise(next => setTimeout(next, 20));
      server.write(hello.subarray(1));
      client.pipe(server);
    });
  });
  await new Promise<void>(resolve => through.listen(0, '127.0.0.1', resolve));
  context.after(() => through.close());
  const socket = connectTls({ port: (through.address() as AddressInfo).port, host: '127.0.0.1', ca });
  socket.write('GET /secure HTTP/1.0\r\n\r\n');
  const received: Buffer[] = [];
  for await (const chunk of socket) received.push(chunk as Buffer);
  assert.equal(statusOf(Buffer.concat(received).toString('latin1')), 200);
});

test('closing ends idle, half-sent and half-open connections', async () => {
  const { cert, key } = await createCertificates({ hosts: ['127.0.0.1'] });
  const listener = await echo({ https: { port: 0, cert, key } });
  const idle = await open(listener.http);
  idle.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await new Promise(resolve => idle.once('data', resolve));
  const half = await open(listener.http);
  half.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc');
  const handshake = await open(listener.https as number);
  const closed = [idle, half, handshake].map(
    socket => new Promise(resolve => socket.on('error', () => {}).once('close', resolve)),
  );
  for (const socket of [idle, half, handshake]) socket.resume();
  await listener.close();
  await Promise.all(closed);
});

test('a port that is in use is told by the system’s code, and nothing stays open', async context => {
  const listener = await opened(context);
  const { cert, key } = await createCertificates({ hosts: ['127.0.0.1'] });
  await assert.rejects(echo({ http: listener.http }), { code: 'EADDRINUSE' });
  await assert.rejects(echo({ http: 0, https: { port: listener.http, cert, key } }), { code: 'EADDRINUSE' });
});
