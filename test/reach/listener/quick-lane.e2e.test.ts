import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { checkSync } from 'recheck';
import { type Answer, listen, type Message } from '../../../mocks/index.ts';
import { readSimpleRequest, simpleRequestHead } from '../../../mocks/reach/listener/simple-request.ts';
import { type Echo, echo } from './echo.ts';
import { bodyOf, exchange, exchangeAndEnd, fieldOf, open, statusOf } from './raw-client.ts';

async function opened(context: TestContext): Promise<Echo> {
  const listener = await echo();
  context.after(() => listener.close());
  return listener;
}

/** A head without `Connection: close` begins on the quick lane; sent in two pieces it is Node's from the start. */
test('a request is the same message and has the same answer on either way', async context => {
  const listener = await opened(context);
  const token = fc
    .stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/)
    .filter(
      name =>
        !/^(connection|host|expect|upgrade|content-length|transfer-encoding|trailer|te|keep-alive)$/i.test(
          name,
        ),
    );
  const value = fc.stringMatching(
    /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]{0,20}[\x21-\x7e\x80-\xff])?)?$/,
  );
  const target = fc.stringMatching(/^\/[\x21-\x22\x24-\x7e]{0,40}$/);
  await fc.assert(
    fc.asyncProperty(target, fc.array(fc.tuple(token, value), { maxLength: 5 }), async (path, fields) => {
      const head = `GET ${path} HTTP/1.1\r\nHost: a\r\n${fields.map(([name, text]) => `${name}: ${text}\r\n`).join('')}\r\n`;
      listener.messages.length = 0;
      const whole = await exchangeAndEnd(listener.http, head);
      const pieces = await exchangeAndEnd(listener.http, head.slice(0, 5), head.slice(5));
      const [quick, slow] = listener.messages as [Message, Message];
      assert.deepEqual(quick, slow);
      const sorted = (answer: string) => answer.slice(0, answer.indexOf('\r\n\r\n')).split('\r\n').sort();
      assert.deepEqual(sorted(whole), sorted(pieces));
      assert.equal(bodyOf(whole), bodyOf(pieces));
    }),
    { numRuns: 40 },
  );
});

for (const [what, head] of Object.entries({
  'another method': 'POST / HTTP/1.1\r\nHost: a\r\n\r\n',
  'another version': 'GET / HTTP/1.0\r\nHost: a\r\n\r\n',
  'no host': 'GET / HTTP/1.1\r\nA: b\r\n\r\n',
  'two hosts': 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  'a body': 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n',
  chunks: 'GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n',
  'an expectation': 'GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n',
  'the end of the connection': 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'two requests': 'GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n',
  'half a request': 'GET / HTTP/1.1\r\nHost: a\r\n',
  'a folded field': 'GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n c\r\n\r\n',
  'a space before the colon': 'GET / HTTP/1.1\r\nHost: a\r\nA : b\r\n\r\n',
  'a line feed alone': 'GET / HTTP/1.1\nHost: a\n\n',
  'a bare carriage return': 'GET / HTTP/1.1\r\nHost: a\r\nA: b\rc\r\n\r\n',
  'a NUL': 'GET / HTTP/1.1\r\nHost: a\r\nA: b\0c\r\n\r\n',
  'a raw byte in the target': 'GET /\xfc HTTP/1.1\r\nHost: a\r\n\r\n',
  'an absolute target': 'GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n',
  'a large head': `GET / HTTP/1.1\r\nHost: a\r\nA: ${'b'.repeat(8000)}\r\n\r\n`,
}))
  test(`${what} is left to Node’s parser`, () => {
    assert.equal(readSimpleRequest(Buffer.from(head, 'latin1')), undefined);
  });

test('no head can be written to be slow to read', () => {
  // Decided on the expression's automaton: measured times say more of the machine than of the expression.
  const read = checkSync(simpleRequestHead.source, simpleRequestHead.flags, {
    checker: 'automaton',
    timeout: 60_000,
  });
  assert.equal(read.status, 'safe');
  assert.equal(read.complexity.type, 'linear');
});

test('how many fields there may be is the web server’s to say, on either way', async context => {
  const listener = await opened(context);
  for (const [count, status] of [
    [50, 200],
    [51, 200],
    [100, 200],
    [101, 400],
  ] as const) {
    const head = `GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(count - 1)}\r\n`;
    listener.messages.length = 0;
    const whole = await exchangeAndEnd(listener.http, head);
    const pieces = await exchangeAndEnd(listener.http, head.slice(0, 5), head.slice(5));
    assert.deepEqual([statusOf(whole), statusOf(pieces)], [status, status], `${count} fields`);
    assert.deepEqual(listener.messages[0], listener.messages[1]);
    assert.equal(bodyOf(whole), bodyOf(pieces));
  }
});

