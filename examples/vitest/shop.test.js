import { createStore, profiles } from 'latchkey';
import { handlers } from 'latchkey/msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Shop } from '../client/shop.js';

// Every version of WooCommerce that Latchkey knows, each a store of its own, without sockets.
describe.each(Object.keys(profiles))('WooCommerce %s', profile => {
  let store;
  let server;
  const shop = (scheme, key) => new Shop({ url: `${scheme}://shop.test`, ...key });

  beforeAll(async () => {
    store = await createStore({ home: 'http://shop.test', profile, orders: 3 });
    server = setupServer(...handlers(store));
    server.listen({ onUnhandledFrame: 'error' });
  });
  afterAll(() => server.close());

  test('reads orders over HTTPS', async () => {
    expect(await shop('https', store.grant()).orders()).toHaveLength(3);
  });

  test('signs over HTTP', async () => {
    expect(await shop('http', store.grant()).orders()).toHaveLength(3);
  });

  test('tells that the clock is wrong', async () => {
    store.setClock(Date.now() / 1000 + 3600);
    await expect(shop('http', store.grant()).orders()).rejects.toMatchObject({
      code: 'woocommerce_rest_authentication_error',
      message: expect.stringContaining('timestamp'),
    });
    store.setClock(null);
  });
});
