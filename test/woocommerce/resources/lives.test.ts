/** What the lives of a client showed, case by case: expected as a real 10.5 answered. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { client, fixture } from './client.ts';

describe('lists of products', () => {
  it('have variations among them where a number is searched for', async () => {
    const shop = await client();
    const attributes = [{ name: 'Size', options: ['S', 'M'], variation: true }];
    const shirt = await shop.call('POST', 'v3/products', { name: 'Shirt', type: 'variable', attributes });
    const path = `v3/products/${shirt.json.id}/variations`;
    const variation = { sku: 'SHIRT-S', regular_price: '5', attributes: [{ name: 'Size', option: 'S' }] };
    const { json } = await shop.call('POST', path, variation);
    for (const query of [
      'sku=shirt-s',
      'search_sku=irt-',
      'search_name_or_sku=shirt s',
      'search=shirt-s&search_fields=sku',
    ]) {
      const found = await shop.get(`v3/products?${encodeURI(query)}`);
      assert.ok(
        found.json.some(({ id }: { id: number }) => id === json.id),
        query,
      );
    }
    assert.equal((await shop.get('v3/products?search=shirt')).json.length, 1);
    assert.equal((await shop.get(`${path}?search=s`)).json.length, 1);
  });

  it('take a category with those below it, and a bound that is no number for 0', async () => {
    const shop = await client();
    const parent = (await shop.call('POST', 'v3/products/categories', { name: 'Up' })).json.id;
    const child = (await shop.call('POST', 'v3/products/categories', { name: 'Down', parent })).json.id;
    await shop.call('POST', 'v3/products', { name: 'Deep', categories: [{ id: child }] });
    assert.equal((await shop.get(`v3/products?category=${parent}`)).header('x-wp-total'), '1');
    const all = (await shop.get('v3/products?min_price=abc')).header('x-wp-total');
    assert.equal(all, (await shop.get('v3/products?min_price=0.01')).header('x-wp-total'));
  });

  it('leave out members of which `_fields` names a part', async () => {
    const shop = await client();
    const { json } = await shop.get('v3/products/10?_fields=id,dimensions.length');
    assert.deepEqual(Object.keys(json).sort(), ['_links', 'id']);
    const order = (await shop.get('v3/orders/22?_fields=billing.city,line_items.id')).json;
    assert.deepEqual(Object.keys(order).sort(), ['_links', 'billing']);
  });
});

describe('a product', () => {
  it('is duplicated as a draft with its variations, and shown as PHP keeps it', async () => {
    const shop = await client();
    const attributes = [{ name: 'Size', options: ['S', 'M'], variation: true }];
    const body = { name: 'Shirt', sku: 'SH', type: 'variable', attributes };
    const { id } = (await shop.call('POST', 'v3/products', body)).json;
    await shop.call('POST', `v3/products/${id}/variations/generate`, {});
    const copy = (await shop.call('POST', `v3/products/${id}/duplicate`, {})).json;
    assert.deepEqual([copy.name, copy.status, copy.sku, copy.slug], ['Shirt (Copy)', 'draft', 'SH-1', '']);
    assert.deepEqual([copy.attributes, copy.date_created.timezone_type], [{ size: {} }, 1]);
    assert.equal((await shop.get(`v3/products/${copy.id}/variations`)).json.length, 2);
  });

  it('has no stock to manage where it is sold elsewhere, and one again where it is not', async () => {
    const shop = await client();
    const body = { name: 'Bag', manage_stock: true, regular_price: '3' };
    const { id, stock_quantity } = (await shop.call('POST', 'v3/products', body)).json;
    assert.equal(stock_quantity, null);
    const external = { type: 'external', external_url: 'https://app.test/' };
    assert.equal((await shop.call('PUT', `v3/products/${id}`, external)).json.manage_stock, false);
    const refused = await shop.call('PUT', `v3/products/${id}`, { manage_stock: true });
    assert.deepEqual([refused.status, refused.json.code], [400, 'product_external_invalid_manage_stock']);
    const again = (await shop.call('PUT', `v3/products/${id}`, { type: 'simple' })).json;
    assert.equal(again.manage_stock, true);
    assert.deepEqual(
      again.meta_data.map(({ key }: { key: string }) => key),
      ['_product_url'],
    );
  });
});

describe('an order', () => {
  it('gets a receipt that is given again until another is forced', async () => {
    const shop = await client();
    const path = 'v3/orders/22/receipt';
    assert.equal((await shop.get(path)).status, 404);
    const made = (await shop.call('POST', path, { expiration_days: 2 })).json;
    assert.deepEqual((await shop.call('POST', path, { expiration_date: '2001-01-01' })).json, made);
    assert.deepEqual((await shop.get(path)).json, made);
    const past = await shop.call('POST', path, { expiration_date: '2001-01-01', force_new: true });
    assert.equal(past.json.message, 'The supplied expiration date, 2001-01-01, is in the past');
    const none = await shop.call('POST', path, { expiration_date: 'x', force_new: true });
    assert.equal(none.json.message, 'x is not a valid date, expected format: YYYY-MM-DD');
  });

  it('has the e-mails that can be sent of it embedded', async () => {
    const shop = await client();
    const body = { status: 'processing', billing: { email: 'a@app.test' } };
    const { id } = (await shop.call('POST', 'v3/orders', body)).json;
    const { json } = await shop.get(`v3/orders/${id}?_embed&_fields=id`);
    assert.deepEqual(json._embedded.email_templates, [
      [{ id: 'customer_invoice' }, { id: 'customer_processing_order' }],
    ]);
    assert.equal((await shop.get('v3/orders/22?_fields=id')).json._embedded, undefined);
  });

  it('is a guest’s when its customer is gone', async () => {
    const shop = await client();
    const { id } = (await shop.call('POST', 'v3/customers', { email: 'gone@app.test' })).json;
    const order = (await shop.call('POST', 'v3/orders', { customer_id: id })).json;
    await shop.call('DELETE', `v3/customers/${id}?force=true`);
    assert.equal((await shop.get(`v3/orders/${order.id}`)).json.customer_id, 0);
  });
});

describe('an administrator', () => {
  it('cannot be deleted over the API of 10.5', async () => {
    const shop = await client();
    const { status, json } = await shop.call('DELETE', 'v3/customers/1?force=true');
    assert.deepEqual([status, json.code], [403, 'woocommerce_rest_cannot_delete']);
    assert.match(json.message, /administrator role cannot be deleted/);
    assert.equal((await shop.get('v3/customers/1')).status, 200);
  });
});

describe('tax rates', () => {
  it('can have a class that was made', async () => {
    const shop = await client();
    assert.equal((await shop.call('POST', 'v3/taxes', { class: 'ermasigt' })).status, 400);
    await shop.call('POST', 'v3/taxes/classes', { name: 'Ermäßigt' });
    assert.equal((await shop.call('POST', 'v3/taxes', { class: 'ermasigt' })).status, 201);
    assert.equal((await shop.get('v3/taxes?class=ermasigt')).json.length, 1);
  });
});

describe('lines of an order', () => {
  it('are of a tax class that there is', async () => {
    const shop = await client();
    for (const [lines, kind] of [
      [{ line_items: [{ product_id: 10, tax_class: 'zzz' }] }, 'product'],
      [{ fee_lines: [{ name: 'Fee', total: '1', tax_class: 'standard' }] }, 'fee'],
    ] as const) {
      const refused = await shop.call('POST', 'v3/orders', lines);
      assert.deepEqual([refused.status, refused.json.code], [400, `order_item_${kind}_invalid_tax_class`]);
    }
    const reduced = { line_items: [{ product_id: 10, tax_class: 'reduced-rate' }] };
    assert.equal((await shop.call('POST', 'v3/orders', reduced)).status, 201);
  });

  it('of which there are none are passed over, but for wc/v3 of 10.5, which dies of them', async () => {
    const none = { line_items: [{ product_id: 10, quantity: 0 }] };
    const shop = await client();
    assert.equal((await shop.call('POST', 'v3/orders', none)).status, 500);
    assert.deepEqual((await shop.call('POST', 'v2/orders', none)).json.line_items, []);
    const older = await client({ fixture: fixture('wc-9.2') });
    assert.deepEqual((await older.call('POST', 'v3/orders', none)).json.line_items, []);
  });

  it('of a fee without a total take off until 8.2 all that there is, which has to be something', async () => {
    const older = await client({ fixture: fixture('wc-8.2') });
    const fee = { fee_lines: [{ name: 'Fee' }] };
    assert.equal((await older.call('POST', 'v3/orders', fee)).status, 500);
    const line_items = [{ product_id: 10, subtotal: '7', total: '7' }];
    assert.equal((await older.call('POST', 'v3/orders', { ...fee, line_items })).json.total, '0.00');
    const shop = await client();
    assert.equal((await shop.call('POST', 'v3/orders', { ...fee, line_items })).json.total, '7.00');
  });
});

describe('reports of sales', () => {
  it('reach twenty years back where no first day is said, month by month', async () => {
    const shop = await client();
    const [report] = (await shop.get('v3/reports/sales?date_max=2026-12-01')).json;
    assert.equal(report.totals_grouped_by, 'month');
    assert.equal(Object.keys(report.totals)[0], '2006-11');
    const [day] = (await shop.get('v3/reports/sales?date_min=2026-11-03&date_max=2026-11-03')).json;
    assert.deepEqual(Object.keys(day.totals), ['2026-11-03']);
  });

  it('leave out of the best sold what is gone, and legacy v1 dies of it', async () => {
    const shop = await client();
    const { id } = (await shop.call('POST', 'v3/products', { name: 'Gone', regular_price: '1' })).json;
    const order = { status: 'completed', line_items: [{ product_id: id, quantity: 900 }] };
    await shop.call('POST', 'v3/orders', order);
    const sold = async () => (await shop.get('v3/reports/top_sellers')).json;
    assert.equal((await sold())[0].product_id, id);
    await shop.call('DELETE', `v3/products/${id}?force=true`);
    assert.ok((await sold()).every((one: { product_id: number }) => one.product_id !== id));
    assert.equal((await shop.send('GET', '/wc-api/v1/reports/sales/top_sellers')).status, 500);
    assert.equal((await shop.send('GET', '/wc-api/v2/reports/sales/top_sellers')).status, 200);
  });
});

describe('what was counted of a customer', () => {
  it('is kept with him, the last order where wc/v1 or the legacy API asked for it', async () => {
    const shop = await client();
    const { id } = (await shop.call('POST', 'v3/customers', { email: 'c@app.test', password: 'x' })).json;
    await shop.call('POST', 'v3/orders', { customer_id: id });
    const keys = async () => {
      const { json } = await shop.get(`v3/customers/${id}`);
      return json.meta_data.map(({ key }: { key: string }) => key);
    };
    await shop.get(`v2/customers/${id}`);
    assert.deepEqual(await keys(), ['wc_last_active', 'wc_order_count_wp', 'wc_money_spent_wp']);
    await shop.send('GET', `/wc-api/v3/customers/${id}`);
    assert.ok((await keys()).includes('wc_last_order_wp'));
  });
});

describe('what lies in the trash', () => {
  it('has the slug that it wants back among its meta data, when it is read again', async () => {
    const shop = await client();
    const { id } = (await shop.call('POST', 'v3/products', { name: 'Old lamp' })).json;
    await shop.call('DELETE', `v3/products/${id}`);
    const { json } = await shop.get(`v3/products/${id}`);
    assert.equal(json.slug, 'old-lamp__trashed');
    assert.equal(json.meta_data.at(-1).value, 'old-lamp');
  });
});

describe('lists of wc/v1', () => {
  it('take a filter that is an object, and look at it when all else was right', async () => {
    const shop = await client();
    const wrong = await shop.get('v1/orders?filter=x');
    assert.deepEqual([wrong.status, Object.keys(wrong.json.data.params)], [400, ['filter']]);
    const both = await shop.get('v1/orders?filter=x&page=x');
    assert.deepEqual(Object.keys(both.json.data.params), ['page']);
    assert.equal((await shop.get('v1/orders?filter[meta]=x')).status, 200);
  });
});

describe("WordPress's own namespace", () => {
  it('lists the terms of products, by page, parent and slug', async () => {
    const shop = await client();
    const parent = (await shop.call('POST', 'v3/products/categories', { name: 'Up' })).json.id;
    await shop.call('POST', 'v3/products/categories', { name: 'Down', parent });
    const list = (query: string) => shop.as(null).send('GET', `/wp-json/wp/v2/product_cat?${query}`);
    const below = await list(`parent=${parent}`);
    assert.deepEqual(
      below.json.map((one: { name: string }) => one.name),
      ['Down'],
    );
    assert.equal(below.header('x-wp-total'), '1');
    assert.match((await list('per_page=1')).header('link') ?? '', /page=2>; rel="next"/);
    assert.deepEqual((await list('slug=nope')).json, []);
    const edit = await list('context=edit');
    assert.deepEqual([edit.status, edit.json.code], [401, 'rest_forbidden_context']);
    const none = await shop.as(null).send('GET', '/wp-json/wp/v2/product_cat/999999');
    assert.deepEqual([none.status, none.json.code], [404, 'rest_term_invalid']);
  });

  it('has no page of posts behind the last', async () => {
    const shop = await client();
    const { status, json } = await shop.as(null).send('GET', '/wp-json/wp/v2/posts?page=2');
    assert.deepEqual([status, json.code], [400, 'rest_post_invalid_page_number']);
    const [post] = (await shop.as(null).send('GET', '/wp-json/wp/v2/posts')).json;
    assert.deepEqual([post.categories, post.content.protected, post.author], [[1], false, 1]);
  });

  it('refuses a post in the name of another, and one that is to stay on top, before any other', async () => {
    const shop = await client();
    const code = async (body: object) =>
      (await shop.as(null).send('POST', '/wp-json/wp/v2/posts', body)).json.code;
    assert.equal(await code({ title: 'x', author: 1 }), 'rest_cannot_edit_others');
    assert.equal(await code({ title: 'x', sticky: true }), 'rest_cannot_assign_sticky');
    assert.equal(await code({ title: 'x' }), 'rest_cannot_create');
  });
});
