import assert from 'node:assert/strict';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { Agent, request, fetch as undiciFetch } from 'undici';
import { createStore, type Store } from '../../mocks/index.ts';
import { type Interception, type InterceptOptions, intercept } from '../../mocks/intercept.ts';

let store: Store;
let open: Interception[] = [];

function intercepted(options: InterceptOptions = {}, of = store): Interception {
  const interception = intercept(of, options);
  open.push(interception);
  return interception;
}

beforeEach(async () => {
  store = await createStore({ home: 'http://shop.test', now: () => 1_790_000_000 });
});
afterEach(() => {
  for (const interception of open) interception.close();
  open = [];
});

const path = '/wp-json/wc/v3/orders';

function basic(of = store): string {
  const key = of.fixture.keys[0];
  return `Basic ${Buffer.from(`${key?.consumer_key}:${key?.consumer_secret}`).toString('base64')}`;
}

function viaNode(url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers }, answer => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

/** Each client asks for a URL and tells the status. */
const clients: Record<string, (url: string, headers?: Record<string, string>) => Promise<number>> = {
  'global fetch': async (url, headers) => (await fetch(url, { headers })).status,
  'undici fetch': async (url, headers) => (await undiciFetch(url, { headers })).status,
  'undici request': async (url, headers) => {
    const answer = await request(url, { headers });
    await answer.body.dump();
    return answer.statusCode;
  },
  'undici request with an Agent of its own': async (url, headers) => {
    const dispatcher = new Agent({ connect: { ca: [] } });
    const answer = await request(url, { headers, dispatcher });
    await answer.body.dump();
    await dispatcher.close();
    return answer.statusCode;
  },
};

for (const [name, ask] of Object.entries(clients)) {
  test(`${name} reaches the store over HTTP and HTTPS`, async () => {
    intercepted();
    assert.equal(await ask(`http://shop.test${path}`), 401);
    assert.equal(await ask(`https://shop.test${path}`, { Authorization: basic() }), 200);
    assert.deepEqual(
      store.journal().map(({ message }) => [message.scheme, message.host, message.target]),
      [
        ['http', 'shop.test', path],
        ['https', 'shop.test', path],
      ],
    );
  });

  test(`${name}: a host that nobody named is an error, whatever was asked before`, async () => {
    intercepted();
    const refused = async (url: string, headers?: Record<string, string>) => {
      await assert.rejects(ask(url, headers), (error: Error) => {
        const causes: string[] = [];
        for (let each: unknown = error; each instanceof Error; each = each.cause) causes.push(each.message);
        assert.match(causes.join('\n'), /is none of the hosts that simulated stores answer for/);
        return true;
      });
    };
    await refused('http://unknown.test/');
    await refused('https://unknown.test/');
    await refused('http://shop.test:81/');
    // MSW would let these two through to the network.
    await refused('http://unknown.test/', { Accept: 'msw/passthrough' });
    await refused('http://unknown.test/logo.png');
    await ask(`http://shop.test${path}`);
    await refused('http://unknown.test/');
    assert.equal(store.journal().length, 1);
  });
}

test('node:http reaches the store too', async () => {
  intercepted();
  assert.equal(await viaNode(`http://shop.test${path}`), 401);
  await assert.rejects(viaNode('http://unknown.test/'), /is none of the hosts/);
});

test('bodies, headers and bodyless answers go through', async () => {
  intercepted();
  const sent = await request(`https://shop.test/wp-json/wc/v3/nothing?a=%C3%BC&b=+&c[]=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: ['a=1', 'b=2'] },
    body: JSON.stringify({ name: 'Küche' }),
  });
  assert.equal(sent.statusCode, 404);
  assert.equal(sent.headers.date, 'Mon, 21 Sep 2026 14:13:20 GMT');
  assert.equal(((await sent.body.json()) as { code: string }).code, 'rest_no_route');
  const message = store.journal()[0]?.message;
  assert.equal(message?.target, '/wp-json/wc/v3/nothing?a=%C3%BC&b=+&c[]=1');
  assert.equal(Buffer.from(message?.body ?? []).toString('utf8'), '{"name":"Küche"}');
  const head = await request(`https://shop.test${path}`, { method: 'HEAD' });
  assert.equal(await head.body.text(), '');
});

test('stores stand side by side, and each ends by itself', async () => {
  const other = await createStore({ home: 'http://other.test' });
  const first = intercepted();
  intercepted({}, other);
  await fetch(`http://shop.test${path}`);
  await fetch(`http://other.test${path}`);
  assert.equal(store.journal().length, 1);
  assert.equal(other.journal().length, 1);
  first.close();
  await assert.rejects(fetch(`http://shop.test${path}`));
  assert.equal((await fetch(`http://other.test${path}`)).status, 401);
});

test('a host that is let through reaches the network, and everything does after the end', async context => {
  const server = createServer((_request, response) => response.end('here'));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close().closeAllConnections());
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const interception = intercepted();
  await assert.rejects(viaNode(`http://${host}/`));
  const another = intercepted({ letThrough: [host] });
  assert.equal(await viaNode(`http://${host}/`), 200);
  interception.close();
  another.close();
  assert.equal(await viaNode(`http://${host}/`), 200);
});

test('nothing is printed', async context => {
  const printed: unknown[] = [];
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'groupCollapsed'] as const)
    context.mock.method(console, name, (...parts: unknown[]) => void printed.push(...parts));
  intercepted();
  await fetch(`https://shop.test${path}?consumer_key=ck_1&consumer_secret=cs_1`);
  await assert.rejects(fetch('https://unknown.test/?consumer_secret=cs_1'));
  assert.deepEqual(printed, []);
});
