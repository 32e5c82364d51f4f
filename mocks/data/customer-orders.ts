import type { Order } from './order.ts';

/** The orders of each customer, the oldest first. Those of guests are left out: they are most of a large store's. */
export function ordersByCustomer(orders: Iterable<Order>): ReadonlyMap<number, readonly Order[]> {
  const byCustomer = new Map<number, Order[]>();
  for (const order of orders) {
    if (order.customer_id === 0) continue;
    const own = byCustomer.get(order.customer_id);
    if (own) own.push(order);
    else byCustomer.set(order.customer_id, [order]);
  }
  return byCustomer;
}
