/** The Store API around a cart that stays empty: refusals and fields of 10.5, as nobody and as users asked them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from '../../mocks/index.ts';
import { Client, fixture } from './resources/client.ts';

const changes: readonly (readonly [
  method: string,
  path: string,
  body: object,
  status: number,
  code: string,
])[] = [
  ['POST', 'add-item', {}, 400, 'woocommerce_rest_cart_invalid_product'],
  ['POST', 'add-item', { id: 999_999 }, 400, 'woocommerce_rest_cart_invalid_product'],
  ['POST', 'apply-coupon', { code: 'nope' }, 400, 'woocommerce_rest_cart_coupon_error'],
  ['POST', 'remove-item', { key: 'x' }, 409, 'woocommerce_rest_cart_invalid_key'],
  ['POST', 'extensions', {}, 400, 'woocommerce_rest_cart_extensions_error'],
];

test('a change of an empty cart is refused behind its nonce', async () => {
  const store = await createStore({ fixture: fixture() });
  const nobody = new Client(store, null);
  const nonce = (await nobody.call('GET', 'store/v1/cart')).header('nonce') ?? '';
  for (const [method, path, body, status, code] of changes) {
    const without = await nobody.call(method, `store/v1/cart/${path}`, body);
    assert.deepEqual([without.status, without.json.code], [401, 'woocommerce_rest_missing_nonce'], path);
    const { status: is, json } = await nobody.call(method, `store/v1/cart/${path}`, body, ['Nonce', nonce]);
    assert.deepEqual([is, json.code], [status, code], path);
  }
  const item = await nobody.call('POST', `store/v1/cart/items/${'a'.repeat(32)}`, {});
  assert.equal(item.json.code, 'woocommerce_rest_missing_nonce');
  const same = await nobody.call('POST', 'store/v1/cart/update-customer', {}, ['Nonce', nonce]);
  assert.deepEqual([same.status, same.json.items], [200, []]);
});

test('a browser of another origin is told on every answer what it may send, and not that it may read', async () => {
  const store = await createStore({ fixture: fixture() });
  const nobody = new Client(store, null);
  for (const path of ['cart', 'products', 'order/999999', 'nothing']) {
    const { header } = await nobody.call('GET', `store/v1/${path}`, undefined, [
      'Origin',
      'https://app.test',
    ]);
    const fields = ['allow-origin', 'allow-credentials', 'expose-headers'].map(name =>
      header(`access-control-${name}`),
    );
    assert.deepEqual(fields, [undefined, 'true', 'X-WP-Total, X-WP-TotalPages, Link, Cart-Token'], path);
  }
});

test('an order is shown to its customer, and to who has its key and its address', async () => {
  const store = await createStore({ fixture: fixture() });
  const owner = new Client(store);
  const billing = { email: 'ann@example.com' };
  const ofCustomer = (await owner.call('POST', 'v3/orders', { customer_id: 3 })).json;
  const ofGuest = (await owner.call('POST', 'v3/orders', { billing })).json;
  const ask = async (key: string | null, path: string) => {
    const { status, json } = await new Client(store, key).call('GET', `store/v1/order/${path}`);
    return [status, json.code];
  };
  const path = String(ofCustomer.id);
  assert.deepEqual(await ask('admin_rw', path), [403, 'woocommerce_rest_invalid_user']);
  assert.deepEqual(await ask(null, path), [403, 'woocommerce_rest_invalid_user']);
  assert.deepEqual(await ask('customer_rw', path), [501, 'latchkey_not_simulated']);
  assert.deepEqual(await ask(null, '999999'), [404, 'woocommerce_rest_invalid_order']);
  const guest = `${ofGuest.id}?key=`;
  assert.deepEqual(await ask('admin_rw', `${guest}x`), [401, 'woocommerce_rest_invalid_order']);
  const keyed = `${guest}${ofGuest.order_key}`;
  assert.deepEqual(await ask(null, keyed), [401, 'woocommerce_rest_invalid_billing_email']);
  assert.deepEqual(await ask(null, `${keyed}&billing_email=ANN@example.com`), [
    501,
    'latchkey_not_simulated',
  ]);
});
