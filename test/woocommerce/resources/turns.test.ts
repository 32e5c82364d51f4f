import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStore } from '../../../mocks/index.ts';
import { client, fixture } from './client.ts';

describe('requests at the same time', () => {
  it('write one after the other: a code is given once', async () => {
    const shop = await client();
    const made = await Promise.all([1, 2, 3].map(() => shop.call('POST', 'v3/coupons', { code: 'same' })));
    assert.deepEqual(
      made.map(reply => reply.status),
      [201, 400, 400],
    );
    assert.equal((await shop.get('v3/coupons?code=same')).json.length, 1);
  });

  it('change one order each in their turn', async () => {
    const shop = await client();
    await Promise.all([
      shop.call('PUT', 'v3/orders/22', { customer_note: 'a note' }),
      shop.call('PUT', 'v3/orders/22', { transaction_id: 'a transaction' }),
      shop.call('PUT', 'v1/orders/22', { billing: { city: 'a city' } }),
    ]);
    const { json } = await shop.get('v3/orders/22');
    assert.deepEqual(
      [json.customer_note, json.transaction_id, json.billing.city],
      ['a note', 'a transaction', 'a city'],
    );
  });
});

describe('the first request', () => {
  it('for orders does not wait for the data library, and one with a query does', async () => {
    const store = await createStore({ fixture: fixture() });
    const key = store.fixture.keys.find(one => one.name === 'admin_rw');
    const ask = (path: string) =>
      store.answer({
        method: 'GET',
        scheme: 'https',
        host: 'shop.test',
        target: `/wp-json/wc/v3/${path}?consumer_key=${key?.consumer_key}&consumer_secret=${key?.consumer_secret}`,
        headers: ['Host', 'shop.test'],
        body: new Uint8Array(),
      });
    /** The paths in the order in which they are answered when they are all asked for at once. */
    const answered = async (...paths: string[]) => {
      const order: string[] = [];
      const each = paths.map(async path => {
        assert.equal((await ask(path)).status, 200, path);
        order.push(path);
      });
      await Promise.all(each);
      return order;
    };
    assert.deepEqual(await answered('products', 'orders', 'orders/22'), ['orders', 'orders/22', 'products']);
    assert.deepEqual(
      await answered('products', 'orders'),
      ['products', 'orders'],
      'later ones do not wait either',
    );
  });
});
