import type { Meta } from '../data/address.ts';
import type { Data } from '../data/data.ts';
import type { Order } from '../data/order.ts';
import { versionAtLeast } from '../wordpress/version.ts';
import { paidStatuses } from './order-statuses.ts';
import type { Profile } from './profiles.ts';

/** What a customer has bought. */
export interface Bought {
  readonly last: Order | undefined;
  readonly orders: number;
  readonly spent: number;
}

/**
 * What a customer has bought. It is counted where it is asked for, and kept with the user until an order of his changes
 * (`WC_Customer_Data_Store::get_last_order()` and its like): until 8.2 under names that are not shown.
 *
 * @param withLast whether the last order is asked for too: by wc/v1 and by the legacy API.
 */
export function boughtBy(data: Data, { woocommerce }: Profile, id: number, withLast: boolean): Bought {
  const own = data.ordersOf(id);
  const last = own.at(-1);
  const spent = own
    .filter(({ status }) => paidStatuses.has(status))
    .reduce((total, { total: one }) => total + Number(one), 0);
  if (versionAtLeast(woocommerce, '9.2')) {
    const rows: [string, string | undefined][] = [
      ['wc_last_order_wp', withLast ? last?.id.toString() : undefined],
      ['wc_order_count_wp', String(own.length)],
      ['wc_money_spent_wp', String(spent)],
    ];
    keep(data, id, rows);
  }
  return { last, orders: own.length, spent };
}

function keep(data: Data, id: number, rows: readonly (readonly [string, string | undefined])[]): void {
  const kept: Meta[] = [...(data.countedOrders.get(id) ?? [])];
  for (const [key, value] of rows)
    if (value !== undefined && !kept.some(row => row.key === key))
      kept.push({ id: data.nextId(), key, value });
  data.countedOrders.set(id, kept);
}
