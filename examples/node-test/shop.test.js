import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { assertLetIn, assertRefused, assertSigned, assertTraffic, startStore } from 'latchkey';
import { Shop } from '../client/shop.js';

const store = await startStore({ orders: 3 });
// This process trusts the store's certificate from here on; another one would take NODE_EXTRA_CA_CERTS=store.caFile.
setDefaultCACertificates([...getCACertificates('default'), store.ca]);

beforeEach(() => store.reset());
after(() => store.close());

test('reads orders over HTTPS', async () => {
  const orders = await new Shop({ url: store.httpsUrl, ...store.keys.owner }).orders();
  assert.equal(orders.length, 3);
  assertLetIn(store);
});

test('signs over HTTP, where the secret must not travel', async () => {
  const orders = await new Shop({ url: store.url, ...store.keys.owner }).orders();
  assert.equal(orders.length, 3);
  assertSigned(store);
});

test('finds its way in where the web server takes the Authorization header out', async () => {
  store.faults = ['strip-authorization'];
  const orders = await new Shop({ url: store.httpsUrl, ...store.keys.owner }).orders();
  assert.equal(orders.length, 3);
});

test('tells that a key may not read', async () => {
  const key = store.grant({ permissions: 'write' });
  const orders = new Shop({ url: store.httpsUrl, ...key }).orders();
  await assert.rejects(orders, { code: 'woocommerce_rest_authentication_error' });
  assertRefused(store, 'woocommerce_rest_authentication_error');
});

test('keeps the rules for credentials, nonces and signatures in all that it has sent', () => {
  assertTraffic(store);
});
