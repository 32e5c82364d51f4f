/** What becomes of values that are written, as it was seen on real stores of 5.8 to 10.5. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Client, client, fixture } from './client.ts';

const of = (version: string) => client({ fixture: fixture(`wc-${version}`) });

async function made(shop: Client, path: string, body: unknown) {
  const { status, json } = await shop.call('POST', path, body);
  assert.equal(status, 201, JSON.stringify(json));
  return json;
}

async function withFinish(shop: Client, order_by = 'name'): Promise<number> {
  const { id } = await made(shop, 'v3/products/attributes', { name: 'Finish', slug: 'finish', order_by });
  const create = [{ name: 'Matt' }, { name: 'Gloss', menu_order: 2 }];
  await shop.call('POST', `v3/products/attributes/${id}/terms/batch`, { create });
  return id;
}

describe('a product', () => {
  it('keeps of its texts what may stand in a post', async () => {
    const shop = await of('10.5');
    const sent = { name: 'A & B', description: '<p>Long & <strong>bold</strong></p><script>x</script>' };
    const { id, name, description } = await made(shop, 'v3/products', sent);
    assert.equal(name, 'A &amp; B');
    assert.equal(description, '<p>Long &amp; <strong>bold</strong></p>x');
    const shown = await shop.get(`v3/products/${id}`);
    assert.equal(shown.json.description, '<p>Long &amp; <strong>bold</strong></p>\n<p>x</p>\n');
    const first = await made(shop, 'v1/products', { ...sent, purchase_note: 'Thanks' });
    assert.equal(first.description, shown.json.description);
    assert.equal(first.purchase_note, '<p>Thanks</p>\n');
  });

  it('tells its tags by name, and its categories by the place that was given to them', async () => {
    const shop = await of('8.2');
    const category = (name: string, more = {}) =>
      made(shop, 'v3/products/categories', { name, ...more }).then(({ id }) => ({ id }));
    const tag = (name: string) => made(shop, 'v3/products/tags', { name }).then(({ id }) => ({ id }));
    const categories = [
      await category('Büro', { menu_order: 0 }),
      await category('Garden'),
      await category('Attic'),
    ];
    const tags = [await tag('sale'), await tag('eco')];
    const product = await made(shop, 'v3/products', { name: 'Lamp', categories, tags });
    const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
    assert.deepEqual(names(product.categories), ['Attic', 'Garden', 'Büro']);
    assert.deepEqual(names(product.tags), ['eco', 'sale']);
  });

  it('tells the options of an attribute in its order, and makes terms of new ones', async () => {
    for (const [order, wanted] of [
      ['name', ['Gloss', 'Matt', 'New finish']],
      ['menu_order', ['Matt', 'New finish', 'Gloss']],
    ] as const) {
      const shop = await of('10.5');
      const id = await withFinish(shop, order);
      const attributes = [{ id, options: ['New finish', 'Matt', 'Gloss'] }];
      const product = await made(shop, 'v3/products', { name: 'Lamp', attributes });
      assert.deepEqual(product.attributes[0].options, wanted);
      const { json } = await shop.get(`v3/products/attributes/${id}/terms`);
      assert.ok(json.some(({ name }: { name: string }) => name === 'New finish'));
    }
  });

  it('has no address of its own before it is published', async () => {
    const shop = await of('5.8');
    const { id, slug, permalink } = await made(shop, 'v3/products', { name: 'Lamp', status: 'pending' });
    assert.deepEqual(
      [slug, permalink],
      ['', `http://shop.test:8258/?post_type=product&p=${id}`.replace('http:', 'https:')],
    );
  });

  it('takes numbers as WooCommerce reads them', async () => {
    const shop = await of('10.5');
    const sent = {
      name: 'Lamp',
      regular_price: '5,5',
      weight: '10kg',
      shipping_class: 'nope',
      tax_class: 'nope',
    };
    const { regular_price, weight, shipping_class, tax_class } = await made(shop, 'v3/products', sent);
    assert.deepEqual([regular_price, weight, shipping_class, tax_class], ['55', '10', '', '']);
  });

  it('keeps one value a name, and none that is null', async () => {
    const shop = await of('7.8');
    const meta_data = [
      { key: 'supplier', value: '' },
      { key: '_hidden', value: { a: 1 } },
      { key: 'supplier', value: null },
      { key: 'ean', value: '1' },
      { key: 'ean', value: '2' },
    ];
    const product = await made(shop, 'v3/products', { name: 'Lamp', meta_data });
    const rows = product.meta_data.map(({ key, value }: { key: string; value: unknown }) => [key, value]);
    assert.deepEqual(rows, [
      ['_hidden', { a: 1 }],
      ['ean', '2'],
    ]);
  });

  it('has a number of its own since 9.2 alone', async () => {
    for (const [version, wanted] of [
      ['8.2', 201],
      ['9.2', 400],
    ] as const) {
      const shop = await of(version);
      await shop.call('POST', 'v3/products', { name: 'A', global_unique_id: '4006381333931' });
      const second = await shop.call('POST', 'v3/products', { name: 'B', global_unique_id: '4006381333931' });
      assert.equal(second.status, wanted, version);
    }
  });

  it('says its prices as each version does, with the shop’s settings', async () => {
    const sent = { name: 'Lamp', regular_price: '1000', sale_price: '1' };
    const older = await made(await of('8.2'), 'v3/products', sent);
    const amount = (text: string) =>
      `<span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol">&#36;</span>${text}</bdi></span>`;
    assert.equal(
      older.price_html,
      `<del aria-hidden="true">${amount('1,000.00')}</del> <ins>${amount('1.00')}</ins>`,
    );
    const newer = await of('10.5');
    assert.match(
      (await made(newer, 'v3/products', sent)).price_html,
      /Original price was: &#036;1,000\.00\./,
    );
    await newer.call('PUT', 'v3/settings/general/woocommerce_price_num_decimals', { value: '0' });
    assert.match((await made(newer, 'v3/products', sent)).price_html, /Current price is: &#036;1\./);
  });
});

describe('a variation', () => {
  it('has of its product what it has not of its own, and touches it', async () => {
    let now = 1_795_224_078;
    const shop = await client({ fixture: fixture('wc-10.5'), now: () => now });
    const id = await withFinish(shop);
    const parent = await made(shop, 'v3/products', {
      name: 'Lamp',
      type: 'variable',
      sku: 'L-1',
      weight: '2',
      tax_class: 'reduced-rate',
      attributes: [{ id, variation: true, options: ['Matt'] }],
    });
    now += 60;
    const path = `v3/products/${parent.id}/variations`;
    const variation = await made(shop, path, { regular_price: '3', attributes: [{ id, option: 'No Such' }] });
    assert.deepEqual(
      [variation.sku, variation.weight, variation.tax_class, variation.attributes[0].option],
      ['L-1', '2', 'parent', 'no-such'],
    );
    assert.equal((await shop.get(`${path}/${variation.id}`)).json.tax_class, 'reduced-rate');
    assert.notEqual((await shop.get(`v3/products/${parent.id}`)).json.date_modified, parent.date_modified);
  });
});

describe('an order', () => {
  it('has a line without a product where the variation is not there', async () => {
    const shop = await of('10.5');
    const lamp = await made(shop, 'v3/products', { name: 'Lamp', regular_price: '5' });
    const line_items = [{ product_id: lamp.id, variation_id: 99999, quantity: 1 }];
    const [line] = (await made(shop, 'v3/orders', { line_items })).line_items;
    assert.deepEqual([line.product_id, line.name, line.total, line.sku], [0, '', '0.00', null]);
  });

  it('is not paid by a status that waits for nothing', async () => {
    const shop = await of('9.2');
    const fee_lines = [{ name: 'Fee', total: '5' }];
    const order = await made(shop, 'v3/orders', { status: 'refunded', set_paid: true, fee_lines });
    assert.deepEqual([order.status, order.date_paid, order.refunds.length], ['refunded', null, 1]);
  });

  it('is taken no more off than it costs', async () => {
    const shop = await of('6.6');
    const fee_lines = [
      { name: 'Handling', total: '2' },
      { name: 'Less', total: '-3' },
    ];
    const order = await made(shop, 'v3/orders', { fee_lines });
    assert.equal(order.total, '0.00');
  });

  it('keeps its date where it is not its post that changes, and makes a customer one who pays', async () => {
    let now = 1_795_224_078;
    const shop = await client({ fixture: fixture('wc-10.5'), now: () => now });
    const order = await made(shop, 'v3/orders', { customer_id: 3 });
    now += 60;
    const changed = await shop.call('PUT', `v3/orders/${order.id}`, {
      fee_lines: [{ name: 'Fee', total: '3' }],
    });
    assert.equal(changed.json.date_modified, order.date_modified);
    const completed = await shop.call('PUT', `v3/orders/${order.id}`, { status: 'completed' });
    assert.notEqual(completed.json.date_modified, order.date_modified);
    assert.equal((await shop.get('v3/customers/3')).json.is_paying_customer, true);
  });

  it('keeps of a coupon all that it was until 8.2, and what it takes off since', async () => {
    for (const [version, key] of [
      ['8.2', 'coupon_data'],
      ['9.2', 'coupon_info'],
    ] as const) {
      const shop = await of(version);
      const lamp = await made(shop, 'v3/products', { name: 'Lamp', regular_price: '5' });
      await made(shop, 'v3/coupons', {
        code: 'tenth',
        discount_type: 'percent',
        amount: '10',
        description: 'A & b',
      });
      const order = await made(shop, 'v3/orders', {
        line_items: [{ product_id: lamp.id, quantity: 1 }],
        coupon_lines: [{ code: 'tenth' }],
      });
      const [row] = order.coupon_lines[0].meta_data;
      assert.equal(row.key, key);
      if (key === 'coupon_data')
        assert.deepEqual([row.value.amount, row.value.description], ['10', 'A &amp; b']);
    }
  });

  it('is found by a search whatever ids are named beside it', async () => {
    const shop = await of('10.5');
    const ids: number[] = [];
    for (const first_name of ['Ada', 'Ada', 'Bo'])
      ids.push((await made(shop, 'v3/orders', { billing: { first_name } })).id);
    const { json } = await shop.get(`v3/orders?search=Ada&include=${ids[2]}`);
    assert.deepEqual(json.map(({ id }: { id: number }) => id).sort(), ids.slice(0, 2));
  });
});

describe('other records', () => {
  it('have the names and rates that WooCommerce gives', async () => {
    const shop = await of('10.5');
    const { name, rate } = await made(shop, 'v3/taxes', { country: 'US', rate: 'x', name: '' });
    assert.deepEqual([name, rate], ['Tax', '0.0000']);
    assert.equal((await made(shop, 'v3/customers', { email: 'ada+tag@shop.test' })).username, 'adatag');
  });

  it('count the products that are published', async () => {
    const shop = await of('10.5');
    const tag = await made(shop, 'v3/products/tags', { name: 'eco' });
    for (const status of ['publish', 'draft'])
      await made(shop, 'v3/products', { name: 'Lamp', status, tags: [{ id: tag.id }] });
    assert.equal((await shop.get(`v3/products/tags/${tag.id}`)).json.count, 1);
  });
});

describe('the world', () => {
  it('has the states of every country, as each version has them', async () => {
    const states = async (version: string, country: string) =>
      (await (await of(version)).get(`v3/data/countries/${country}`)).json.states.length;
    assert.deepEqual([await states('10.5', 'hr'), await states('9.2', 'hr')], [21, 0]);
    assert.deepEqual(
      [await states('6.6', 'cl'), await states('5.8', 'cl'), await states('5.8', 'jp')],
      [16, 0, 47],
    );
    const islands = (await (await of('10.5')).get('v3/data/countries/um')).json.states;
    assert.deepEqual(islands[0], { code: 81, name: 'Baker Island' });
  });

  it('names countries and currencies as WooCommerce does, and chooses a country by its state', async () => {
    const shop = await of('10.5');
    assert.equal((await shop.get('v3/data/countries/cz')).json.name, 'Czech Republic');
    assert.equal((await shop.get('v3/data/currencies/eur')).json.symbol, '&euro;');
    const { json } = await shop.get('v3/settings/general/woocommerce_default_country');
    assert.equal(Object.keys(json.options).length, 2211);
    assert.equal(json.options['US:CA'], 'United States (US) - California');
    const wrong = await shop.call('PUT', 'v3/settings/general/woocommerce_default_country', { value: 'DE' });
    assert.equal(wrong.json.code, 'rest_setting_value_invalid');
  });
});

describe('a refund', () => {
  const ordered = async (shop: Client) => {
    const stocked = { name: 'Lamp', regular_price: '10', manage_stock: true, stock_quantity: 9 };
    const lamp = await made(shop, 'v3/products', stocked);
    return made(shop, 'v3/orders', {
      status: 'processing',
      line_items: [{ product_id: lamp.id, quantity: 3 }],
      shipping_lines: [{ method_id: 'flat_rate', method_title: 'Flat', total: '5' }],
      fee_lines: [{ name: 'Fee', total: '2' }],
    });
  };

  it('has the lines that it pays back, and puts their goods back', async () => {
    for (const [version, left] of [
      ['10.5', ['2', '1']],
      ['5.8', ['2', '1']],
    ] as const) {
      const shop = await of(version);
      const order = await ordered(shop);
      const [{ id, product_id }] = order.line_items;
      const refund = await made(shop, `v3/orders/${order.id}/refunds`, {
        api_refund: false,
        line_items: [
          { id, quantity: 1, refund_total: 10 },
          { id: order.shipping_lines[0].id, refund_total: 4 },
          { id: order.fee_lines[0].id, quantity: 1, refund_total: 1 },
          { id: 99999, quantity: 1, refund_total: 0 },
        ],
      });
      const [line] = refund.line_items;
      assert.deepEqual([refund.amount, line.quantity, line.total, line.price], ['15.00', -1, '-10.00', 10]);
      assert.equal(line.meta_data[0].key, '_refunded_item_id');
      assert.equal(line.meta_data[0].value, String(id));
      assert.deepEqual([refund.shipping_lines[0].total, refund.fee_lines[0].total], ['-4.00', '-1.00']);
      const after = (await shop.get(`v3/orders/${order.id}`)).json;
      assert.deepEqual(after.refunds, [{ id: refund.id, reason: '', total: '-15.00' }]);
      const rows = after.line_items[0].meta_data.map(({ value }: { value: string }) => value);
      assert.deepEqual(rows, left);
      assert.equal((await shop.get(`v3/products/${product_id}`)).json.stock_quantity, 7);
    }
  });

  it('leaves the goods where they are when it is told so, and has no lines before wc/v3', async () => {
    const shop = await of('10.5');
    const order = await ordered(shop);
    const [{ id, product_id }] = order.line_items;
    const line_items = [{ id, quantity: 1, refund_total: 1 }];
    const sent = { amount: '1', api_refund: false, api_restock: false, line_items };
    assert.equal((await made(shop, `v3/orders/${order.id}/refunds`, sent)).line_items.length, 1);
    assert.deepEqual((await made(shop, `v2/orders/${order.id}/refunds`, sent)).line_items, []);
    assert.equal((await shop.get(`v3/products/${product_id}`)).json.stock_quantity, 6);
  });
});

describe('what is refused', () => {
  it('is a line before a customer, since wc/v2', async () => {
    const shop = await of('10.5');
    const sent = { customer_id: 99999, line_items: [{ quantity: 1 }] };
    const codes: string[] = [];
    for (const version of ['v1', 'v2', 'v3'])
      codes.push((await shop.call('POST', `${version}/orders`, sent)).json.code);
    const line = 'woocommerce_rest_required_product_reference';
    assert.deepEqual(codes, ['woocommerce_rest_invalid_customer_id', line, line]);
  });

  it('is an order whose coupon is none, which stays: as it was until 9.2, as a draft since', async () => {
    for (const [version, wanted] of [
      ['9.2', ['pending', undefined]],
      ['10.5', ['checkout-draft', 'told']],
    ] as const) {
      const shop = await of(version);
      const { json } = await shop.call('POST', 'v3/orders', { coupon_lines: [{ code: 'none-such' }] });
      const status = wanted[0] === 'pending' ? 'pending' : 'checkout-draft';
      const [left] = (await shop.get(`v3/orders?status=${status}&per_page=1`)).json;
      assert.equal(json.code, 'woocommerce_rest_invalid_coupon');
      assert.deepEqual([left?.status, json.data.new_draft_order_id && 'told'], wanted);
    }
  });

  it('is a list for a number’s setting; a ticked box may be true', async () => {
    const shop = await of('10.5');
    const put = (id: string, value: unknown) => shop.call('PUT', `v3/settings/general/${id}`, { value });
    assert.equal((await put('woocommerce_price_num_decimals', ['DE'])).status, 500);
    assert.equal((await put('woocommerce_calc_taxes', true)).json.value, true);
  });
});

describe('the shop’s currency', () => {
  it('is that of its orders and prices', async () => {
    const shop = await of('10.5');
    await shop.call('PUT', 'v3/settings/general/woocommerce_currency', { value: 'EUR' });
    const order = await made(shop, 'v3/orders', {});
    assert.deepEqual([order.currency, order.currency_symbol], ['EUR', '€']);
    assert.equal((await shop.get('v3/data/currencies/current')).json.code, 'EUR');
    const { price_html } = await made(shop, 'v3/products', { name: 'Lamp', regular_price: '5' });
    assert.match(price_html, /&euro;/);
  });
});

describe('what is not looked at', () => {
  it('is a limit of what nobody downloads, the name of a tax that is not sent, and wc/v1’s excluded products', async () => {
    const shop = await of('8.2');
    const product = await made(shop, 'v3/products', {
      name: 'Lamp',
      regular_price: '0',
      sale_price: '0',
      download_limit: 3,
    });
    assert.deepEqual([product.download_limit, product.sale_price], [-1, '']);
    assert.equal((await made(shop, 'v3/taxes', { country: 'US', rate: '1' })).name, '');
    const sent = { code: 'first', exclude_product_ids: [product.id], excluded_product_ids: [product.id] };
    assert.deepEqual((await made(shop, 'v1/coupons', sent)).exclude_product_ids, []);
    const third = await made(shop, 'v3/coupons', { ...sent, code: 'third' });
    assert.deepEqual(third.excluded_product_ids, [product.id]);
  });

  it('is an id of 0 in a line', async () => {
    const shop = await of('9.2');
    const { json } = await shop.call('POST', 'v3/orders', { line_items: [{ product_id: 0, quantity: 1 }] });
    assert.equal(json.code, 'woocommerce_rest_required_product_reference');
  });
});
