import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createData } from '../../mocks/data/data.ts';
import type { Order } from '../../mocks/data/order.ts';

it('the running totals of a day follow what becomes of its orders', async () => {
  const data = await createData({ version: '10.5.0' });
  const sold = new Set(['completed', 'refunded']);
  const totals = () =>
    data.orderIndex.sales
      .between(0, Number.POSITIVE_INFINITY, sold)
      .map(one => [one.orders, one.total, one.items]);
  const before = totals();
  const order = data.orders.get(22) as Order;
  const [line] = order.line_items;
  assert.ok(line);
  const bought = { ...order, status: 'completed', total: '0.10', line_items: [{ ...line, quantity: 3 }] };
  const [orders, total, items] = before[0] ?? [0, 0, 0];
  await data.orders.replace({ ...bought, status: 'pending' });
  const without = totals();
  await data.orders.replace(bought);
  const [first = []] = totals();
  const [least = [0, 0, 0]] = without;
  assert.deepEqual(first, [
    Number(least[0]) + 1,
    Math.round(Number(least[1]) * 100 + 10) / 100,
    Number(least[2]) + 3,
  ]);
  // Of another day.
  await data.orders.replace({ ...bought, date_created: order.date_created - 86_400 });
  assert.deepEqual(totals(), [[1, 0.1, 3], ...without]);
  data.orders.remove(22);
  assert.deepEqual(totals(), without);
  await data.reset();
  assert.deepEqual(totals(), [[orders, total, items], ...before.slice(1)]);
});
