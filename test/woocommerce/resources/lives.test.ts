/** What the lives of a client showed, case by case: expected as a real 10.5 answered. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { client } from './client.ts';

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
