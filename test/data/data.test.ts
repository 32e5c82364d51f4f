import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyCoupon } from '../../mocks/data/coupon.ts';
import { createData } from '../../mocks/data/data.ts';
import { uncategorizedId } from '../../mocks/data/seeded.ts';
import { emptyTerm } from '../../mocks/data/term.ts';

describe('the seeded data', () => {
  it('is that of the recorded stores', async () => {
    const data = await createData({ version: '10.5.0' });
    assert.equal(data.orders.size, 19);
    assert.deepEqual(data.orders.ids(0, 5, 'desc'), [41, 40, 39, 38, 36]);
    assert.deepEqual(data.orders.ids(0, 1, 'asc'), [22]);
    assert.deepEqual(data.products.ids(0, 2, 'desc'), [21, 20]);
    assert.equal(data.products.size, 12);
    assert.equal(data.coupons.get(37)?.code, 'ten');
    assert.equal(data.orders.get(30)?.billing.email, 'buyer9@shop.test');
    assert.equal(data.orders.get(30)?.line_items[0]?.name, 'Product 10');
    assert.equal((await createData({ version: '8.2.2' })).orders.size, 17);
  });

  it('is the same in every store, and as much as asked for', async () => {
    const [one, other] = await Promise.all([
      createData({ version: '10.5.0', orders: 100_000 }),
      createData({ version: '10.5.0', orders: 100_000 }),
    ]);
    assert.equal(one.orders.size, 100_000);
    assert.equal(new Set(one.orders.ids(0, 100_000, 'asc')).size, 100_000);
    assert.deepEqual(one.orders.get(99_999), other.orders.get(99_999));
    assert.equal(one.orders.has(37), false, 'the id of the coupon');
    assert.equal((await createData({ version: '10.5.0', orders: 0 })).orders.size, 0);
  });

  it('knows the orders of a customer and the products of a term, as they are now', async () => {
    const data = await createData({ version: '10.5.0' });
    const ids = () => data.ordersOf(3).map(({ id }) => id);
    assert.deepEqual(ids(), []);
    for (const id of [30, 22]) {
      const order = data.orders.get(id);
      assert.ok(order);
      await data.orders.replace({ ...order, customer_id: 3 });
    }
    assert.deepEqual(ids(), [22, 30]);
    data.orders.remove(22);
    assert.deepEqual(ids(), [30]);
    const term = data.terms.get(uncategorizedId);
    assert.ok(term);
    assert.equal(data.termCounts.of(term), 12);
    const product = data.products.get(10);
    assert.ok(product);
    await data.products.replace({ ...product, tag_ids: [99], shipping_class: 'bulky' });
    assert.equal(data.termCounts.of({ id: 99, taxonomy: 'product_tag', slug: 'any', name: 'Any' }), 1);
    assert.equal(
      data.termCounts.of({ id: 98, taxonomy: 'product_shipping_class', slug: 'bulky', name: 'Bulky' }),
      1,
    );
    await data.products.replace({ ...product, status: 'trash' });
    assert.equal(data.termCounts.of(term), 11);
    await data.reset();
    assert.deepEqual(ids(), []);
    assert.equal(data.termCounts.of(term), 12);
  });

  it('lists the orders by their time', async () => {
    const data = await createData({ version: '10.5.0', orders: 5000 });
    const times = [...data.orders].map(order => order.date_created);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  });

  it('belongs to one store, and comes back with reset', async () => {
    const [one, other] = await Promise.all([
      createData({ version: '10.5.0' }),
      createData({ version: '10.5.0' }),
    ]);
    assert.equal(one.nextPostId(), 42);
    one.orders.remove(41);
    const first = one.orders.get(22);
    assert.ok(first);
    await one.orders.replace({ ...first, status: 'failed' });
    assert.equal(one.orders.size, 18);
    assert.equal(other.orders.size, 19);
    assert.equal(other.orders.get(22)?.status, 'processing');
    await one.reset();
    assert.equal(one.orders.size, 19);
    assert.equal(one.orders.get(22)?.status, 'processing');
    assert.equal(one.nextPostId(), 42);
  });

  it('is asked for as soon as it is open, and written to by one after the other', async () => {
    const data = await createData({ version: '10.5.0' });
    assert.equal(data.isOpen, false);
    assert.equal(await data.read(() => data.products.having('sku', 'SKU-3')[0]?.id), 12);
    assert.equal(data.isOpen, true);
    const addWhereFree = (name: string) =>
      data.write(async () => {
        if (data.terms.findFirst(query => query.where({ name }))) return 'taken';
        await data.terms.add({ ...emptyTerm(data.nextTermId(), 1, 'product_tag'), name });
        return 'added';
      });
    const failing = data.write(() => Promise.reject(new Error('no')));
    const both = Promise.all([addWhereFree('new'), addWhereFree('new')]);
    await assert.rejects(failing, /no/);
    assert.deepEqual(await both, ['added', 'taken']);
  });

  it('is reset after the writes that are under way, and while it is being opened', async () => {
    const data = await createData({ version: '10.5.0' });
    const reading = data.read(() => data.terms.findMany(query => query.where({ taxonomy: 'product_cat' })));
    const written = data.write(() => data.coupons.replace({ ...emptyCoupon(37, 1), code: 'changed' }));
    const reset = data.reset();
    assert.equal((await reading).length, 1);
    assert.equal((await written).code, 'changed');
    await reset;
    assert.equal(
      await data.read(() => data.coupons.findFirst(query => query.where({ id: 37 }))?.code),
      'ten',
    );
    const [found] = await Promise.all([
      data.read(() => data.coupons.findFirst(query => query.where({ code: 'ten' }))),
      data.reset(),
    ]);
    assert.equal(found?.id, 37);
  });
});
