import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore, type Message, noBody } from '../../mocks/index.ts';
import { client } from './resources/client.ts';

test('HEAD of the cart needs a nonce until 6.6, as whatever is no GET, and none from 7.8 on', async () => {
  const statuses: Record<string, number[]> = {};
  for (const profile of ['5.8', '6.6', '7.8', '10.5']) {
    const store = await createStore({ home: 'http://shop.test', profile });
    const target = profile === '5.8' ? '/wp-json/wc/store/cart' : '/wp-json/wc/store/v1/cart';
    const ask = async (method: string) => {
      const message: Message = {
        method,
        scheme: 'http',
        host: 'shop.test',
        target,
        headers: ['Host', 'shop.test'],
        body: noBody,
      };
      return (await store.answer(message)).status;
    };
    statuses[profile] = [await ask('GET'), await ask('HEAD')];
  }
  assert.deepEqual(statuses, { '5.8': [200, 401], '6.6': [200, 401], '7.8': [200, 200], '10.5': [200, 200] });
});

/** As 10.5 told a product of one unit of money by these settings. */
const moneys = [
  {
    set: { currency: 'EUR', currency_pos: 'right_space', price_thousand_sep: '.', price_decimal_sep: ',' },
    decimals: '3',
    shown: ['1000', 'EUR', '€', 3, ',', '.', '', ' €'],
  },
  {
    set: { currency: 'JPY', currency_pos: 'left_space', price_thousand_sep: '.', price_decimal_sep: ',' },
    decimals: '0',
    shown: ['1', 'JPY', '¥', 0, ',', '.', '¥ ', ''],
  },
  {
    set: { currency: 'CHF', currency_pos: 'right', price_thousand_sep: ',', price_decimal_sep: '.' },
    decimals: '2',
    shown: ['100', 'CHF', 'CHF', 2, '.', ',', '', 'CHF'],
  },
] as const;

for (const { set, decimals, shown } of moneys)
  test(`the Store API tells money as the shop writes it: ${set.currency}`, async () => {
    const shop = await client();
    const settings = { ...set, price_num_decimals: decimals };
    const update = Object.entries(settings).map(([name, value]) => ({ id: `woocommerce_${name}`, value }));
    await shop.call('POST', 'v3/settings/general/batch', { update });
    const { json: product } = await shop.call('POST', 'v3/products', { name: 'One', regular_price: '1' });
    const { prices } = (await shop.get(`store/v1/products/${product.id}`)).json;
    const fields = [
      'code',
      'symbol',
      'minor_unit',
      'decimal_separator',
      'thousand_separator',
      'prefix',
      'suffix',
    ];
    assert.deepEqual([prices.price, ...fields.map(name => prices[`currency_${name}`])], shown);
    const { totals } = (await shop.get('store/v1/cart')).json;
    assert.deepEqual([totals.total_price, totals.currency_code], ['0', set.currency]);
  });

test('the page of a category stands below that of its parent, as on 10.5', async () => {
  const shop = await client();
  const parent = (await shop.call('POST', 'v3/products/categories', { name: 'Par' })).json.id;
  const { json: child } = await shop.call('POST', 'v3/products/categories', { name: 'Chi', parent });
  const sent = { name: 'One', categories: [{ id: child.id }] };
  const { json: product } = await shop.call('POST', 'v3/products', sent);
  const page = /\/product-category\/par\/chi\/$/;
  assert.match((await shop.get(`store/v1/products/${product.id}`)).json.categories[0].link, page);
  assert.match((await shop.get(`store/v1/products/categories/${child.id}`)).json.permalink, page);
  const { json } = await shop.send('GET', `/wp-json/wp/v2/product_cat/${child.id}`);
  assert.match(json.link, page);
});
