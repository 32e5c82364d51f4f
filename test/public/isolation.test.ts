/** Stores side by side in one process: whatever happens to one, the others never know. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  basicCredentials,
  type Credentials,
  createStore,
  profiles,
  type Store,
  signRequest,
  startStore,
} from '../../src/index.ts';
import { handlers } from '../../src/msw.ts';

const path = '/wp-json/wc/v3/orders';

interface Sent {
  readonly method?: string;
  readonly scheme?: 'http' | 'https';
  readonly target?: string;
  readonly authorization?: string;
  readonly json?: unknown;
}

async function send(store: Store, { method = 'GET', scheme = 'https', target = path, ...sent }: Sent) {
  const answer = await store.answer({
    method,
    scheme,
    host: 'shop.test',
    target,
    headers: [
      ...['Host', 'shop.test'],
      ...(sent.authorization === undefined ? [] : ['Authorization', sent.authorization]),
      ...(sent.json === undefined ? [] : ['Content-Type', 'application/json']),
    ],
    body: new TextEncoder().encode(sent.json === undefined ? '' : JSON.stringify(sent.json)),
  });
  const text = Buffer.from(answer.body).toString('utf8');
  return { status: answer.status, json: answer.status < 500 ? JSON.parse(text) : undefined };
}

const basic = ({ consumerKey, consumerSecret }: Credentials): string =>
  basicCredentials(consumerKey, consumerSecret);

function signed(credentials: Credentials, timestamp: number): string {
  const home = 'http://shop.test';
  const { url } = signRequest(
    { method: 'GET', url: `${home}${path}` },
    {
      credentials,
      signatureMethod: 'HMAC-SHA1',
      placement: 'query',
      timestamp,
      nonce: 'the same everywhere',
    },
  );
  return url.slice(home.length);
}

test('forty stores at once keep their own keys, nonces, clocks, faults, orders and journals', async () => {
  const versions = Object.keys(profiles);
  const stores = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const clock = 1_700_000_000 + index * 86_400;
      const store = await createStore({
        home: 'http://shop.test',
        profile: versions[index % versions.length] as string,
        orders: index,
        now: () => clock,
        faults: index % 4 === 0 ? ['strip-authorization'] : [],
        switches: { maintenance: index % 10 === 9 },
      });
      return { index, store, clock, key: store.grant() };
    }),
  );
  const inMaintenance = (index: number): boolean => index % 10 === 9;
  const isStripped = (index: number): boolean => index % 4 === 0;

  await Promise.all(
    stores.map(async ({ index, store, clock, key }) => {
      if (inMaintenance(index)) {
        assert.equal((await send(store, { authorization: basic(key) })).status, 503);
        return;
      }
      assert.equal((await send(store, { authorization: basic(key) })).status, isStripped(index) ? 401 : 200);
      // One nonce for all of them, each at its own time: a nonce is spent in one store only.
      assert.equal((await send(store, { scheme: 'http', target: signed(key, clock) })).status, 200);
      assert.equal((await send(store, { scheme: 'http', target: signed(key, clock) })).status, 401);
      // A key of the neighbour is nobody's here.
      const neighbour = stores[(index + 1) % stores.length] as (typeof stores)[number];
      const theirs = { authorization: basic(neighbour.key) };
      assert.equal((await send(store, theirs)).status, 401);
      const query = `?consumer_key=${key.consumerKey}&consumer_secret=${key.consumerSecret}`;
      const made = await send(store, {
        method: 'POST',
        target: `${path}${query}`,
        json: { customer_note: `of store ${index}` },
      });
      assert.equal(made.status, 201);
    }),
  );

  for (const { index, store, key } of stores) {
    const requests = inMaintenance(index) ? 1 : 5;
    assert.equal(store.journal().length, requests, `the journal of store ${index}`);
    assert.deepEqual(store.faults, isStripped(index) ? ['strip-authorization'] : []);
    if (inMaintenance(index)) continue;
    const query = `&consumer_key=${key.consumerKey}&consumer_secret=${key.consumerSecret}`;
    const { json } = await send(store, { target: `${path}?per_page=100${query}` });
    const notes = json
      .map((order: { customer_note: string }) => order.customer_note)
      .filter((note: string) => note);
    assert.equal(json.length, index + 1, `the orders of store ${index}`);
    assert.deepEqual(
      notes.filter((note: string) => note.startsWith('of store')),
      [`of store ${index}`],
    );
  }
});

test('what is done to one store leaves the other as it was', async () => {
  const [one, other] = await Promise.all([createStore(), createStore()]);
  const key = other.grant();
  one.setClock(0);
  one.faults = ['maintenance'];
  one.switches.permalinks = 'plain';
  await one.reset();
  one.faults = ['strip-authorization'];
  assert.ok(other.now() > 1_700_000_000);
  assert.deepEqual(other.faults, []);
  assert.equal(other.switches.permalinks, 'pretty');
  assert.equal(other.findKey(key.consumerKey)?.consumerSecret, key.consumerSecret);
  assert.equal(one.findKey(key.consumerKey), undefined);
});

test('handlers of several stores stand side by side, each for its host', async () => {
  const { getResponse } = await import('msw');
  const [one, other] = await Promise.all([
    createStore({ home: 'https://one.test' }),
    createStore({ home: 'https://other.test' }),
  ]);
  const key = one.grant();
  const all = [...handlers(one), ...handlers(other)];
  const status = async (host: string) => {
    const request = new Request(`https://${host}${path}`, { headers: { authorization: basic(key) } });
    return (await getResponse(all, request))?.status;
  };
  assert.equal(await status('one.test'), 200);
  assert.equal(await status('other.test'), 401);
});

test('started stores have ports, keys, faults and journals of their own', async () => {
  await using one = await startStore();
  await using other = await startStore({ faults: ['strip-authorization'] });
  assert.notEqual(one.url, other.url);
  assert.notEqual(one.ca, other.ca);
  const key = one.grant();
  const status = async (url: string) =>
    (
      await fetch(`${url}${path}?consumer_key=${key.consumerKey}`, {
        headers: { authorization: basicCredentials(key.consumerKey, key.consumerSecret) },
      })
    ).status;
  await Promise.all([status(one.url), status(one.url), status(other.url)]);
  assert.equal(one.journal().length, 2);
  assert.equal(other.journal().length, 1);
  await other.close();
  assert.equal((await fetch(`${one.url}/wp-json/`)).status, 200);
});
