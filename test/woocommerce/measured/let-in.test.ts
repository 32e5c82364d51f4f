/** What those who are let in get at the routes of the table. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createStore, type Store } from '../../../mocks/index.ts';
import { fixture } from '../resources/client.ts';
import { fieldsOf, host, identities } from './identities.ts';

describe('who is let in', () => {
  let store: Store;
  let fields: string[];
  const as = async (who: string) => {
    const identity = identities.find(({ name }) => name === who);
    assert.ok(identity);
    return await fieldsOf(store, identity);
  };
  const get = async (target: string, method = 'GET', who: readonly string[] = fields, body = '') => {
    const headers = ['Host', host, ...who];
    const answer = await store.answer({
      method,
      scheme: 'https',
      host,
      target: `/wp-json${target}`,
      headers,
      body: Buffer.from(body),
    });
    return { status: answer.status, json: JSON.parse(Buffer.from(answer.body).toString()) };
  };

  before(async () => {
    store = await createStore({ fixture: fixture() });
    fields = await as('administrator');
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

  it('is the administrator where plugins are managed, and no shop manager', async () => {
    const manager = await as('manager');
    for (const path of ['/wc-admin/plugins/install/status', '/wc-admin/marketing/recommended']) {
      assert.equal((await get(path)).json.code, 'latchkey_not_simulated');
      assert.equal((await get(path, 'GET', manager)).json.code, 'woocommerce_rest_cannot_update');
    }
  });

  it('is whoever may see or edit a user', async () => {
    const said = async (who: string, method: string, id: number) =>
      (await get(`/wp/v2/users/${id}`, method, who === 'nobody' ? [] : await as(who))).json.code ?? 'seen';
    const all = (who: string, method: string) => Promise.all([1, 2, 3, 4].map(id => said(who, method, id)));
    const view = 'rest_user_cannot_view';
    assert.deepEqual(await all('nobody', 'GET'), ['seen', view, view, view]);
    assert.deepEqual(await all('customer', 'GET'), ['seen', view, 'seen', view]);
    assert.deepEqual(await all('manager', 'GET'), ['seen', 'seen', 'seen', 'seen']);
    const [no, in_] = ['rest_cannot_edit', 'latchkey_not_simulated'];
    assert.deepEqual(await all('customer', 'POST'), [no, no, in_, no]);
    assert.deepEqual(await all('manager', 'POST'), [no, in_, in_, no]);
    assert.deepEqual(await all('administrator', 'POST'), [in_, in_, in_, in_]);
  });

  it('is told what an upload lacks', async () => {
    const said = async (type: string, body: string, ...more: string[]) => {
      const sent = [...(type === '' ? [] : ['Content-Type', type]), ...more, ...fields];
      const { status, json } = await get('/wp/v2/media', 'POST', sent, body);
      return `${status} ${json.code}`;
    };
    const named = ['Content-Disposition', 'attachment; filename="a.png"'];
    assert.equal(await said('image/png', ''), '400 rest_upload_no_data');
    assert.equal(await said('', 'x', ...named), '400 rest_upload_no_content_type');
    assert.equal(await said('image/png', 'x'), '400 rest_upload_no_content_disposition');
    const unnamed = ['Content-Disposition', 'attachment'];
    assert.equal(await said('image/png', 'x', ...unnamed), '400 rest_upload_invalid_disposition');
    const sum = ['Content-MD5', 'y'];
    assert.equal(await said('image/png', 'x', ...named, ...sum), '412 rest_upload_hash_mismatch');
    assert.equal(await said('image/png', 'x', ...named), '500 rest_upload_sideload_error');
  });

  it('is told a list in the place of a word', async () => {
    const { status, json } = await get('/wp/v2/posts/999999?context%5Ba%5D=b', 'GET', []);
    assert.deepEqual([status, json.code], [400, 'rest_invalid_param']);
  });

  it("changes the dashboard's options by their names, and by JSON alone", async () => {
    const post = async (body: string | undefined, who: readonly string[]) => {
      const json = body === undefined ? [] : ['Content-Type', 'application/json'];
      const { json: answer } = await get('/wc-admin/options', 'POST', [...json, ...who], body);
      return answer.message.replace(/: .*/, '');
    };
    const nothing = 'You must supply an array of options and values.';
    const refused = 'Sorry, you cannot manage these options.';
    const done = 'The simulated store does not do this';
    assert.deepEqual([await post(undefined, []), await post('{}', [])], [nothing, done]);
    const one = '{"blogname":"x"}';
    assert.deepEqual([await post(one, []), await post(one, fields)], [refused, done]);
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
    const links = async (path: string) => (await get(path, 'OPTIONS', [])).json._links?.self[0].href;
    assert.equal(await links('/wc/v3/orders'), 'https://shop.test:8105/wp-json/wc/v3/orders');
    assert.equal(await links('/wc/v3/orders/22'), undefined);
  });
});
