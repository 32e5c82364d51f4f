import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { client, sample } from './client.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into any body.
const idsOf = (list: any): number[] => list.map((one: { id: number }) => one.id);

describe('products', () => {
  it('are listed and filtered', async () => {
    const shop = await client();
    const list = async (query: string) => idsOf((await shop.get(`v3/products?per_page=100&${query}`)).json);
    assert.deepEqual(
      await list('search=product 1&orderby=price&order=asc'.replace(' ', '%20')),
      [10, 19, 20, 21],
    );
    assert.deepEqual(await list('sku=SKU-3,SKU-4'), [13, 12]);
    assert.deepEqual(await list('min_price=16'), [21, 20]);
    assert.deepEqual(await list('category=15&per_page=2'), [21, 20]);
    assert.deepEqual(await list('category=99'), []);
    assert.deepEqual(await list('type=variable'), []);
    assert.deepEqual(await list('slug=product-7'), [16]);
    assert.equal((await shop.get('v3/products?orderby=nope')).json.code, 'rest_invalid_param');
  });

  it('have the recorded bodies, but for what WooCommerce draws by lot', async () => {
    const shop = await client({ now: () => 1_795_224_553 });
    for (const version of ['v1', 'v2', 'v3']) {
      const [wanted] = sample(`${version}-products`) as Record<string, unknown>[];
      const [{ description, ...got }] = (await shop.get(`${version}/products?per_page=1`)).json;
      assert.equal(description, '', 'the samples leave it out');
      const told = (product: Record<string, unknown>) =>
        JSON.stringify({ ...product, related_ids: 'any five' });
      assert.equal(told(got), told(wanted as Record<string, unknown>));
      assert.equal(got.related_ids.length, 5);
    }
  });

  it('are made, changed and deleted', async () => {
    const shop = await client();
    const made = await shop.call('POST', 'v3/products', {
      name: 'Crème brûlée',
      regular_price: '9.50',
      sale_price: '7',
      manage_stock: true,
      stock_quantity: 0,
    });
    assert.equal(made.status, 201);
    assert.equal(made.json.slug, 'creme-brulee');
    assert.equal(made.json.price, '7');
    assert.equal(made.json.stock_status, 'outofstock');
    assert.equal(made.json.permalink, 'https://shop.test:8105/product/creme-brulee/');
    const same = await shop.call('POST', 'v3/products', { name: 'x', sku: 'SKU-1' });
    assert.deepEqual([same.status, same.json.code], [400, 'product_invalid_sku']);
    const changed = await shop.call('PUT', `v3/products/${made.json.id}`, { stock_quantity: 4 });
    assert.equal(changed.json.stock_status, 'instock');
    assert.equal((await shop.call('DELETE', `v3/products/${made.json.id}?force=true`)).status, 200);
    const gone = await shop.get(`v3/products/${made.json.id}`);
    assert.equal(gone.json.code, 'woocommerce_rest_product_invalid_id');
  });

  it('that are not there are not there for anybody', async () => {
    const shop = await client();
    assert.equal((await shop.as(null).get('v3/products/999')).status, 404);
    assert.equal((await shop.as(null).get('v3/products/21')).status, 401);
    assert.equal((await shop.as('author_rw').get('v3/products/21')).status, 403);
  });

  it('have variations', async () => {
    const shop = await client();
    await shop.call('PUT', 'v3/products/10', { type: 'variable' });
    const red = await shop.call('POST', 'v3/products/10/variations', { regular_price: '8' });
    assert.equal(red.status, 201);
    assert.deepEqual((await shop.get('v3/products/10')).json.variations, [red.json.id]);
    assert.deepEqual(idsOf((await shop.get('v3/products/10/variations')).json), [red.json.id]);
    assert.equal((await shop.get(`v3/products/11/variations/${red.json.id}`)).status, 404);
  });

  it('have categories, attributes with terms, and reviews', async () => {
    const shop = await client();
    const category = await shop.call('POST', 'v3/products/categories', { name: 'Tea' });
    assert.equal(category.status, 201);
    await shop.call('PUT', 'v3/products/10', { categories: [{ id: category.json.id }] });
    assert.equal((await shop.get(`v3/products/categories/${category.json.id}`)).json.count, 1);
    assert.equal((await shop.get('v3/products/10')).json.categories[0].name, 'Tea');
    assert.equal(
      (await shop.call('POST', 'v3/products/categories', { name: 'tea' })).json.code,
      'term_exists',
    );
    assert.equal((await shop.call('DELETE', `v3/products/categories/${category.json.id}`)).status, 501);
    assert.equal(
      (await shop.as(null).get('v3/products/categories/999')).json.code,
      'woocommerce_rest_term_invalid',
    );

    const colour = await shop.call('POST', 'v3/products/attributes', { name: 'Colour' });
    assert.equal(colour.json.slug, 'pa_colour');
    const base = `v3/products/attributes/${colour.json.id}/terms`;
    await shop.call('POST', base, { name: 'Red' });
    assert.equal((await shop.get(base)).json[0].slug, 'red');
    assert.equal(
      (await shop.get('v3/products/attributes/99/terms')).json.code,
      'woocommerce_rest_taxonomy_invalid',
    );

    const review = await shop.call('POST', 'v3/products/reviews', {
      product_id: 10,
      review: 'Good',
      reviewer: 'Ada',
      reviewer_email: 'ada@example.com',
      rating: 4,
    });
    assert.equal(review.status, 201);
    assert.equal((await shop.get('v3/products/10')).json.average_rating, '4.00');
    const missing = await shop.call('POST', 'v3/products/reviews', { product_id: 10 });
    assert.equal(missing.json.code, 'rest_missing_callback_param');
  });

  it('are found by the terms of their attributes, their tax class and their global id', async () => {
    const shop = await client();
    const attribute = (await shop.call('POST', 'v3/products/attributes', { name: 'Size' })).json;
    const terms = `v3/products/attributes/${attribute.id}/terms`;
    const large = (await shop.call('POST', terms, { name: 'L' })).json.id;
    const small = (await shop.call('POST', terms, { name: 'S' })).json.id;
    const attributes = [
      { id: attribute.id, options: ['L'] },
      { id: 999, options: ['x'] },
    ];
    const fields = { attributes, tax_class: 'reduced-rate', global_unique_id: '12345-67' };
    const changed = (await shop.call('PUT', 'v3/products/10', fields)).json;
    assert.equal(changed.attributes.length, 1);
    const list = async (query: string) => idsOf((await shop.get(`v3/products?per_page=100&${query}`)).json);
    assert.deepEqual(await list(`attribute=pa_size&attribute_term=${large}`), [10]);
    assert.deepEqual(await list(`attribute=pa_size&attribute_term=${small}`), []);
    assert.equal((await list(`attribute=pa_none&attribute_term=${small}`)).length, 12);
    assert.deepEqual(await list('tax_class=reduced-rate'), [10]);
    assert.equal((await list('tax_class=standard')).length, 11);
    assert.deepEqual(await list('global_unique_id=12345-67'), [10]);
    assert.deepEqual(await list('global_unique_id=1234'), []);
    await shop.call('PUT', 'v3/products/10', { regular_price: '' });
    assert.equal((await list('max_price=100')).includes(10), false);
    assert.equal((await list('min_price=x')).length, 11);
  });

  it('with variations have no prices of their own, and lend their stock', async () => {
    const shop = await client();
    const attributes = [{ name: 'Form', options: ['A', 'B'], variation: true, visible: true }];
    const parent = (
      await shop.call('PUT', 'v3/products/10', {
        type: 'variable',
        regular_price: '10',
        date_on_sale_from: '2020-01-01',
        manage_stock: true,
        stock_quantity: 3,
        attributes,
        default_attributes: [{ name: 'Form', option: 'A' }],
      })
    ).json;
    assert.deepEqual([parent.regular_price, parent.date_on_sale_from], ['', null]);
    assert.deepEqual(parent.default_attributes, [{ id: 0, name: 'Form', option: 'A' }]);
    const path = 'v3/products/10/variations';
    const option = { regular_price: '4', attributes: [{ name: 'Form', option: 'A' }] };
    const made = (await shop.call('POST', path, option)).json;
    assert.deepEqual([made.manage_stock, made.stock_quantity], ['parent', 3]);
    const own = await shop.call('PUT', `${path}/${made.id}`, { manage_stock: true, stock_quantity: 1 });
    assert.deepEqual([own.json.manage_stock, own.json.stock_quantity], [true, 1]);
    const wrong = await shop.call('PUT', `${path}/${made.id}`, { image: { id: 88888 } });
    assert.equal(wrong.json.code, 'woocommerce_variation_invalid_image_id');
    const older = (await shop.get('v1/products/10')).json;
    assert.deepEqual(older.default_attributes, [{ id: 0, name: 'form', option: 'A' }]);
    assert.equal('slug' in older.attributes[0], false);
    const [variation] = older.variations;
    assert.deepEqual([variation.id, variation.price, variation.stock_quantity], [made.id, '4', 1]);
  });
});
