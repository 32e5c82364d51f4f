/** Clients that keep a rule of the gate and clients that break it, each in its own way, judged by assertTraffic. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertTraffic, createStore } from '../../src/index.ts';
import { Client, holds, home, path, start, type TrafficCase } from './traffic-client.ts';

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const address = (more: object = {}): string => {
  const all = {
    app_name: 'App',
    scope: 'read_write',
    user_id: '1',
    return_url: 'https://app.test/back',
    callback_url: 'https://app.test/callback',
    ...more,
  };
  return `/wc-auth/v1/authorize?${new URLSearchParams(all)}`;
};

const cases: readonly TrafficCase[] = [
  [
    'Basic over TLS and OAuth over HTTP',
    async client => {
      assert.equal(await client.basic(), 200);
      assert.equal(await client.signed(), 200);
      assert.equal(await client.signed({ placement: 'header' }), 200);
    },
    [],
  ],
  ['Basic over HTTP', async client => void (await client.basic(undefined, 'http')), ['GATE-TLS-1']],
  ['wrong Basic credentials over HTTP', async c => void (await c.basic('x', 'http')), ['GATE-TLS-1']],
  ['the query over HTTP', async client => void (await client.query(undefined, 'http')), ['GATE-TLS-1']],
  [
    'the consumer key alone over HTTP, which is no secret',
    async c => void (await c.send('http', { target: `${path}?consumer_key=${c.key.consumerKey}` })),
    [],
  ],
  [
    'a signature over HTTP with the secret beside it',
    async c => void (await c.signed({}, target => `${target}&consumer_secret=${c.key.consumerSecret}`)),
    ['GATE-TLS-1', 'GATE-SIGN-1'],
  ],
  [
    'OAuth in plain text over HTTP',
    async c =>
      void (await c.signed({}, target =>
        target
          .replace('HMAC-SHA256', 'PLAINTEXT')
          .replace(/oauth_signature=[^&]*/, `oauth_signature=${c.key.consumerSecret}%26`),
      )),
    ['GATE-TLS-1', 'GATE-SIGN-1'],
  ],
  [
    'a bearer token over HTTP',
    async c => void (await c.send('http', { headers: { authorization: 'Bearer abc' } })),
    ['GATE-TLS-1'],
  ],
  ...(['cookie', 'user-agent', 'x-api-secret'] as const).map(
    field =>
      [
        `the secret in ${field}, in Base64, over HTTP`,
        async (c: Client) => {
          const value = Buffer.from(`ab${c.key.consumerKey}:${c.key.consumerSecret}`).toString('base64');
          await c.query();
          await c.send('http', { headers: { [field]: `s=${value}` } });
        },
        ['GATE-TLS-1', 'GATE-LEAK-1'],
      ] as const,
  ),
  [
    'the secret in a JSON body',
    async c => {
      const body = JSON.stringify({ customer_note: c.key.consumerSecret });
      await c.basic(undefined, 'https', { method: 'POST', headers: json, body });
    },
    ['GATE-LEAK-1'],
  ],
  [
    'the secret in a form, where the store looks for none',
    async c => {
      const body = `consumer_key=${c.key.consumerKey}&consumer_secret=${c.key.consumerSecret}`;
      await c.send('https', { method: 'POST', headers: form, body });
    },
    ['GATE-LEAK-1'],
  ],
  [
    'the secret in a parameter of another name',
    async c => {
      await c.basic();
      await c.send('https', { target: `/wp-json/?token=${c.key.consumerSecret}` });
    },
    ['GATE-LEAK-1'],
  ],
  [
    'the secret in a Referer of a request without credentials',
    async c => {
      await c.query();
      const referer = `https://shop.test${path}?consumer_secret=${c.key.consumerSecret}`;
      await c.send('https', { target: '/wp-json/', headers: { referer } });
    },
    ['GATE-LEAK-1'],
  ],
  [
    'a nonce once in the query and once in the header',
    async c => {
      await c.signed({ nonce: 'same' });
      await c.signed({ nonce: 'same', placement: 'header', timestamp: start + 1 });
    },
    ['GATE-NONCE-1'],
  ],
  [
    'a nonce that two keys have used, which is no reuse',
    async c => {
      await c.signed({ nonce: 'same' });
      assert.equal(await c.signed({ nonce: 'same', credentials: c.store.grant() }), 200);
    },
    [],
  ],
  [
    'no signature',
    async c => void (await c.signed({}, target => target.replace(/&?oauth_signature=[^&]*/, ''))),
    ['GATE-SIGN-1'],
  ],
  ['milliseconds', async client => void (await client.signed({ timestamp: start * 1000 })), ['GATE-TIME-1']],
  ['a negative time', async client => void (await client.signed({ timestamp: -5 })), ['GATE-TIME-1']],
  ['another time zone', async c => void (await c.signed({ timestamp: start + 7200 })), ['GATE-TIME-1']],
  ['a clock ten minutes behind', async c => void (await c.signed({ timestamp: start - 600 })), []],
  [
    'a time taken once and for all',
    async c => {
      await c.signed();
      c.wait(120);
      await c.signed({ timestamp: start });
    },
    ['GATE-TIME-1'],
  ],
  [
    'a refusal tried again',
    async c => {
      await c.basic('wrong');
      await c.basic('wrong');
    },
    ['GATE-RETRY-1'],
  ],
  [
    'two different wrong secrets, one after the other',
    async c => {
      await c.basic('wrong');
      await c.basic('wrong too');
    },
    [],
  ],
  [
    'the fall back to the query, in two tests',
    async c => {
      for (const _ of [1, 2]) {
        await c.basic('wrong');
        await c.query('wrong');
      }
    },
    [],
  ],
  [
    'a loop that falls back and forth',
    async c => {
      for (const _ of [1, 2, 3]) {
        await c.basic('wrong');
        await c.query('wrong');
      }
    },
    ['GATE-RETRY-1'],
  ],
  [
    'a loop of refusals between requests that succeed',
    async c => {
      for (const _ of [1, 2, 3, 4, 5]) {
        await c.basic('wrong');
        await c.basic();
      }
    },
    ['GATE-RETRY-1'],
  ],
  [
    'a client that shows its key only when it is asked to',
    async c => {
      for (const _ of [1, 2, 3, 4, 5, 6]) {
        await c.send('https');
        await c.basic();
      }
    },
    [],
  ],
  [
    'a refused request with another Accept',
    async c => {
      await c.basic('wrong', 'https', { headers: { accept: '*/*' } });
      await c.basic('wrong', 'https', { headers: { accept: 'application/json' } });
    },
    [],
  ],
  ['the authorization flow', async client => void (await client.send('https', { target: address() })), []],
  ...[
    { scope: 'all' },
    { callback_url: 'http://app.test/callback' },
    { return_url: '' },
    { return_url: '/back' },
    { callback_url: encodeURIComponent('https://app.test/callback') },
  ].map(
    wrong =>
      [
        `the authorization flow with ${JSON.stringify(wrong)}`,
        async (c: Client) => void (await c.send('https', { target: address({ ...wrong }) })),
        ['GATE-AUTHORIZE-1'],
      ] as const,
  ),
  [
    'the authorization flow by POST',
    async c => {
      const [target, body] = address().split('?') as [string, string];
      await c.send('https', { method: 'POST', target, headers: form, body });
    },
    ['GATE-AUTHORIZE-1'],
  ],
  [
    'the authorization flow at an address that is none',
    async c => void (await c.send('https', { target: address().replace('v1', 'v2') })),
    ['GATE-AUTHORIZE-1'],
  ],
];

for (const [what, run, broken] of cases) holds(what, run, broken);

test('what was printed is searched for the secret in any encoding', async () => {
  const client = new Client(await createStore({ home }));
  await client.basic();
  const { consumerKey, consumerSecret } = client.key;
  const header = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64');
  const encoded = [...consumerSecret].map(c => `%${c.charCodeAt(0).toString(16)}`).join('');
  for (const output of [`a ${consumerSecret}`, `xy${header}`, `"${encoded}"`, consumerSecret.slice(3)])
    assert.throws(() => assertTraffic(client.store, { output }), /GATE-LEAK-1/, output);
  assertTraffic(client.store, { output: `${consumerKey} cs_…${consumerSecret.slice(-4)}` });
});
