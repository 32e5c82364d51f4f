import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { assertSigned, assertTraffic, startStore } from 'latchkey';
import { Shop } from '../client/shop.js';

let store;
beforeAll(async () => {
  store = await startStore({ orders: 3 });
});
beforeEach(() => store.reset());
afterAll(() => store.close());

test('reads orders', async () => {
  expect(await new Shop({ url: store.url, ...store.keys.owner }).orders()).toHaveLength(3);
  assertSigned(store);
  assertTraffic(store);
});

test('tells that a key was revoked', async () => {
  const orders = new Shop({ url: store.url, ...store.keys.revoked }).orders();
  await expect(orders).rejects.toMatchObject({ code: 'woocommerce_rest_authentication_error' });
});

test('tells that the shop is being maintained', async () => {
  store.store.switches.maintenance = true;
  await expect(new Shop({ url: store.url, ...store.keys.owner }).orders()).rejects.toThrow();
});
