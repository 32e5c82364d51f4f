import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import fc from 'fast-check';
import { createData, type Data } from '../../../mocks/data/data.ts';
import type { Order } from '../../../mocks/data/order.ts';
import {
  type Narrowing,
  orderSorts,
  selectOrders,
} from '../../../mocks/woocommerce/resources/orders/select-orders.ts';
import { idTests, type Params, selectAmong } from '../../../mocks/woocommerce/resources/selection.ts';

const isListed = ({ status }: Order) => status !== 'trash' && status !== 'auto-draft';
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19);

/** What was asked, by lists that are kept and by looking at every order. */
function bothWays(data: Data, params: Params, statuses: readonly string[], customer: number | undefined) {
  const narrowings: Narrowing[] = [];
  if (statuses.length > 0)
    narrowings.push({
      test: order => statuses.includes(order.status),
      among: statuses.map(one => data.orderIndex.withStatus(one)),
    });
  if (customer !== undefined)
    narrowings.push({
      test: order => order.customer_id === customer,
      among: [data.orderIndex.ofCustomer(customer)],
    });
  const time = (name: string) => Date.parse(`${params.get(name)}Z`) / 1000;
  const walked = [...data.orders.all()].filter(
    order =>
      (statuses.length > 0 || isListed(order)) &&
      narrowings.every(({ test }) => test(order)) &&
      idTests<Order>(params).every(test => test(order)) &&
      (!params.has('after') || order.date_created > time('after')) &&
      (!params.has('before') || order.date_created < time('before')) &&
      (!params.has('modified_after') || order.date_modified > time('modified_after')),
  );
  return [
    selectOrders(data, params, narrowings, [], statuses.length > 0),
    selectAmong(walked, params, orderSorts),
  ];
}

describe('the lists of orders', () => {
  it('are those of a walk over all orders, whatever was written in between', async () => {
    const at = 1_795_000_000;
    const status = fc.constantFrom('pending', 'processing', 'completed', 'trash');
    const time = fc.integer({ min: at, max: at + 5 });
    const write = fc.record({
      id: fc.integer({ min: 22, max: 40 }),
      status,
      customer: fc.nat(2),
      time,
      change: time,
    });
    const ask = fc.record({
      statuses: fc.uniqueArray(status, { maxLength: 2 }),
      customer: fc.option(fc.nat(2), { nil: undefined }),
      params: fc.record(
        {
          orderby: fc.constantFrom('date', 'id', 'modified', 'title'),
          order: fc.constantFrom('asc', 'desc'),
          per_page: fc.integer({ min: 1, max: 4 }),
          page: fc.integer({ min: 1, max: 3 }),
          after: time.map(iso),
          before: time.map(iso),
          modified_after: time.map(iso),
          include: fc.uniqueArray(fc.integer({ min: 20, max: 41 }), { minLength: 1, maxLength: 3 }),
          exclude: fc.uniqueArray(fc.integer({ min: 20, max: 41 }), { minLength: 1, maxLength: 6 }),
        },
        { requiredKeys: [] },
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(write, ask), { minLength: 1, maxLength: 12 }), async steps => {
        const data = await createData({ version: '10.5.0' });
        for (const [{ id, status, customer, time, change }, { statuses, customer: whose, params }] of steps) {
          const before = data.orders.get(id);
          if (before && customer === 2 && status === 'trash') data.orders.remove(id);
          else if (before)
            await data.orders.replace({
              ...before,
              status,
              customer_id: customer,
              date_created: time,
              date_modified: change,
            });
          const [kept, walked] = bothWays(data, new Map(Object.entries(params)), statuses, whose);
          assert.deepEqual(kept, walked);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('look at the orders of a page alone once the kept lists are there, in a store of many', async () => {
    const data = await createData({ version: '10.5.0', orders: 3000 });
    const first = data.orders.get(data.orders.ids(0, 1, 'asc')[0] as number) as Order;
    await data.orders.replace({ ...first, customer_id: 3 });
    const asks: readonly [Record<string, unknown>, readonly string[], number | undefined][] = [
      [{}, ['completed'], undefined],
      [{}, ['completed', 'pending'], undefined],
      [{}, [], 3],
      [{ after: iso(first.date_created) }, [], undefined],
      [{ orderby: 'modified' }, [], undefined],
      [{ exclude: [first.id], include: undefined }, ['completed'], undefined],
      [{ include: [first.id] }, [], undefined],
      [{ orderby: 'id', order: 'asc' }, [], undefined],
      [{}, ['completed'], 3],
    ];
    const lists = asks.map(([params, statuses, customer]) => () => {
      const narrowings: Narrowing[] = [];
      const { orderIndex } = data;
      if (statuses.length > 0)
        narrowings.push({
          test: order => statuses.includes(order.status),
          among: statuses.map(one => orderIndex.withStatus(one)),
        });
      if (customer !== undefined)
        narrowings.push({
          test: order => order.customer_id === customer,
          among: [orderIndex.ofCustomer(customer)],
        });
      return selectOrders(data, new Map(Object.entries(params)), narrowings, [], statuses.length > 0);
    });
    for (const list of lists) list();
    const get = mock.method(data.orders, 'get');
    for (const list of lists) list();
    await data.orders.replace({ ...first, status: 'completed' });
    for (const list of lists) list();
    assert.ok(get.mock.callCount() < 20, `${get.mock.callCount()} orders were looked at`);
    get.mock.restore();
  });
});
