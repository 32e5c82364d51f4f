/** Orders in tables of their own, as seen on 10.5 and 8.2 with High-Performance Order Storage. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStore } from '../../../mocks/index.ts';
import { Client, fixture, type Reply } from './client.ts';

const setting = 'v3/settings/advanced/woocommerce_custom_orders_table_enabled';

async function shop(value: 'yes' | 'no', version = 'wc-10.5'): Promise<Client> {
  const client = new Client(await createStore({ fixture: fixture(version), orders: 0 }));
  assert.equal((await client.call('PUT', setting, { value })).status, 200);
  return client;
}

async function sold(client: Client): Promise<{ readonly order: number; readonly refund: number }> {
  const product = (await client.call('POST', 'v3/products', { name: 'Cup', regular_price: '10' })).json.id;
  const order = (
    await client.call('POST', 'v3/orders', {
      status: 'completed',
      transaction_id: 'TX-1',
      line_items: [{ product_id: product, quantity: 2 }],
    })
  ).json.id;
  const { json } = await client.call('POST', `v3/orders/${order}/refunds`, {
    amount: '5',
    api_refund: false,
  });
  return { order, refund: json.id };
}

const said = ({ status, json }: Reply) => [status, json?.code ?? json?.errors?.[0]?.code];

for (const version of ['wc-10.5', 'wc-8.2'])
  describe(`orders in tables, ${version}`, () => {
    it('are found by wc/v2 and v3, and not by wc/v1', async () => {
      const client = await shop('yes', version);
      const { order, refund } = await sold(client);
      for (const path of [`v2/orders/${order}`, `v3/orders/${order}`, `v1/orders/${order}/notes`])
        assert.equal((await client.call('GET', path)).status, 200, path);
      const list = await client.call('GET', 'v1/orders');
      assert.deepEqual([list.json, list.header('x-wp-total')], [[], '0']);
      assert.deepEqual((await client.call('GET', `v1/orders/${order}/refunds`)).json, []);
      assert.deepEqual(said(await client.call('GET', `v1/orders/${order}`)), [
        404,
        'woocommerce_rest_invalid_shop_order_id',
      ]);
      assert.deepEqual(said(await client.call('GET', `v1/orders/${order}/refunds/${refund}`)), [
        404,
        'woocommerce_rest_invalid_shop_order_refund_id',
      ]);
      assert.deepEqual(said(await client.call('PUT', `v1/orders/${order}`, { status: 'on-hold' })), [
        400,
        'woocommerce_rest_shop_order_invalid_id',
      ]);
      assert.deepEqual(said(await client.call('DELETE', `v1/orders/${order}?force=true`)), [
        404,
        'woocommerce_rest_shop_order_invalid_id',
      ]);
    });

    it('are found by the number of their payment, and sell nothing that reports tell', async () => {
      const client = await shop('yes', version);
      const { order } = await sold(client);
      const found = await client.call('GET', 'v3/orders?search=TX-1');
      assert.deepEqual(
        found.json.map(({ id }: { id: number }) => id),
        version === 'wc-8.2' ? [] : [order],
      );
      assert.deepEqual((await client.call('GET', 'v3/reports/top_sellers')).json, []);
      const [{ total_sales, total_orders }] = (await client.call('GET', 'v3/reports/sales')).json;
      assert.deepEqual([total_sales, total_orders], ['0.00', 0]);
      assert.equal((await client.call('GET', 'v3/system_status')).json.settings.HPOS_enabled, true);
    });
  });

describe('where orders are kept', () => {
  it('stays as it is while there are orders', async () => {
    const client = await shop('no');
    await sold(client);
    assert.deepEqual(said(await client.call('PUT', setting, { value: 'yes' })), [
      500,
      'internal_server_error',
    ]);
    assert.equal((await client.call('GET', setting)).json.value, 'no');
    assert.equal((await client.call('GET', 'v1/orders')).json.length, 1);
    assert.deepEqual((await client.call('GET', 'v3/orders?search=TX-1')).json, []);
    assert.equal((await client.call('GET', 'v3/reports/top_sellers')).json.length, 1);
  });

  it('is no place that the legacy API knows, when it is a table', async () => {
    const client = await shop('yes');
    const { order } = await sold(client);
    for (const version of ['v1', 'v2', 'v3']) {
      assert.deepEqual((await client.send('GET', `/wc-api/${version}/orders`)).json, { orders: [] });
      assert.deepEqual((await client.send('GET', `/wc-api/${version}/orders/count`)).json, { count: 0 });
      assert.deepEqual(said(await client.send('GET', `/wc-api/${version}/orders/${order}`)), [
        404,
        'woocommerce_api_invalid_order',
      ]);
    }
    assert.deepEqual(said(await client.send('POST', '/wc-api/v3/orders', { order: { status: 'pending' } })), [
      404,
      'woocommerce_api_invalid_order',
    ]);
  });
});
