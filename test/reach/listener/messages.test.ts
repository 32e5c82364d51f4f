import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Echo, echo } from './echo.ts';
import { bodyOf, exchange, fieldOf, open, statusOf } from './raw-client.ts';

async function opened(context: TestContext, options: Parameters<typeof echo>[0] = {}): Promise<Echo> {
  const listener = await echo(options);
  context.after(() => listener.close());
  return listener;
}

test('the target and the header fields arrive as they were sent', async context => {
  const listener = await opened(context);
  const target = '/a/../b/%2e%2e/./c//d?x[]=1&y=%41%zz&z=\'"<>|{}`^\\';
  const answer = await exchange(
    listener.http,
    `GET ${target} HTTP/1.1\r\nhOsT: Shop.Test:81\r\nX-A: one\r\nAuthorization: Basic  YQ==\r\nX-A:  two \r\nX-Latin: \xe9\xff\r\nConnection: close\r\n\r\n`,
  );
  assert.equal(statusOf(answer), 200);
  const [message] = listener.messages;
  assert.ok(message);
  assert.equal(message.method, 'GET');
  assert.equal(message.scheme, 'http');
  assert.equal(message.target, target);
  assert.equal(message.host, `127.0.0.1:${listener.http}`);
  assert.deepEqual(message.headers, [
    ...['hOsT', 'Shop.Test:81', 'X-A', 'one', 'Authorization', 'Basic  YQ==', 'X-A', 'two'],
    ...['X-Latin', '\xe9\xff', 'Connection', 'close'],
  ]);
  assert.equal(message.body.length, 0);
});

