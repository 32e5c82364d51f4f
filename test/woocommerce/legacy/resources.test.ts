import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { call, errorOf, legacyStore } from './legacy-store.ts';

const ids = (list: readonly { id: number }[]) => list.map(({ id }) => id);

describe('lists of the legacy API', () => {
  test('ten on a page, the newest first, with links to the others', async () => {
    const store = await legacyStore({ orders: 25 });
    const first = await call(store, 'GET', 'v3/orders');
    const second = await call(store, 'GET', 'v3/orders?page=2');
    const third = await call(store, 'GET', 'v3/orders?page=3');
    const all = [...ids(first.json.orders), ...ids(second.json.orders), ...ids(third.json.orders)];
    assert.deepEqual(
      all,
      [...all].sort((a, b) => b - a),
    );
    assert.equal(all.length, 25);
    const url = 'https://shop.test/wc-api/v3/orders?page=';
    assert.deepEqual(second.headers.link, [
      `<${url}1>; rel="first"`,
      `<${url}1>; rel="prev"`,
      `<${url}3>; rel="next"`,
      `<${url}3>; rel="last"`,
    ]);
    assert.equal(third.headers['x-wc-totalpages'], '3');
  });

  test('beyond the last page nothing is counted', async () => {
    const store = await legacyStore();
    const answer = await call(store, 'GET', 'v3/orders?page=9');
    assert.deepEqual(answer.json, { orders: [] });
    assert.equal(answer.headers['x-wc-total'], '0');
    assert.ok((answer.headers.link as string[]).some(link => link.includes('page=0>; rel="last"')));
  });

  test('filters: limit, offset, status, dates, in, not_in, order', async () => {
    const store = await legacyStore();
    const list = async (query: string) => ids((await call(store, 'GET', `v3/orders?${query}`)).json.orders);
    assert.equal((await list('filter[limit]=-1')).length, 19);
    assert.equal((await list('filter[limit]=3')).length, 3);
    assert.deepEqual(await list('filter[limit]=2&filter[offset]=1'), (await list('')).slice(1, 3));
    assert.deepEqual(await list('filter[in]=22,24'), [24, 22]);
    assert.equal((await list('filter[limit]=-1&filter[not_in]=22')).includes(22), false);
    assert.equal((await list('filter[order]=ASC'))[0], 22);
    assert.deepEqual(await list('filter[created_at_min]=2030-01-01'), []);
    const processing = await call(store, 'GET', 'v3/orders?status=processing');
    assert.ok(processing.json.orders.every((order: { status: string }) => order.status === 'processing'));
    const q = await call(store, 'GET', 'v3/products?filter[q]=Product%2012');
    assert.deepEqual(
      q.json.products.map((product: { title: string }) => product.title),
      ['Product 12'],
    );
  });

  test('fields', async () => {
    const store = await legacyStore();
    const { json } = await call(store, 'GET', 'v3/orders?fields=id,payment_details.paid&filter[limit]=1');
    assert.deepEqual(Object.keys(json.orders[0]), ['id', 'payment_details']);
    assert.deepEqual(Object.keys(json.orders[0].payment_details), ['paid']);
  });

  test('who may not read gets an empty list, and an error for one and for the count', async () => {
    const store = await legacyStore();
    for (const [path, code] of [
      ['v3/orders/count', 'woocommerce_api_user_cannot_read_orders_count'],
      ['v3/orders/22', 'woocommerce_api_user_cannot_read_order'],
      ['v3/orders/999999', 'woocommerce_api_user_cannot_read_order'],
      ['v3/products/10', 'woocommerce_api_user_cannot_read_product'],
      ['v3/coupons/count', 'woocommerce_api_user_cannot_read_coupons_count'],
      ['v3/customers/3', 'woocommerce_api_user_cannot_read_customer'],
      ['v3/reports/sales', 'woocommerce_api_user_cannot_read_report'],
    ]) {
      const { status, json } = await call(store, 'GET', path as string, { as: 'customer_rw' });
      assert.equal(status, 401);
      assert.equal(json.errors[0].code, code);
    }
    assert.deepEqual((await call(store, 'GET', 'v3/customers', { as: 'customer_rw' })).json, {
      customers: [],
    });
  });

  test('v1, v2 and v3 differ in what they show', async () => {
    const store = await legacyStore();
    const of = async (version: string) => (await call(store, 'GET', `${version}/orders/22`)).json.order;
    assert.equal('cart_discount' in (await of('v1')), true);
    assert.equal('order_key' in (await of('v3')), true);
    assert.equal('order_key' in (await of('v2')), false);
    assert.equal((await call(store, 'GET', 'v1/products/10')).json.product.price, '6.00');
    assert.equal((await call(store, 'GET', 'v3/products/10')).json.product.price, '6');
    assert.equal((await call(store, 'GET', 'v1/orders/statuses')).status, 404);
    assert.equal((await call(store, 'GET', 'v2/taxes')).status, 404);
    assert.equal((await call(store, 'GET', 'v3/taxes')).status, 200);
  });

  test('every route of every index that reads without an id answers', async () => {
    const store = await legacyStore();
    for (const version of ['v1', 'v2', 'v3']) {
      const { routes } = (await call(store, 'GET', `${version}/`)).json.store;
      for (const [path, route] of Object.entries(routes as Record<string, { supports: string[] }>)) {
        if (path.includes('<') || !route.supports.includes('GET')) continue;
        assert.equal((await call(store, 'GET', version + path)).status, 200, version + path);
      }
    }
  });
});