test('a connection may leave the lane at any request', async context => {
  const listener = await opened(context);
  const answer = await exchange(
    listener.http,
    'GET /1 HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /2 HTTP/1.1\r\nHost: a\r\n\r\n',
    'POST /3 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi',
    'GET /4 HTTP/1.1\r\nHost: a\r\n\r\nGET /5 HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /6 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  );
  assert.deepEqual(
    [...answer.matchAll(/(?:GET|POST) \/\d/g)].map(match => match[0]),
    ['GET /1', 'GET /2', 'POST /3', 'GET /4', 'GET /5', 'GET /6'],
  );
});

test('a silent connection is closed, before its first request and after one', async context => {
  const listener = await echo({ timeouts: { head: 100, keepAlive: 100 } });
  context.after(() => listener.close());
  assert.equal(await exchange(listener.http), '');
  assert.equal(statusOf(await exchange(listener.http, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')), 200);
});

test('what arrives while the store takes its time is answered after it, in order', async context => {
  const answers: (() => void)[] = [];
  const listener = await listen(
    {
      now: () => 0,
      answer: message =>
        new Promise<Answer>(resolve => {
          answers.push(() => resolve({ status: 200, headers: [], body: Buffer.from(message.target) }));
        }),
    },
    { http: 0 },
  );
  context.after(() => listener.close());
  const socket = await open(listener.http as number);
  const received: Buffer[] = [];
  socket.on('data', chunk => received.push(chunk));
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise(next => setTimeout(next, 2));
  };
  for (const path of ['/a', '/b', '/c']) {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    await new Promise(next => setTimeout(next, 10));
  }
  socket.end();
  for (let count = 1; count <= 3; count++) {
    await until(() => answers.length === count);
    answers[count - 1]?.();
  }
  await new Promise(resolve => socket.once('close', resolve));
  assert.deepEqual(
    [
      ...Buffer.concat(received)
        .toString('latin1')
        .matchAll(/\r\n\r\n(\/\w)/g),
    ].map(match => match[1]),
    ['/a', '/b', '/c'],
  );
});

test('a store that says Connection: close is obeyed, a 204 has no length, a broken field is left out', async context => {
  const answers: Answer[] = [
    { status: 204, headers: ['A', 'b\r\nC: d'], body: Buffer.from('x') },
    { status: 200, headers: ['Connection', 'close'], body: Buffer.from('end') },
  ];
  const listener = await echo({ answer: () => answers.shift() as Answer });
  context.after(() => listener.close());
  const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
  const answer = await exchange(listener.http, request, request);
  assert.equal(statusOf(answer), 204);
  assert.equal(fieldOf(answer, 'Content-Length'), undefined);
  assert.doesNotMatch(answer, /C: d/);
  assert.match(answer, /Connection: close\r\nContent-Length: 3\r\n\r\nend$/);
});

test('a client that does not read its answers is not read from for ever', async context => {
  const body = Buffer.alloc(256 * 1024);
  let asked = 0;
  const listener = await echo({
    answer: () => {
      asked++;
      return { status: 200, headers: [], body };
    },
  });
  context.after(() => listener.close());
  const socket = await open(listener.http);
  socket.pause();
  // Heads so large that few of them arrive in one piece.
  const request = `GET / HTTP/1.1\r\nHost: a\r\nA: ${'b'.repeat(4000)}\r\n\r\n`;
  for (let count = 0; count < 400; count++) {
    socket.write(request);
    if (count % 10 === 0) await new Promise(next => setTimeout(next, 2));
  }
  await new Promise(next => setTimeout(next, 100));
  const before = asked;
  assert.ok(before < 400, `${before} answers wait in memory`);
  socket.destroy();
});

test('every answer has the values that are its own', async context => {
  const sent = ['1', '2', '1', 'a\r\nB: c', '3'];
  const values = [...sent];
  const listener = await echo({
    answer: () => ({
      status: 200,
      headers: ['X-Value', values.shift() as string, 'X-Same', 'same'],
      body: Buffer.alloc(0),
    }),
  });
  context.after(() => listener.close());
  const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
  const answers = await exchange(listener.http, ...sent.map(() => request));
  assert.deepEqual(
    [...answers.matchAll(/X-Value: (.*)\r\n/g)].map(match => match[1]),
    ['1', '2', '1', '3'],
  );
  assert.equal(answers.match(/X-Same: same\r\n/g)?.length, sent.length);
});