test('the answer goes out as the store gave it, with Date from its clock and the length of the body', async context => {
  const listener = await opened(context);
  const answer = await exchange(listener.http, 'GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  assert.equal(fieldOf(answer, 'Date'), 'Mon, 21 Sep 2026 14:13:20 GMT');
  assert.equal(fieldOf(answer, 'Content-Length'), '6');
  assert.match(answer, /X-Two: a\r\nX-Two: b\r\n/);
  assert.equal(bodyOf(answer), 'GET /x');
});

test('Date follows a clock that is set while the listener runs', async context => {
  let now = 0;
  const listener = await opened(context, { now: () => now });
  const ask = async () => fieldOf(await exchange(listener.http, 'GET / HTTP/1.0\r\n\r\n'), 'Date');
  assert.equal(await ask(), 'Thu, 01 Jan 1970 00:00:00 GMT');
  now = 86_400.9;
  assert.equal(await ask(), 'Fri, 02 Jan 1970 00:00:00 GMT');
});

test('several requests on one connection are answered in order', async context => {
  const listener = await opened(context);
  const answer = await exchange(
    listener.http,
    'GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc',
    'GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  );
  assert.deepEqual(
    [...answer.matchAll(/(?:GET|POST) \/\d/g)].map(match => match[0]),
    ['GET /1', 'POST /2', 'GET /3'],
  );
});

test('a body arrives whole, in one piece or in chunks, with any method', async context => {
  const listener = await opened(context);
  const bytes = Buffer.from([0, 0xff, 0xc3, 0x28, 13, 10]);
  await exchange(
    listener.http,
    'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nConnection: close\r\n\r\n',
    bytes,
  );
  await exchange(
    listener.http,
    'PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n',
    Buffer.concat([
      bytes.subarray(0, 2),
      Buffer.from('\r\n4\r\n'),
      bytes.subarray(2),
      Buffer.from('\r\n0\r\n\r\n'),
    ]),
  );
  assert.deepEqual(
    listener.messages.map(message => Buffer.from(message.body)),
    [bytes, bytes],
  );
});

test('HEAD, 204 and 304 have no body, and the connection stays usable', async context => {
  const statuses = [200, 204, 304, 200];
  const listener = await opened(context, {
    answer: () => ({ status: statuses.shift() as number, headers: [], body: Buffer.from('body') }),
  });
  const answer = await exchange(
    listener.http,
    'HEAD /1 HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /2 HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /3 HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  );
  assert.deepEqual(
    [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(match => match[1]),
    ['200', '204', '304', '200'],
  );
  assert.equal(answer.split('body').length, 2);
});

test('an absolute-form target is handed on; so is CONNECT; OPTIONS * and TRACE are the web server’s', async context => {
  const listener = await opened(context);
  const ask = (line: string) =>
    exchange(listener.http, `${line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  assert.equal(statusOf(await ask('GET http://shop.test/wp-json/')), 200);
  assert.equal(statusOf(await ask('OPTIONS *')), 200);
  assert.equal(statusOf(await ask('GET *')), 400);
  assert.equal(statusOf(await ask('TRACE /')), 405);
  assert.equal(statusOf(await ask('CONNECT shop.test:443')), 200);
  assert.deepEqual(
    listener.messages.map(message => message.target),
    ['http://shop.test/wp-json/', 'shop.test:443'],
  );
});

test('an upgrade that nobody offers is an ordinary request', async context => {
  const listener = await opened(context);
  const answer = await exchange(
    listener.http,
    'GET /u HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n',
  );
  assert.equal(statusOf(answer), 200);
});

test('Expect: 100-continue is answered before the body, any other expectation with 417', async context => {
  const listener = await opened(context);
  const socket = await open(listener.http);
  socket.write(
    'POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n',
  );
  const [first] = (await Promise.race([
    new Promise(resolve => socket.once('data', chunk => resolve([chunk]))),
  ])) as [Buffer];
  assert.match(first.toString(), /^HTTP\/1\.1 100 Continue/);
  socket.end('hi');
  const rest: Buffer[] = [];
  for await (const chunk of socket) rest.push(chunk as Buffer);
  assert.equal(statusOf(Buffer.concat(rest).toString('latin1')), 200);
  assert.equal(Buffer.from(listener.messages[0]?.body ?? []).toString(), 'hi');
  const refused = await exchange(
    listener.http,
    'GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nConnection: close\r\n\r\n',
  );
  assert.equal(statusOf(refused), 417);
});

// Recordings permission.method.115 and .116, wc-auth.181: Apache hands these on, Node's parser refuses them.
test('methods that Node does not know and raw bytes in the target reach the store', async context => {
  const listener = await opened(context);
  const ask = (line: string, ...rest: string[]) =>
    exchange(listener.http, `${line} HTTP/1.1\r\nHost: a\r\n${rest.join('')}`);
  assert.match(await ask('FOO /1', '\r\n'), /FOO \/1$/);
  assert.match(await ask('get /2', 'X-A: b\r\n\r\n'), /get \/2$/);
  assert.match(await ask('GET /K\xc3\xbcche?a=\xff', '\r\n'), /GET \/K\xc3\xbcche\?a=\xff$/);
  const whole = 'Content-Length: 6\r\n\r\n';
  assert.match(await ask('patch /3', `${whole}abcdef`), /patch \/3$/);
  assert.match(await exchange(listener.http, `FOO /4 HTTP/1.1\r\nHost: a\r\n${whole}abc`, 'def'), /FOO \/4$/);
  assert.deepEqual(
    listener.messages.map(message => Buffer.from(message.body).toString()),
    ['', '', '', 'abcdef', 'abcdef'],
  );
});

test('a request before one that Node refuses is answered once', async context => {
  const listener = await opened(context);
  await exchange(
    listener.http,
    'POST /1 HTTP/1.1\r\nHost: a\r\n\r\nFOO /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  );
  assert.deepEqual(
    listener.messages.map(message => message.target),
    ['/1'],
  );
});

test('a field that would break the head is left out, the answer still goes out', async context => {
  const listener = await opened(context, {
    answer: () => ({
      status: 200,
      headers: ['Location', 'a\r\nSet-Cookie: b=c', 'X-Ok', 'yes'],
      body: Buffer.from('ok'),
    }),
  });
  const answer = await exchange(listener.http, 'GET / HTTP/1.0\r\n\r\n');
  assert.equal(statusOf(answer), 200);
  assert.equal(fieldOf(answer, 'X-Ok'), 'yes');
  assert.equal(fieldOf(answer, 'Location'), undefined);
  assert.doesNotMatch(answer, /Set-Cookie/);
});

test('a store that throws is told of and answered 500', async context => {
  const errors: unknown[] = [];
  const listener = await opened(context, {
    onError: error => errors.push(error),
    answer: () => {
      throw new Error('broken');
    },
  });
  assert.equal(statusOf(await exchange(listener.http, 'GET / HTTP/1.0\r\n\r\n')), 500);
  assert.equal(errors.length, 1);
});

test('who announces no body is not told to go on, and garbage behind a whole request is not in its answer', async context => {
  const listener = await opened(context);
  const head = 'Host: a\r\nConnection: close\r\n';
  const expecting = await exchange(listener.http, `GET / HTTP/1.1\r\n${head}Expect: 100-continue\r\n\r\n`);
  assert.equal(statusOf(expecting), 200);
  const followed = await exchange(listener.http, `POST / HTTP/1.1\r\n${head}Content-Length: 0\r\n\r\n{}`);
  assert.equal(statusOf(followed), 200);
});
