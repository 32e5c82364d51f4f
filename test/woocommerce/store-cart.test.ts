/** The Store API around an empty cart: refusals and fields of 10.5, as nobody and as users asked them. */
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

test('a refusal tells the nonce and the token, and the token stands for the nonce', async () => {
  const shop = new Client(await createStore({ fixture: fixture() }), null);
  const first = await shop.call('POST', 'store/v1/cart/add-item', { id: 10 });
  assert.deepEqual([first.status, first.json.code], [401, 'woocommerce_rest_missing_nonce']);
  const token = first.header('cart-token') ?? '';
  const more = ['Cart-Token', token];
  const code = async (path: string, body: object) =>
    (await shop.call('POST', `store/v1/${path}`, body, more)).json.code;
  assert.equal(await code('cart/remove-item', { key: 'x' }), 'woocommerce_rest_cart_invalid_key');
  assert.equal(
    await code('cart/update-customer', { billing_address: { country: 'XX' } }),
    'rest_invalid_param',
  );
  const wrong = { billing_address: { country: 'US', postcode: 'abc' } };
  assert.equal(await code('cart/update-customer', wrong), 'rest_invalid_param');
  const right = { country: 'US', state: 'CA', postcode: '94103' };
  const changed = await shop.call('POST', 'store/v1/cart/update-customer', { billing_address: right }, more);
  assert.deepEqual([changed.status, changed.json.billing_address.state], [200, 'CA']);
  const order = { billing_address: right, payment_method: 'bacs' };
  assert.equal(await code('checkout', order), 'woocommerce_rest_cart_empty');
  assert.deepEqual((await shop.call('DELETE', 'store/v1/cart/items', undefined, more)).json, []);
  const forged = await shop.call('DELETE', 'store/v1/cart/items', undefined, ['Cart-Token', `${token}x`]);
  assert.equal(forged.status, 401);
});

test('whoever logs in finds the cart that was filled before beside the own one', async () => {
  const store = await createStore({ fixture: fixture() });
  const [nobody, customer] = [new Client(store, null), new Client(store, 'customer_rw')];
  const owner = new Client(store);
  const [mug, pen] = await Promise.all(
    ['Mug', 'Pen'].map(async name => {
      const { json } = await owner.call('POST', 'v3/products', { name, regular_price: '2' });
      return json.id;
    }),
  );
  const own = await customer.call('GET', 'store/v1/cart');
  await customer.call('POST', 'store/v1/cart/add-item', { id: mug }, ['Nonce', own.header('nonce') ?? '']);
  const nonce = (await nobody.call('GET', 'store/v1/cart')).header('nonce') ?? '';
  const filled = await nobody.call('POST', 'store/v1/cart/add-item', { id: pen }, ['Nonce', nonce]);
  const cookie = filled.all('set-cookie').map(field => field.split(';')[0]);
  const both = await customer.call('GET', 'store/v1/cart', undefined, ['Cookie', cookie.join('; ')]);
  assert.deepEqual(
    both.json.items.map(({ name }: { name: string }) => name),
    ['Mug', 'Pen'],
  );
  assert.equal((await customer.call('GET', 'store/v1/cart')).json.items.length, 2);
});
