import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyCoupon } from '../../mocks/data/coupon.ts';
import { createData } from '../../mocks/data/data.ts';
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
