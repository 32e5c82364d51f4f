import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { couponSchema, seededCoupon } from '../../mocks/data/coupon.ts';
import { orderSchema } from '../../mocks/data/order.ts';
import { productSchema } from '../../mocks/data/product.ts';
import { seededOrders } from '../../mocks/data/seeded-orders.ts';
import { seededProducts } from '../../mocks/data/seeded-products.ts';

describe('a schema', () => {
  it('takes the seeded records', () => {
    const orders = seededOrders(40, '10.5.0');
    for (const id of orders.ids)
      assert.equal(orderSchema['~standard'].validate(orders.make(id)).issues, undefined);
    const products = seededProducts();
    for (const id of products.ids)
      assert.equal(productSchema['~standard'].validate(products.make(id)).issues, undefined);
  });

  it('names each property that is wrong, and what was expected', () => {
    const { amount: _, ...rest } = seededCoupon;
    const found = couponSchema['~standard'].validate({
      ...rest,
      usage_limit: 'many',
      meta_data: [{ id: 1, key: 'a' }],
      colour: 'red',
    });
    assert.deepEqual(
      found.issues?.map(({ path, message }) => `${path.join('.')}: ${message}`),
      [
        'amount: expected text',
        'usage_limit: expected a number or null',
        'meta_data: expected a list, each of it an object of id, key, value',
        'colour: expected no such property',
      ],
    );
    assert.match(couponSchema['~standard'].validate(null).issues?.[0]?.message ?? '', /expected an object/);
  });
});
