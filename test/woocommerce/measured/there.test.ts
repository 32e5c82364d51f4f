/** What differs by what is there and by the method, at routes of the table: verdicts of 10.5. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from '../../../mocks/index.ts';
import { Client, fixture } from '../resources/client.ts';

test('brands and tags are found among the terms of their own kind', async () => {
  const store = await createStore({ fixture: fixture() });
  const owner = new Client(store);
  const nobody = new Client(store, null);
  const tag = (await owner.call('POST', 'v3/products/tags', { name: 'Dark' })).json.id;
  const brand = (await owner.call('POST', 'v3/products/brands', { name: 'Acme' })).json.id;
  const ask = async (method: string, path: string) => {
    const { status, json } = await nobody.send(method, `/wp-json/wp/v2/${path}`);
    return [status, json.code];
  };
  for (const path of [`product_tag/${tag}`, `product_brand/${brand}`]) {
    assert.deepEqual(await ask('POST', path), [401, 'rest_cannot_update'], path);
    assert.deepEqual(await ask('DELETE', path), [401, 'rest_cannot_delete'], path);
  }
  for (const path of [`product_tag/${brand}`, `product_brand/${tag}`, 'product_tag/999999'])
    assert.deepEqual(await ask('POST', path), [404, 'rest_term_invalid'], path);
});

test('a change of payments is refused in other words than a creation', async () => {
  const store = await createStore({ fixture: fixture() });
  const customer = new Client(store, 'customer_rw');
  const path = '/wp-json/wc-admin/settings/payments/providers/order';
  const code = async (method: string) => {
    const { status, json } = await customer.send(method, path, { order_map: {} });
    return [status, json.code];
  };
  assert.deepEqual(await code('POST'), [403, 'woocommerce_rest_cannot_create']);
  assert.deepEqual(await code('PUT'), [403, 'rest_forbidden']);
  assert.deepEqual(await code('PATCH'), [403, 'rest_forbidden']);
});

test('an ability that reads wants a GET, and is looked for first', async () => {
  const store = await createStore({ fixture: fixture() });
  const nobody = new Client(store, null);
  const ask = async (method: string, name: string) => {
    const { status, json } = await nobody.send(method, `/wp-json/wp-abilities/v1/abilities/${name}/run`);
    return [status, json.code];
  };
  assert.deepEqual(await ask('GET', 'core/get-site-info'), [401, 'rest_ability_cannot_execute']);
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    assert.deepEqual(await ask(method, 'core/get-site-info'), [405, 'rest_ability_invalid_method'], method);
  assert.deepEqual(await ask('POST', 'nothing/at-all'), [404, 'rest_ability_not_found']);
});

test('what a fresh shop does not have is told to whoever may change it', async () => {
  const owner = new Client(await createStore({ fixture: fixture() }));
  const ask = async (method: string, path: string, body: object = {}) => {
    const { status, json } = await owner.send(method, `/wp-json/wc-${path}`, body);
    return [status, json.code];
  };
  for (const method of ['POST', 'PUT', 'PATCH'])
    assert.deepEqual(await ask(method, 'analytics/admin/notes/999999'), [404, 'woocommerce_note_invalid_id']);
  const list = 'admin/onboarding/tasks/nothing';
  assert.deepEqual(await ask('POST', `${list}/hide`), [404, 'woocommerce_rest_invalid_task_list']);
  assert.deepEqual(await ask('PUT', `${list}/unhide`), [404, 'woocommerce_tasks_invalid_task_list']);
  const known = await ask('POST', 'admin/onboarding/tasks/setup/hide');
  assert.deepEqual(known, [501, 'latchkey_not_simulated']);
  const plugin = await ask('POST', 'admin/marketing/overview/activate-plugin', { plugin: 'x' });
  assert.deepEqual(plugin, [500, 'woocommerce_rest_invalid_plugin']);
});
