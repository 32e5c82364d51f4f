/** What those who are let in get at the routes of the table. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createStore, type Store } from '../../../mocks/index.ts';
import { fixture } from '../resources/client.ts';
import { fieldsOf, host, identities } from './identities.ts';

describe('who is let in', () => {
  let store: Store;
  let fields: string[];
  const get = async (target: string, method = 'GET', as: readonly string[] = fields) => {
    const headers = ['Host', host, ...as];
    const answer = await store.answer({
      method,
      scheme: 'https',
      host,
      target: `/wp-json${target}`,
      headers,
      body: Buffer.from(''),
    });
    return { status: answer.status, json: JSON.parse(Buffer.from(answer.body).toString()) };
  };

  before(async () => {
    store = await createStore({ fixture: fixture() });
    const owner = identities.find(({ name }) => name === 'administrator');
    assert.ok(owner);
    fields = await fieldsOf(store, owner);
  });

  it('hears the name of a route that is not simulated, with a code of no real store', async () => {
    const { status, json } = await get('/wp/v2/blocks/7');
    assert.deepEqual([status, json.code], [404, 'rest_post_invalid_id']);
    const list = await get('/wp/v2/blocks');
    assert.deepEqual(
      [list.status, list.json.code, list.json.data.route],
      [501, 'latchkey_not_simulated', 'GET /wp/v2/blocks'],
    );
  });

  it('hears what a request without parameters lacks', async () => {
    const { status, json } = await get('/wp/v2/posts', 'POST');
    assert.deepEqual([status, json.code], [400, 'empty_content']);
    const analytics = await get('/wc-analytics/products/reviews', 'POST');
    assert.equal(analytics.json.code, 'rest_missing_callback_param');
  });

  it('gets orders, products and customers of wc-analytics', async () => {
    assert.equal((await get('/wc-analytics/orders/22')).json.id, 22);
    assert.equal((await get('/wc-analytics/products/10')).json.sku, 'SKU-1');
    assert.equal((await get('/wc-analytics/customers')).json[0].user_id, 3);
    // Where another method makes PHP die, this one does not.
    assert.deepEqual((await get('/wc-analytics/products/999999/variations')).json, []);
  });

  it("gets the Store API's products in cents, and pages of them", async () => {
    const { json } = await get('/wc/store/v1/products/10', 'GET', []);
    assert.deepEqual([json.sku, json.prices.price, json.add_to_cart.maximum], ['SKU-1', '600', 9999]);
    const page = await get('/wc/store/v1/products?per_page=5&page=3', 'GET', []);
    assert.equal(page.json.length, 2);
    assert.equal((await get('/wc/store/v1/products?per_page=no', 'GET', [])).json.code, 'rest_invalid_param');
  });

  it('finds every route in the index, and its methods by OPTIONS', async () => {
    const { json } = await get('/', 'GET', []);
    assert.equal(Object.keys(json.routes).length, 644);
    assert.deepEqual((await get('/wc-admin/options', 'OPTIONS', [])).json.methods, [
      'GET',
      'POST',
      'PUT',
      'PATCH',
    ]);
  });
});
