import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getResponse, HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { createStore, type Message } from '../../mocks/index.ts';
import { hostsOf } from '../../mocks/intercept.ts';
import { handlers } from '../../mocks/msw.ts';

const path = '/wp-json/wc/v3/orders';

test('getResponse answers for the hosts of the store and leaves others alone', async () => {
  const store = await createStore({ home: 'http://shop.test:8105' });
  const answered = async (url: string) => (await getResponse(handlers(store), new Request(url)))?.status;
  assert.equal(await answered(`http://shop.test:8105${path}`), 401);
  assert.equal(await answered(`https://shop.test${path}`), 401);
  assert.equal(await answered('http://shop.test:81/'), undefined);
  assert.equal(await answered('http://other.test/'), undefined);
  assert.deepEqual(
    store.journal().map(({ message }) => `${message.scheme}://${message.host}${message.target}`),
    [`http://shop.test:8105${path}`, `https://shop.test${path}`],
  );
});

test('the hosts are those of the home URL and of the HTTPS listener', async () => {
  const store = await createStore();
  const hosts = (home: string, https?: string) => hostsOf({ home, fixture: { ...store.fixture, https } });
  assert.deepEqual(hosts('http://shop.test:8105/shop', 'https://shop.test:8443'), [
    'shop.test:8105',
    'shop.test:8443',
    'shop.test',
  ]);
  assert.deepEqual(hosts('http://localhost:3000'), ['localhost:3000']);
  assert.deepEqual(hosts('http://[::1]:3000'), ['[::1]:3000']);
});

test('setupServer takes the handlers beside others, and closes', async () => {
  const store = await createStore({ home: 'https://shop.test' });
  const server = setupServer(
    ...handlers(store),
    http.get('https://app.test/', () => HttpResponse.text('app')),
  );
  server.listen({ onUnhandledFrame: 'error' });
  try {
    const key = store.fixture.keys[0];
    const authorization = `Basic ${btoa(`${key?.consumer_key}:${key?.consumer_secret}`)}`;
    assert.equal((await fetch(`https://shop.test${path}`, { headers: { authorization } })).status, 200);
    assert.equal(await (await fetch('https://app.test/')).text(), 'app');
  } finally {
    server.close();
  }
});

test('the message is what the Request kept, the response what the store answered', async () => {
  const { fixture } = await createStore();
  const messages: Message[] = [];
  const [status, headers, body] = [
    200,
    ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Latin', '\xe9', 'Broken', 'a\nb'],
    Buffer.from([0, 255]),
  ];
  const store = {
    home: 'http://shop.test',
    fixture,
    now: () => 0,
    async answer(message: Message) {
      messages.push(message);
      return { status: message.method === 'DELETE' ? 204 : status, headers, body };
    },
  };
  const ask = async (url: string, init?: RequestInit) =>
    (await getResponse(handlers(store), new Request(url, init))) as Response;
  const response = await ask('http://shop.test?a=1#fragment', {
    method: 'POST',
    body: new Uint8Array([1, 200]),
    headers: { Host: 'else.test', B: '1' },
  });
  assert.deepEqual(new Uint8Array(await response.arrayBuffer()), new Uint8Array(body));
  assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
  assert.equal(response.headers.get('x-latin'), '\xe9');
  assert.equal(response.headers.get('broken'), null);
  assert.equal(response.headers.get('date'), 'Thu, 01 Jan 1970 00:00:00 GMT');
  assert.equal((await ask('http://shop.test/', { method: 'DELETE' })).body, null);
  const [first] = messages;
  assert.equal(first?.target, '/?a=1');
  assert.deepEqual([...(first?.body ?? [])], [1, 200]);
  assert.deepEqual(first?.headers.slice(0, 2), ['b', '1']);
});
