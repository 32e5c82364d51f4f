import assert, { AssertionError } from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Answer,
  assertLetIn,
  assertRefused,
  assertSigned,
  assertTraffic,
  basicCredentials,
  type Credentials,
  createStore,
  type Store,
  type StoreOptions,
  signRequest,
} from '../../src/index.ts';

const home = 'http://shop.test';
const path = '/wp-json/wc/v3/orders';
const now = 1_767_225_600;

async function storeWith(options: StoreOptions = {}): Promise<{ store: Store; key: Credentials }> {
  const store = await createStore({ home, now: () => now, ...options });
  return { store, key: store.grant() };
}

interface Sent {
  readonly scheme?: 'http' | 'https';
  readonly target?: string;
  readonly authorization?: string;
}

async function send(store: Store, { scheme = 'https', target = path, authorization }: Sent): Promise<Answer> {
  return store.answer({
    method: 'GET',
    scheme,
    host: 'shop.test',
    target,
    headers: ['Host', 'shop.test', ...(authorization === undefined ? [] : ['Authorization', authorization])],
    body: new Uint8Array(0),
  });
}

const basic = ({ consumerKey, consumerSecret }: Credentials): string =>
  basicCredentials(consumerKey, consumerSecret);

function signed(credentials: Credentials, query = '', nonce = 'one'): string {
  const { url } = signRequest(
    { method: 'GET', url: `${home}${path}${query}` },
    { credentials, signatureMethod: 'HMAC-SHA256', placement: 'query', timestamp: now, nonce },
  );
  return url.slice(home.length);
}

/** The failure of an assertion; that it is an AssertionError is what runners go by. */
function failure(assertion: () => void): AssertionError {
  try {
    assertion();
  } catch (error) {
    assert.ok(error instanceof AssertionError, String(error));
    return error;
  }
  throw new Error('the assertion held');
}

test('assertLetIn holds for Basic, query and OAuth', async () => {
  const { store, key } = await storeWith();
  await send(store, { authorization: basic(key) });
  assertLetIn(store);
  await send(store, {
    target: `${path}?consumer_key=${key.consumerKey}&consumer_secret=${key.consumerSecret}`,
  });
  assertLetIn(store);
  await send(store, { scheme: 'http', target: signed(key) });
  assertLetIn(store);
  assertLetIn(store, store.journal()[0]);
});

test('assertLetIn tells a refusal, an answer for everybody, and silence apart', async () => {
  const { store, key } = await storeWith();
  assert.match(failure(() => assertLetIn(store)).message, /none has reached the store/);
  await send(store, { authorization: basic({ ...key, consumerSecret: 'cs_wrong' }) });
  assert.match(failure(() => assertLetIn(store)).message, /answered with 401[\s\S]*basic\.secret refused/);
  await send(store, { target: '/wp-json/' });
  assert.match(failure(() => assertLetIn(store)).message, /showed no credentials/);
  const reader = store.grant({ permissions: 'write' });
  await send(store, { authorization: basic(reader) });
  assert.match(failure(() => assertLetIn(store)).message, /permissions refused/);
});

test('assertRefused goes by status and code', async () => {
  const { store, key } = await storeWith();
  await send(store, {});
  assertRefused(store);
  assertRefused(store, 'woocommerce_rest_cannot_view');
  const other = failure(() => assertRefused(store, 'woocommerce_rest_authentication_error'));
  assert.equal(other.actual, 'woocommerce_rest_cannot_view');
  await send(store, { authorization: basic(key) });
  assert.match(failure(() => assertRefused(store)).message, /answered with 200/);
  await send(store, { authorization: basic(key), target: '/wp-json/wc/v3/nothing' });
  assert.match(failure(() => assertRefused(store)).message, /404 rest_no_route/);
});

test('assertSigned names the mistake of a wrong signature, and no secret', async () => {
  const { store, key } = await storeWith();
  await send(store, { scheme: 'http', target: signed(key, '?search=a%20b') });
  assertSigned(store);
  await send(store, { scheme: 'http', target: signed(key, '?per_page=5', 'two').replace('per_page=5&', '') });
  assert.match(failure(() => assertSigned(store)).message, /oauth1\.signature refused/);
  const swapped = { consumerKey: key.consumerKey, consumerSecret: key.consumerKey };
  await send(store, { scheme: 'http', target: signed(swapped, '', 'three') });
  const { message } = failure(() => assertSigned(store));
  assert.match(message, /The client’s mistake: /);
  assert.doesNotMatch(message, new RegExp(`${key.consumerSecret}|${key.consumerKey}`));
  await send(store, { authorization: basic(key) });
  assert.match(failure(() => assertSigned(store)).message, /no OAuth parameters/);
});

test('assertSigned and assertLetIn hold for the legacy API', async () => {
  const fixture = (await createStore({ home })).fixture;
  const { store, key } = await storeWith({ fixture: { ...fixture, legacy_api: 'plugin' } });
  const legacy = '/wc-api/v3/orders';
  const { url } = signRequest(
    { method: 'GET', url: `${home}${legacy}` },
    { credentials: key, signatureMethod: 'HMAC-SHA256', placement: 'query', timestamp: now, nonce: 'x' },
  );
  await send(store, { scheme: 'http', target: url.slice(home.length) });
  assertSigned(store);
  assertLetIn(store);
});

test('assertTraffic holds for a client that does all right, with several keys', async () => {
  const { store, key } = await storeWith();
  await send(store, { authorization: basic(key) });
  await send(store, { scheme: 'http', target: signed(key, '', 'one') });
  await send(store, { scheme: 'http', target: signed(store.grant(), '', 'one') });
  assertTraffic(store, { output: 'GET /orders 200' });
});

test('assertTraffic names every broken rule', async () => {
  const { store, key } = await storeWith();
  assert.match(failure(() => assertTraffic(store)).message, /no request has reached the store/);
  await send(store, { scheme: 'http', authorization: basic(key) });
  const target = signed(key);
  await send(store, { scheme: 'http', target });
  await send(store, { scheme: 'http', target });
  const broken = failure(() => assertTraffic(store, { output: `secret ${key.consumerSecret}` }));
  assert.deepEqual(broken.actual, ['GATE-TLS-1', 'GATE-LEAK-1', 'GATE-NONCE-1']);
  assert.match(broken.message, /breaks 3 of \d+ rules/);
  assert.doesNotMatch(broken.message, new RegExp(key.consumerSecret));
  assertTraffic(store, { except: ['GATE-TLS-1', 'GATE-NONCE-1'] });
  assert.throws(
    () => assertTraffic(store, { except: ['GATE-TLS'] }),
    /UsageError: except "GATE-TLS": expected/,
  );
});

test('assertTraffic judges a wrong signature, and leaves a key that nobody knows alone', async () => {
  const { store, key } = await storeWith();
  await send(store, { scheme: 'http', target: signed({ ...key, consumerSecret: `${key.consumerSecret}&` }) });
  const broken = failure(() => assertTraffic(store));
  assert.deepEqual(broken.actual, ['GATE-SIGN-1']);
  store.clearJournal();
  await send(store, {
    scheme: 'http',
    target: signed({ consumerKey: `ck_${'0'.repeat(40)}`, consumerSecret: `cs_${'0'.repeat(40)}` }),
  });
  assertTraffic(store);
});
