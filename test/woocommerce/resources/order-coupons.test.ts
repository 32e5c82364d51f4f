/** What coupons take off the lines of an order, as real stores of 5.8 and 10.5 worked it out for the same orders. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Client, client, fixture } from './client.ts';

const prices = { a: '10', b: '25.55', c: '3.33', d: '0.07' };
type Name = keyof typeof prices;
type Bought = readonly (readonly [Name, number])[];

const basket: Bought = [
  ['a', 3],
  ['b', 2],
  ['c', 1],
];
const small: Bought = [
  ['d', 7],
  ['c', 3],
];

/** The totals of its lines, and what each coupon takes off. */
const measured: readonly (readonly [Bought, string, readonly string[], readonly string[]])[] = [
  [basket, 'percent-of-a', ['27.00', '51.10', '3.00'], ['3']],
  [basket, 'product-a', ['24.00', '51.10', '3.00'], ['6']],
  [basket, 'cart-5', ['27.51', '49.42', '2.17'], ['5']],
  [basket, 'percent-of-two', ['30.00', '43.44', '3.00'], ['7.66']],
  [basket, 'percent-33.33', ['20.01', '34.05', '2.01'], ['28.03']],
  [basket, 'product-one', ['30.00', '49.60', '3.00'], ['1.5']],
  [basket, 'not-on-sale', ['15.00', '25.55', '3.00'], ['40.55']],
  [basket, 'not-b', ['24.00', '51.10', '2.40'], ['6.6']],
  [basket, 'percent-of-a cart-5', ['24.51', '49.42', '2.17'], ['3', '5']],
  [basket, 'cart-5 percent-of-a', ['24.51', '49.42', '2.17'], ['5', '3']],
  [basket, 'percent-33.33 percent-of-two', ['20.01', '26.39', '2.01'], ['28.03', '7.66']],
  [basket, 'product-a product-one cart-5', ['21.51', '47.92', '2.17'], ['6', '1.5', '5']],
  [basket, 'not-on-sale not-b', ['9.00', '25.55', '2.40'], ['40.55', '6.6']],
  [basket, 'cart-0.03 cart-5', ['27.50', '49.40', '2.17'], ['0.03', '5']],
  [small, 'cart-5', ['0.00', '4.49'], ['5']],
];

async function shopWithCoupons(version: string): Promise<{ shop: Client; ids: Record<string, number> }> {
  const shop = await client({ fixture: fixture(`wc-${version}`) });
  const ids: Record<string, number> = {};
  for (const [name, regular_price] of Object.entries(prices)) {
    const sent = { name, regular_price, ...(name === 'c' && { sale_price: '3' }) };
    ids[name] = (await shop.call('POST', 'v3/products', sent)).json.id;
  }
  const coupons = {
    'percent-of-a': { discount_type: 'percent', amount: '10', product_ids: [ids.a] },
    'product-a': { discount_type: 'fixed_product', amount: '2', product_ids: [ids.a] },
    'cart-5': { discount_type: 'fixed_cart', amount: '5' },
    'cart-0.03': { discount_type: 'fixed_cart', amount: '0.03' },
    'percent-of-two': { discount_type: 'percent', amount: '15', limit_usage_to_x_items: 2 },
    'percent-33.33': { discount_type: 'percent', amount: '33.33' },
    'product-one': { discount_type: 'fixed_product', amount: '1.5', limit_usage_to_x_items: 1 },
    'not-on-sale': { discount_type: 'percent', amount: '50', exclude_sale_items: true },
    'not-b': { discount_type: 'percent', amount: '20', excluded_product_ids: [ids.b] },
  };
  for (const [code, coupon] of Object.entries(coupons))
    assert.equal((await shop.call('POST', 'v3/coupons', { code, ...coupon })).status, 201);
  return { shop, ids };
}

const codes = (text: string) => text.split(' ').map(code => ({ code }));

describe('coupons of an order', () => {
  for (const version of ['5.8', '10.5'])
    it(`take off what they take off on ${version}`, async () => {
      const { shop, ids } = await shopWithCoupons(version);
      for (const [bought, coupons, totals, discounts] of measured) {
        const { status, json } = await shop.call('POST', 'v3/orders', {
          line_items: bought.map(([name, quantity]) => ({ product_id: ids[name], quantity })),
          coupon_lines: codes(coupons),
        });
        assert.equal(status, 201, coupons);
        const shown = json.line_items.map(({ total }: { readonly total: string }) => total);
        assert.deepEqual(shown, totals, coupons);
        const taken = json.coupon_lines.map(({ discount }: { readonly discount: string }) => discount);
        assert.deepEqual(taken, discounts, coupons);
      }
    });

  it('are taken off what a line costs, whatever total was sent', async () => {
    const { shop, ids } = await shopWithCoupons('10.5');
    const { json } = await shop.call('POST', 'v3/orders', {
      line_items: [{ product_id: ids.a, quantity: 2, subtotal: '30', total: '25' }],
      coupon_lines: codes('percent-of-a'),
    });
    assert.equal(json.line_items[0].total, '27.00');
  });

  for (const [version, percent] of [
    ['9.2', ['10.00', '17.03']],
    ['8.2', undefined],
  ] as const)
    it(`meet a product that is gone on ${version}`, async () => {
      const { shop, ids } = await shopWithCoupons(version);
      const line_items = [ids.a, ids.b].map(product_id => ({ product_id, quantity: 1 }));
      const { json: order } = await shop.call('POST', 'v3/orders', { line_items });
      await shop.call('DELETE', `v3/products/${ids.a}?force=true`);
      const put = (coupon: string) =>
        shop.call('PUT', `v3/orders/${order.id}`, { coupon_lines: codes(coupon) });
      const totals = (items: readonly { readonly total: string }[]) => items.map(({ total }) => total);
      const ofSingle = await put('percent-33.33');
      assert.equal(ofSingle.status, percent === undefined ? 500 : 200);
      if (percent) assert.deepEqual(totals(ofSingle.json.line_items), percent);
      assert.equal((await put('cart-5')).json.line_items[0].total, '7.50');
    });

  for (const [version, message] of [
    ['10.5', 'Coupon code &quot;cart-5&quot; already applied!'],
    ['9.2', 'Coupon code already applied!'],
  ] as const)
    it(`hold once on ${version}`, async () => {
      const { shop } = await shopWithCoupons(version);
      const { status, json } = await shop.call('POST', 'v3/orders', { coupon_lines: codes('cart-5 cart-5') });
      assert.equal(status, 400);
      assert.deepEqual([json.code, json.message], ['woocommerce_rest_invalid_coupon', message]);
    });
});
