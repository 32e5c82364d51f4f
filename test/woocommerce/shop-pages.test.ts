/** The shop's own addresses and what its theme's scripts ask for: statuses and addresses of 10.5. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore, firstHeader, noBody } from '../../mocks/index.ts';
import { Client, fixture } from './resources/client.ts';

const home = 'http://shop.test:8105';

type Row = readonly [method: string, target: string, status: number, location?: string];

const pages: readonly Row[] = [
  ['GET', '/product/apron/', 200],
  ['GET', '/product/apron', 301, '/product/apron/'],
  ['GET', '/product/apron/feed/', 200],
  ['GET', '/product/nothing/', 404],
  ['GET', '/product-category/uncategorized/', 200],
  ['GET', '/product-category/nothing/', 404],
  ['GET', '/?product_cat=uncategorized', 301, '/product-category/uncategorized/'],
  ['GET', '/?page_id=5', 301, '/shop/'],
  ['GET', '/?page_id=999999', 404],
  ['GET', '/?p=999999', 404],
  ['GET', '/?author=3', 302, '/shop/'],
  ['GET', '/checkout/order-received/22/', 200],
  ['GET', '/?wc-api[]=x', 200],
  ['GET', '/?wc-ajax=get_refreshed_fragments', 200],
  ['GET', '/?wc-ajax=nothing', 200],
  ['POST', '/?wc-ajax=apply_coupon', 403],
  ['GET', '/?wc-ajax=update_order_review', 403],
];

test('products, categories and pages have the addresses of a real shop', async () => {
  const store = await createStore({ fixture: fixture() });
  const { json } = await new Client(store).call('POST', 'v3/products', { name: 'Apron' });
  const ask = (method: string, target: string) =>
    store.answer({
      method,
      scheme: 'http',
      host: 'shop.test:8105',
      target,
      headers: ['Host', 'shop.test:8105'],
      body: noBody,
    });
  for (const [method, target, status, location] of [
    ...pages,
    ['GET', `/?p=${json.id}`, 301, '/product/apron/'] as const,
  ]) {
    const answer = await ask(method, target);
    assert.equal(answer.status, status, target);
    const to = location === undefined ? undefined : `${home}${location}`;
    assert.equal(firstHeader(answer.headers, 'Location'), to, target);
  }
  const fragments = await ask('GET', '/?wc-ajax=get_refreshed_fragments');
  assert.equal(JSON.parse(Buffer.from(fragments.body).toString()).cart_hash, '');
  const removed = await ask('GET', '/?wc-ajax=remove_from_cart');
  assert.equal(Buffer.from(removed.body).toString(), '{"success":false}');
});
