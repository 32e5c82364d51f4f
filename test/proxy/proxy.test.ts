/** A proxy between a client and a server of ours: what passes, how, and what does not. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createSecureServer } from 'node:http2';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createCertificates } from '../../mocks/index.ts';
import { createClient } from '../../src/client/http/client.ts';
import { headerFields } from '../../src/client/http/exchange.ts';
import { startProxy } from '../../src/proxy/proxy.ts';
import { ask, bodyOf, hashOf, opened, sendRaw } from './opened.ts';

const field = (headers: readonly string[], name: string) =>
  headerFields(headers)
    .filter(([sent]) => sent.toLowerCase() === name)
    .map(([, value]) => value);

test('a request goes on as it was sent, and its answer comes back as it was given', async context => {
  const { port, asked, storeUrl, next } = await opened(context, (_, response) => {
    response.sendDate = false;
    response.writeHead(418, 'Short and stout', [
      'X-B',
      '1',
      'x-a',
      '2',
      'Set-Cookie',
      'a=1',
      'Set-Cookie',
      'b=2',
    ]);
    response.end('tea');
  });
  const seen = next();
  const got = await ask(port, "/a/../b%2e?x='{}|&y=%7e", { headers: { 'X-Odd-CASE': 'é', 'x-two': '2' } });
  assert.equal(got.status, 418);
  assert.deepEqual(got.headers.slice(0, 8), [
    'X-B',
    '1',
    'x-a',
    '2',
    'Set-Cookie',
    'a=1',
    'Set-Cookie',
    'b=2',
  ]);
  assert.equal(field(got.headers, 'date').length, 0, 'no Date is made up');
  const [sent] = asked;
  assert.equal(sent?.target, "/a/../b%2e?x='{}|&y=%7e");
  assert.ok(sent?.headers.includes('X-Odd-CASE'));
  assert.deepEqual(field(sent?.headers ?? [], 'x-odd-case'), ['é']);
  assert.deepEqual(field(sent?.headers ?? [], 'host'), [new URL(storeUrl).host]);
  assert.deepEqual(field(sent?.headers ?? [], 'via'), []);
  assert.deepEqual((await seen).calledAs, { scheme: 'http', host: `127.0.0.1:${port}` });
});

test('big bodies pass both ways; of each the beginning is kept', async context => {
  const body = Buffer.alloc(5_000_000, 'latchkey ');
  const { port, asked, next } = await opened(context, (_, response) => void response.end(body));
  const seen = next();
  const got = await ask(port, '/', { method: 'POST', body, headers: { 'Transfer-Encoding': 'chunked' } });
  assert.equal(hashOf(got.body), hashOf(body));
  assert.equal(asked[0]?.hash, hashOf(body));
  assert.deepEqual(field(asked[0]?.headers ?? [], 'transfer-encoding'), ['chunked']);
  const { isCut, message, answer } = await seen;
  assert.equal(isCut, true);
  assert.equal(message.body.length, 1024 * 1024);
  assert.equal(answer.body.length, 1024 * 1024);
});

test('a short body that comes in chunks goes on in chunks: a store may treat it otherwise', async context => {
  const { port, asked } = await opened(context);
  const answer = await sendRaw(
    port,
    `POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n`,
  );
  assert.match(answer, /^HTTP\/1\.1 200 OK/);
  assert.deepEqual(field(asked[0]?.headers ?? [], 'transfer-encoding'), ['chunked']);
  assert.deepEqual(field(asked[0]?.headers ?? [], 'content-length'), []);
  assert.equal(asked[0]?.length, 3);
});

test('what is not carried, or cannot be read, is refused in a line that says so, to the client and here', async context => {
  const { port, asked, troubles } = await opened(context);
  const host = `Host: 127.0.0.1:${port}\r\n`;
  const end = 'Connection: close\r\n\r\n';
  const rows: readonly [sent: string, status: number, said: RegExp][] = [
    [`GET / HTTP/1.1\r\n${host}${host}${end}`, 400, /the request has 2 Host fields/],
    [
      `GET / HTTP/1.1\r\n${host}Upgrade: WebSocket\r\nConnection: Upgrade\r\n\r\n`,
      501,
      /WebSocket is not carried/,
    ],
    [
      `GET /?\xe9 HTTP/1.1\r\n${host}${end}`,
      400,
      /Invalid char in url query \(HPE_INVALID_URL\); .*percent-encoded/,
    ],
    [`GET / HTTP/1.1\r\n${host}X : y\r\n${end}`, 400, /cannot be read: Invalid header token/],
    ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, /a client speaks HTTP\/2 at once, and this proxy HTTP\/1\.1/],
    [`GET / HTTP/1.1\r\n${host}X: ${'y'.repeat(70_000)}\r\n${end}`, 431, /HPE_HEADER_OVERFLOW/],
  ];
  for (const [sent, status, said] of rows) {
    // A client of WebSocket keeps its connection, on which it is told.
    const answer = await sendRaw(port, sent, 'latchkey proxy: ');
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), sent.slice(0, 60));
    assert.match(answer.split('\r\n\r\n')[1] ?? '', said);
    assert.match(troubles.at(-1) ?? '', said);
  }
  assert.equal(asked.length, 0);
  const ignored = `GET / HTTP/1.1\r\n${host}Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings, close\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n`;
  assert.match(await sendRaw(port, ignored), /^HTTP\/1\.1 200 OK/, 'an upgrade to HTTP/2 may be ignored');
});

test('a body of a known length keeps it; an empty one and none stay so', async context => {
  const { port, asked } = await opened(context);
  await ask(port, '/', { method: 'POST', body: Buffer.from('abc'), headers: { 'Content-Length': '3' } });
  await ask(port, '/', { method: 'POST', headers: { 'Content-Length': '0' } });
  await ask(port, '/', { method: 'DELETE' });
  const lengths = asked.map(({ headers }) => field(headers, 'content-length'));
  assert.deepEqual(lengths, [['3'], ['0'], []]);
});

test('HEAD, 204 and 304 have no body, and keep what their heads say', async context => {
  const { port } = await opened(context, (message, response) => {
    if (message.url === '/204') response.writeHead(204).end();
    else if (message.url === '/304') response.writeHead(304, { ETag: '"a"', 'Content-Length': 7 }).end();
    else
      response
        .writeHead(200, { 'Content-Length': 123 })
        .end(message.method === 'HEAD' ? undefined : 'x'.repeat(123));
  });
  const head = await ask(port, '/', { method: 'HEAD' });
  assert.deepEqual(field(head.headers, 'content-length'), ['123']);
  assert.equal((await ask(port, '/204')).status, 204);
  const notModified = await ask(port, '/304');
  assert.equal(notModified.status, 304);
  assert.deepEqual(field(notModified.headers, 'etag'), ['"a"']);
  assert.equal((await ask(port, '/')).body.length, 123);
});

test('who expects 100 Continue is asked for the body', async context => {
  const { port, asked } = await opened(context);
  const answer = await sendRaw(
    port,
    `POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\nabc`,
  );
  assert.match(answer, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  assert.equal(asked[0]?.length, 3);
});

test('a redirect is handed on, and not followed', async context => {
  const { port, asked } = await opened(
    context,
    (_, response) => void response.writeHead(301, { Location: 'https://other.test/' }).end(),
  );
  const got = await ask(port, '/', { headers: { Authorization: 'Basic eDp5' } });
  assert.equal(got.status, 301);
  assert.deepEqual(field(got.headers, 'location'), ['https://other.test/']);
  assert.equal(asked.length, 1);
});

test('what is compressed passes compressed, and is kept to be read', async context => {
  const { port, next } = await opened(
    context,
    (_, response) =>
      void response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"code":"x"}')),
  );
  const seen = next();
  const got = await ask(port, '/', { headers: { 'Accept-Encoding': 'gzip' } });
  assert.deepEqual(got.body, gzipSync('{"code":"x"}'));
  assert.equal(Buffer.from((await seen).answer.body).toString(), '{"code":"x"}');
});

test('pieces of an answer come as they are sent', async context => {
  const rest = Promise.withResolvers<void>();
  const { port } = await opened(context, async (_, response) => {
    response.write('first');
    await rest.promise;
    response.end('second');
  });
  await new Promise<void>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/', agent: false }, async message => {
      message.once('data', chunk => {
        assert.equal(String(chunk), 'first');
        rest.resolve();
      });
      message.once('end', resolve);
      message.once('error', reject);
    }).end();
  });
});

test('a client that hangs up ends the request to the store too', async context => {
  const left = Promise.withResolvers<void>();
  const { port, next } = await opened(context, (_, response) => {
    response.write('beginning');
    response.once('close', () => left.resolve());
  });
  const seen = next();
  const sent = request({ host: '127.0.0.1', port, path: '/', agent: false }, message => {
    message.once('data', () => sent.destroy());
    message.once('error', () => {});
  });
  sent.once('error', () => {});
  sent.end();
  await left.promise;
  const { failure, answer } = await seen;
  assert.match(failure ?? '', /the client hung up/);
  assert.equal(answer.status, 200);
});

test('an upload that is broken off is no answer, and does not end the proxy', async context => {
  const { port, next } = await opened(context);
  const seen = next();
  const socket = connect(port, '127.0.0.1', () => {
    socket.write(`POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 100\r\n\r\nabc`);
    setTimeout(() => socket.destroy(), 50);
  });
  assert.match((await seen).failure ?? '', /hung up/);
  assert.equal((await ask(port, '/')).status, 200);
});

test('an answer that is cut short is cut short for the client, and no answer is told as 502', async context => {
  const { port, next } = await opened(context, (message, response) => {
    if (message.url === '/none') message.socket.destroy();
    else {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('abc', () => message.socket.destroy());
    }
  });
  const first = next();
  await assert.rejects(ask(port, '/cut'));
  assert.match((await first).failure ?? '', /broke off its answer \(200\): /);
  const got = await ask(port, '/none');
  assert.equal(got.status, 502);
  assert.match(got.body.toString(), /^latchkey proxy: https:\/\/127\.0\.0\.1:\d+ gave no answer: /);
});

test('a store that is not there, or whose certificate does not hold, is told, and a body is not lost on it', async context => {
  const { storeUrl } = await opened(context);
  for (const [url, expected] of [
    ['http://127.0.0.1:9', /ECONNREFUSED/],
    [storeUrl, /self-signed certificate|unable to verify/],
  ] as const) {
    const proxy = await startProxy({ store: { urls: [url] } });
    context.after(() => proxy.close());
    const got = await ask(Number(new URL(proxy.url).port), '/', {
      method: 'POST',
      body: Buffer.alloc(200_000),
    });
    assert.equal(got.status, 502);
    assert.match(got.body.toString(), expected);
  }
});

test('one connection carries one request after the other', async context => {
  const { port } = await opened(context);
  const one = `GET /a HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;
  const answers = await sendRaw(
    port,
    `${one}${one}${one.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')}`,
  );
  assert.equal(answers.match(/HTTP\/1\.1 200 OK/g)?.length, 3);
});

test('TLS is spoken on the same port, and through a tunnel, by a certificate for the proxy and the store alone', async context => {
  const { proxy, storeUrl, asked } = await opened(context);
  const direct = createClient({ ca: proxy.authority.pem });
  const through = createClient({ ca: proxy.authority.pem, proxy: proxy.url });
  context.after(() => Promise.all([direct.close(), through.close()]));
  const headers = [] as const;
  assert.equal(
    (await direct.send({ method: 'GET', url: `${proxy.httpsUrl}/a`, headers })).answer?.status,
    200,
  );
  const got = await through.send({ method: 'GET', url: `${storeUrl}/b`, headers });
  assert.equal(got.answer?.status, 200, got.failure?.message);
  assert.deepEqual(
    asked.map(({ target }) => target),
    ['/a', '/b'],
  );
  assert.equal(proxy.journal.list()[1]?.calledAs, undefined, 'led through it the client calls the store');
  assert.equal(proxy.tunnels, 0);
});

test('a tunnel to another host is carried and not looked into', async context => {
  const { proxy, asked } = await opened(context);
  const other = await opened(context);
  const trusted = (await createCertificates({ hosts: ['unused.test'] })).ca;
  const through = createClient({ ca: trusted, proxy: proxy.url });
  context.after(() => through.close());
  const got = await through.send({ method: 'GET', url: `${other.storeUrl}/`, headers: [] });
  assert.match(got.failure?.code ?? '', /CERT|SIGNATURE|ISSUER/, 'the other host shows its own certificate');
  assert.equal(proxy.tunnels, 1);
  assert.equal(asked.length, 0);
  assert.equal(proxy.journal.list().length, 0);
});

test('requests for other hosts go nowhere, whatever they carry', async context => {
  const { port, asked, troubles } = await opened(context);
  const other = await opened(context, undefined, { plain: true });
  const absolute = await sendRaw(
    port,
    `GET ${other.storeUrl}/ HTTP/1.1\r\nHost: x\r\nAuthorization: Basic eDp5\r\nConnection: close\r\n\r\n`,
  );
  assert.match(absolute, /^HTTP\/1\.1 403 Forbidden/);
  const rebound = await ask(port, '/', { headers: { Host: `evil.test:${port}` } });
  assert.equal(rebound.status, 421);
  const connected = await sendRaw(port, 'CONNECT nowhere HTTP/1.1\r\nHost: nowhere\r\n\r\n');
  assert.match(connected, /^HTTP\/1\.1 403 Forbidden[\s\S]*CONNECT expects host:port/);
  assert.equal(asked.length + other.asked.length, 0);
  assert.equal(troubles.length, 3);
});

test('a store that speaks HTTP/2 is spoken to so', async context => {
  const { ca, cert, key } = await createCertificates({ hosts: ['127.0.0.1'] });
  const versions: string[] = [];
  const server = createSecureServer({ cert, key, allowHTTP1: true }, async (message, response) => {
    versions.push(message.httpVersion);
    const body = await bodyOf(message as never);
    response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'], 'x-host': String(message.authority) });
    response.end(`${message.method} ${body.length}`);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const { port: at } = server.address() as AddressInfo;
  const proxy = await startProxy({ store: { urls: [`https://127.0.0.1:${at}`] }, connection: { ca } });
  context.after(() => proxy.close());
  const port = Number(new URL(proxy.url).port);
  for (const length of [3, 300_000]) {
    const got = await ask(port, '/', {
      method: 'POST',
      body: Buffer.alloc(length),
      headers: { 'Content-Length': String(length), Connection: 'keep-alive' },
    });
    assert.equal(got.body.toString(), `POST ${length}`);
    assert.deepEqual(field(got.headers, 'set-cookie'), ['a=1', 'b=2']);
    assert.deepEqual(field(got.headers, 'x-host'), [`127.0.0.1:${at}`]);
  }
  assert.equal((await ask(port, '/', { method: 'HEAD' })).status, 200);
  assert.deepEqual(versions, ['2.0', '2.0', '2.0']);
});
