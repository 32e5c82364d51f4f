import type { DaySales } from '../data/daily-sales.ts';
import type { Data } from '../data/data.ts';
import { soldStatuses } from './order-statuses.ts';
import { ordersAreInTables } from './order-storage.ts';

/** What the reports of sales count, by day: they read the table of posts, where orders in tables of their own are not. */
export function reportedSales(data: Data, { from, to }: { from: number; to: number }): DaySales[] {
  return ordersAreInTables(data) ? [] : data.orderIndex.sales.between(from, to, soldStatuses);
}

/** How many of each product were sold, by its id. */
export function soldByProduct(days: readonly DaySales[]): Map<number, number> {
  const sold = new Map<number, number>();
  for (const { products } of days)
    for (const [id, quantity] of products) sold.set(id, (sold.get(id) ?? 0) + quantity);
  return sold;
}