describe('writes of the legacy API', () => {
  test('an order is made, changed, moved to the trash and deleted', async () => {
    const store = await legacyStore();
    const made = await call(store, 'POST', 'v3/orders', {
      body: {
        order: {
          status: 'processing',
          billing_address: { first_name: 'Ada', email: 'ada@shop.test' },
          line_items: [{ product_id: 10, quantity: 2 }],
          payment_details: { method_id: 'bacs', method_title: 'Bank', paid: false },
        },
      },
    });
    assert.equal(made.status, 201);
    const { id, total, status, customer } = made.json.order;
    assert.deepEqual([total, status, customer.first_name], ['12.00', 'processing', 'Ada']);
    assert.equal((await call(store, 'GET', 'v3/orders/count')).json.count, 20);
    const changed = await call(store, 'PUT', `v2/orders/${id}`, { body: { order: { status: 'completed' } } });
    assert.equal(changed.json.order.status, 'completed');
    const trashed = await call(store, 'DELETE', `v3/orders/${id}`);
    assert.deepEqual([trashed.status, trashed.json], [202, { message: 'Deleted order' }]);
    assert.equal((await call(store, 'GET', 'v3/orders/count')).json.count, 19);
    const deleted = await call(store, 'DELETE', `v3/orders/${id}?force=true`);
    assert.deepEqual([deleted.status, deleted.json], [200, { message: 'Permanently deleted order' }]);
    assert.equal((await call(store, 'GET', `v3/orders/${id}`)).status, 404);
  });

  test('a product, a coupon and a customer too', async () => {
    const store = await legacyStore();
    const product = await call(store, 'POST', 'v3/products', {
      body: { product: { title: 'Lamp', regular_price: '9.5', sku: 'LAMP' } },
    });
    assert.deepEqual([product.status, product.json.product.price], [201, '9.5']);
    const taken = await call(store, 'POST', 'v3/products', {
      body: { product: { title: 'Lamp', sku: 'LAMP' } },
    });
    assert.equal(taken.json.errors[0].code, 'woocommerce_api_product_sku_already_exists');

    const coupon = await call(store, 'POST', 'v3/coupons', {
      body: { coupon: { code: 'Half', type: 'percent', amount: '50' } },
    });
    assert.deepEqual(
      [coupon.status, coupon.json.coupon.code, coupon.json.coupon.amount],
      [201, 'half', '50.00'],
    );
    assert.equal((await call(store, 'GET', 'v3/coupons/code/HALF')).json.coupon.id, coupon.json.coupon.id);

    const customer = await call(store, 'POST', 'v3/customers', {
      body: { customer: { email: 'ada@shop.test', first_name: 'Ada' } },
    });
    assert.deepEqual([customer.status, customer.json.customer.username], [201, 'ada']);
    const { id } = customer.json.customer;
    await call(store, 'PUT', `v3/customers/${id}`, { body: { customer: { email: 'lovelace@shop.test' } } });
    assert.equal((await call(store, 'GET', 'v3/customers/email/ada@shop.test')).status, 404);
    assert.equal(
      (await call(store, 'GET', 'v3/customers/email/lovelace@shop.test')).json.customer.first_name,
      'Ada',
    );
    assert.equal((await call(store, 'GET', 'v3/customers/count')).json.count, 2);
    assert.deepEqual((await call(store, 'DELETE', `v3/customers/${id}`)).json, {
      message: 'Permanently deleted customer',
    });
  });

  test('a customer who is deleted takes the keys along', async () => {
    const store = await legacyStore();
    const asCustomer = async () =>
      errorOf((await call(store, 'GET', 'v3/orders/22', { as: 'customer_rw' })).json);
    assert.match(await asCustomer(), /user_cannot_read_order/);
    assert.equal((await call(store, 'DELETE', 'v3/customers/3')).status, 200);
    assert.match(await asCustomer(), /Consumer key is invalid/);
  });

  test('bodies that are missing, wrong or not allowed', async () => {
    const store = await legacyStore();
    for (const [method, path, body, as, status, error] of [
      [
        'POST',
        'v3/orders',
        {},
        'admin_rw',
        400,
        'woocommerce_api_missing_order_data: No order data specified to create order',
      ],
      [
        'PUT',
        'v3/orders/22',
        { x: 1 },
        'admin_rw',
        400,
        'woocommerce_api_missing_order_data: No order data specified to edit order',
      ],
      [
        'PUT',
        'v3/orders/22',
        undefined,
        'admin_rw',
        400,
        'woocommerce_api_missing_callback_param: Missing parameter data',
      ],
      [
        'POST',
        'v3/orders',
        { order: { customer_id: 99 } },
        'admin_rw',
        400,
        'woocommerce_api_invalid_customer_id: Customer ID is invalid.',
      ],
      [
        'POST',
        'v3/orders',
        { order: { line_items: [{}] } },
        'admin_rw',
        400,
        'woocommerce_api_invalid_product_id: Product ID or SKU is required',
      ],
      [
        'POST',
        'v3/orders',
        { order: {} },
        'customer_rw',
        401,
        'woocommerce_api_user_cannot_create_order: You do not have permission to create orders',
      ],
      [
        'PUT',
        'v3/orders/22',
        { order: {} },
        'customer_rw',
        401,
        'woocommerce_api_user_cannot_edit_order: You do not have permission to edit this order',
      ],
      [
        'DELETE',
        'v3/products/10',
        undefined,
        'customer_rw',
        401,
        'woocommerce_api_user_cannot_delete_product: You do not have permission to delete this product',
      ],
      [
        'POST',
        'v3/products',
        { product: {} },
        'admin_rw',
        400,
        'woocommerce_api_missing_product_title: Missing parameter title',
      ],
      [
        'POST',
        'v3/coupons',
        { coupon: { code: 'ten' } },
        'admin_rw',
        400,
        'woocommerce_api_coupon_code_already_exists: The coupon code already exists',
      ],
      [
        'POST',
        'v3/customers',
        { customer: {} },
        'admin_rw',
        400,
        'woocommerce_api_missing_customer_email: Missing parameter email',
      ],
      [
        'POST',
        'v3/customers',
        { customer: { email: 'a@b.test' } },
        'manager_rw',
        401,
        'woocommerce_api_user_cannot_create_customer: You do not have permission to create this customer',
      ],
      [
        'DELETE',
        'v3/customers/3',
        undefined,
        'manager_rw',
        401,
        'woocommerce_api_user_cannot_delete_customer: You do not have permission to delete this customer',
      ],
      ['GET', 'v3/orders/10', undefined, 'admin_rw', 404, 'woocommerce_api_invalid_order: Invalid order'],
      [
        'GET',
        'v1/products/999999',
        undefined,
        'admin_rw',
        404,
        'woocommerce_api_invalid_product: Invalid product',
      ],
      [
        'GET',
        'v3/orders/0',
        undefined,
        'admin_rw',
        404,
        'woocommerce_api_invalid_order_id: Invalid shop_order ID',
      ],
    ] as const) {
      const answer = await call(store, method, path, { as, body });
      assert.deepEqual([answer.status, errorOf(answer.json)], [status, error], `${method} ${path}`);
    }
  });

  test('many at once', async () => {
    const store = await legacyStore();
    const { json } = await call(store, 'POST', 'v3/orders/bulk', {
      body: {
        orders: [{ id: 22, status: 'completed' }, { status: 'on-hold' }, { id: 999999, status: 'failed' }],
      },
    });
    assert.equal(json.orders[0].status, 'completed');
    assert.equal(json.orders[1].status, 'on-hold');
    assert.deepEqual(json.orders[2], {
      id: 999999,
      error: {
        code: 'woocommerce_api_no_order_found',
        message: 'No order found with the ID equal to 999999',
      },
    });
  });
});
