import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { type TestContext, test } from 'node:test';
import { Ajv } from 'ajv';
import { createStore, type Message, type Store } from '../../mocks/index.ts';
import { type ControlOptions, openControl } from '../../src/serve/control.ts';

const schemaFile = new URL('../../schemas/control.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
const ajv = new Ajv({ strict: true, allErrors: true });
ajv.addSchema(schema);

type Json = Record<string, unknown>;

interface Tool {
  readonly store: Store;
  /** Asks, and checks the answer against the schema of its route. */
  ask(
    method: string,
    path: string,
    body?: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; data: Json }>;
}

async function opened(context: TestContext, options: ControlOptions = {}): Promise<Tool> {
  const store = await createStore({ home: 'http://shop.test', now: () => 1_790_000_000 });
  const control = await openControl(store, options);
  context.after(() => control.close());
  return {
    store,
    ask: (method, path, body, headers = {}) =>
      new Promise((resolve, reject) => {
        const sent = request({ port: control.port, host: '127.0.0.1', method, path, headers }, answer => {
          const chunks: Buffer[] = [];
          answer.on('data', chunk => chunks.push(chunk));
          answer.on('end', () => {
            const data = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Json;
            const status = answer.statusCode as number;
            const member = status === 200 ? `${method} ${path}` : 'error';
            if (status !== 200 || schema.properties[member]) {
              const validate = ajv.compile({
                $ref: `${schema.$id}#/properties/${member.replaceAll('/', '~1').replaceAll(' ', '%20')}`,
              });
              assert.ok(validate(data), ajv.errorsText(validate.errors));
            }
            resolve({ status, data });
          });
        });
        sent.on('error', reject);
        sent.end(body);
      }),
  };
}

function message(store: Store, changes: Partial<Message> = {}): Message {
  const key = store.fixture.keys[0];
  const credentials = Buffer.from(`${key?.consumer_key}:${key?.consumer_secret}`).toString('base64');
  return {
    method: 'GET',
    scheme: 'https',
    host: 'shop.test',
    target: '/wp-json/wc/v3/orders',
    headers: ['Host', 'shop.test', 'Authorization', `Basic ${credentials}`],
    body: new Uint8Array(0),
    ...changes,
  };
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const firstOf = <T>(list: readonly T[] | undefined) => list?.[0] as T;

test('GET /health tells which store this is', async context => {
  const { ask } = await opened(context);
  const { status, data } = await ask('GET', '/health');
  assert.equal(status, 200);
  assert.deepEqual(data, { status: 'ok', profile: '10.5', home: 'http://shop.test', now: 1_790_000_000 });
});

test('PUT /clock stops the clock and lets it run again', async context => {
  const { ask, store } = await opened(context);
  assert.deepEqual((await ask('PUT', '/clock', '{"now": 12.5}')).data, { now: 12.5 });
  assert.equal(store.now(), 12.5);
  assert.deepEqual((await ask('PUT', '/clock', '{"now": null}')).data, { now: 1_790_000_000 });
});

for (const body of [
  '{"now": "1"}',
  '{"now": -1}',
  '{"now": 253402300800}',
  '{}',
  '[]',
  'null',
  '{"now": 1e999}',
  '1',
  '{"now":',
  '',
])
  test(`PUT /clock refuses ${body || 'nothing'} in one line`, async context => {
    const { ask } = await opened(context);
    const { status, data } = await ask('PUT', '/clock', body);
    assert.equal(status, 400);
    assert.doesNotMatch((data.error as { message: string }).message, /\n/);
    assert.equal((await ask('GET', '/health')).data.now, 1_790_000_000);
  });

test('POST /reset goes back to the fixture', async context => {
  const { ask, store } = await opened(context);
  await ask('PUT', '/clock', '{"now": 1}');
  await ask('PUT', '/site', '{"maintenance": true}');
  assert.deepEqual((await ask('POST', '/reset')).data, { now: 1_790_000_000 });
  assert.equal(store.switches.maintenance, false);
});

test('PUT /site switches what is named and leaves the rest', async context => {
  const { ask, store } = await opened(context);
  const { data } = await ask('PUT', '/site', '{"maintenance": true, "applicationPasswords": true}');
  assert.deepEqual(data, {
    permalinks: 'pretty',
    maintenance: true,
    comingSoon: false,
    applicationPasswords: true,
  });
  assert.equal((await store.answer(message(store))).status, 503);
  assert.deepEqual((await ask('PUT', '/site', '{"maintenance": false}')).data.maintenance, false);
  assert.deepEqual((await ask('GET', '/site')).data.applicationPasswords, true);
});

for (const body of [
  '{"maintenance": 1}',
  '{"maintainance": true}',
  '{"maintenance": true, "toString": true}',
  '[]',
])
  test(`PUT /site refuses ${body} and changes nothing`, async context => {
    const { ask, store } = await opened(context);
    assert.equal((await ask('PUT', '/site', body)).status, 400);
    assert.equal(store.switches.maintenance, false);
  });

test('GET /journal tells what arrived, how it was judged and by which rule; DELETE forgets it', async context => {
  const { ask, store } = await opened(context);
  await store.answer(
    message(store, { method: 'POST', target: '/wp-json/wc/v3/K\xc3\xbcche', body: bytes('{"a":"ü"}') }),
  );
  await store.answer(
    message(store, {
      headers: [
        'Host',
        'shop.test',
        'Authorization',
        `Basic ${Buffer.from(`${store.fixture.keys[0]?.consumer_key}:wrong`).toString('base64')}`,
      ],
    }),
  );
  const { data } = await ask('GET', '/journal');
  type Entry = { request: Json; answer: Json; judgements: { rule: string; outcome: string }[] };
  const [first, second] = data.exchanges as Entry[];
  assert.equal(first?.request.target, '/wp-json/wc/v3/Küche');
  assert.equal(first?.request.body, '{"a":"ü"}');
  assert.equal(first?.request.bodyBytes, 10);
  assert.equal(second?.answer.status, 401);
  assert.ok(
    second?.judgements.some(({ rule, outcome }) => rule.startsWith('basic') && outcome === 'refused'),
    JSON.stringify(second?.judgements),
  );
  assert.deepEqual((await ask('DELETE', '/journal')).data, { exchanges: [], deliveries: [] });
  assert.deepEqual((await ask('GET', '/journal')).data, { exchanges: [], deliveries: [] });
});

test('POST /deliver has a webhook deliver, and the journal shows it without its signature', async context => {
  const { ask, store } = await opened(context);
  const [owner] = store.fixture.keys;
  const pair = `${owner?.consumer_key}:${owner?.consumer_secret}`;
  await store.answer(
    message(store, {
      method: 'POST',
      scheme: 'https',
      target: '/wp-json/wc/v3/webhooks',
      headers: [
        ...['Host', 'shop.test', 'Content-Type', 'application/json'],
        ...['Authorization', `Basic ${Buffer.from(pair).toString('base64')}`],
      ],
      body: bytes('{"topic":"order.created","delivery_url":"http://127.0.0.1:1/hook","secret":"geheim"}'),
    }),
  );
  await store.delivered();
  const sent = await ask('POST', '/deliver', '{"topic":"order.created","id":22}');
  assert.equal(sent.status, 200);
  const [delivery] = sent.data.deliveries as { error: string; request: { headers: [string, string][] } }[];
  assert.match(delivery?.error ?? '', /^cURL error 7/);
  const shown = new Map(delivery?.request.headers);
  assert.equal(shown.get('X-WC-Webhook-Topic'), 'order.created');
  assert.doesNotMatch(shown.get('X-WC-Webhook-Signature') ?? '', /=$/);
  // A webhook whose ping nobody has answered is pinged again when it is saved.
  await store.delivered();
  const journal = (await ask('GET', '/journal')).data.deliveries as { kind: string }[];
  assert.deepEqual(
    journal.map(({ kind }) => kind),
    ['ping', 'delivery', 'ping'],
  );
  for (const body of [
    '{}',
    '{"id":22}',
    '{"id":22,"topic":1}',
    '{"id":22,"topic":"order.deleted"}',
    '{"id":999,"webhook":1}',
  ]) {
    const refused = await ask('POST', '/deliver', body);
    assert.equal(refused.status, 400, body);
    assert.equal((refused.data.error as { code: string }).code, 'invalid_delivery');
  }
});

test('the journal shows no credentials, wherever a client puts them', async context => {
  const { ask, store } = await opened(context);
  const { consumer_key, consumer_secret } = firstOf(store.fixture.keys);
  const { password } = firstOf(store.fixture.users);
  const query = `consumer_key=${consumer_key}&consumer_secret=${consumer_secret}`;
  const padding = 'x'.repeat(4080);
  await store.answer(message(store));
  await store.answer(message(store, { target: `/wp-json/wc/v3/orders?${query}`, headers: [] }));
  await store.answer(
    message(store, { target: `/wp-json/?q=${encodeURIComponent(encodeURIComponent(query))}` }),
  );
  await store.answer(
    message(store, {
      method: 'POST',
      headers: ['Content-Type', 'application/json', 'Cookie', `wordpress_logged_in_x=${password}`],
      body: bytes(JSON.stringify({ note: consumer_secret, password })),
    }),
  );
  // A secret that begins at the end of what is shown.
  await store.answer(message(store, { method: 'POST', body: bytes(`${padding}${consumer_secret}`) }));
  const text = JSON.stringify((await ask('GET', '/journal')).data);
  const basic = Buffer.from(`${consumer_key}:${consumer_secret}`).toString('base64');
  for (const secret of [consumer_secret, consumer_secret.slice(3, 20), consumer_key, password, basic])
    assert.ok(!text.includes(secret), `${secret.slice(0, 6)}… is in the journal`);
  assert.ok(text.includes('ck_'), 'a key keeps its prefix');
});

test('an unknown route and a wrong method are told', async context => {
  const { ask } = await opened(context);
  const unknown = await ask('GET', '/nothing?x=1');
  assert.equal(unknown.status, 404);
  assert.match(JSON.stringify(unknown.data), /GET \/nothing is none of: GET \/health/);
  assert.equal((await ask('POST', '/health')).status, 405);
});

test('HEAD is answered as GET is, and a 405 says what is allowed', async context => {
  const store = await createStore({ home: 'http://shop.test' });
  const control = await openControl(store);
  context.after(() => control.close());
  const at = (method: string, path: string) =>
    fetch(`http://127.0.0.1:${control.port}${path}`, { method, headers: { connection: 'close' } });
  const head = await at('HEAD', '/health');
  assert.equal(head.status, 200);
  assert.equal(await head.text(), '');
  const refused = await at('POST', '/journal');
  assert.equal(refused.status, 405);
  assert.equal(refused.headers.get('allow'), 'GET, DELETE');
});

test('web pages are kept out', async context => {
  const { ask } = await opened(context);
  assert.equal((await ask('POST', '/reset', '', { Origin: 'http://evil.test' })).status, 403);
  assert.equal((await ask('GET', '/journal', undefined, { Host: 'evil.test:80' })).status, 403);
  assert.equal((await ask('GET', '/health', undefined, { Host: 'LocalHost:1234' })).status, 200);
});

test('the listener’s own page is let in, one of another port or a frame of another site is not', async context => {
  const { ask } = await opened(context);
  const Host = '127.0.0.1:9000';
  const status = async (headers: Record<string, string>) =>
    (await ask('GET', '/health', undefined, { Host, ...headers })).status;
  assert.equal(await status({ Origin: 'http://127.0.0.1:9000', 'Sec-Fetch-Site': 'same-origin' }), 200);
  assert.equal(await status({ Origin: 'http://127.0.0.1:9001' }), 403);
  assert.equal(await status({ Origin: 'https://127.0.0.1:9000' }), 403);
  assert.equal(await status({ Origin: 'null' }), 403);
  assert.equal(await status({ 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Dest': 'empty' }), 403);
  assert.equal(await status({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'iframe' }), 403);
  assert.equal(await status({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'document' }), 200);
  const rebound = { Host: 'evil.test:9000', Origin: 'http://evil.test:9000' };
  assert.equal((await ask('GET', '/health', undefined, rebound)).status, 403);
});

test('a body over 1 MiB is refused', async context => {
  const { ask } = await opened(context);
  assert.equal((await ask('PUT', '/clock', ' '.repeat(1_100_000))).status, 413);
});

test('other routes stand beside the store’s own', async context => {
  const seen: unknown[] = [];
  const { ask } = await opened(context, {
    routes: [
      {
        method: 'PUT',
        path: '/weather',
        handle(body) {
          seen.push(body);
          return { weather: [] };
        },
      },
    ],
  });
  assert.deepEqual((await ask('PUT', '/weather', '["cache"]')).data, { weather: [] });
  assert.deepEqual(seen, [['cache']]);
});
