import type { Follower } from './following.ts';
import type { Order } from './order.ts';

const day = 86_400;

/** What the orders of one day and one status come to. Amounts are in ten-thousandths, so that sums stay exact. */
class Takings {
  orders = 0;
  items = 0;
  total = 0;
  shipping = 0;
  discount = 0;
  /** How many were sold, by product. */
  readonly products = new Map<number, number>();

  change(order: Order, by: 1 | -1): void {
    this.orders += by;
    this.total += by * exact(order.total);
    this.shipping += by * exact(order.shipping_total);
    this.discount += by * exact(order.discount_total);
    for (const { product_id: id, quantity } of order.line_items) {
      this.items += by * quantity;
      const sold = (this.products.get(id) ?? 0) + by * quantity;
      if (sold === 0) this.products.delete(id);
      else this.products.set(id, sold);
    }
  }
}

function exact(amount: string): number {
  return Math.round(Number(amount) * 10_000);
}

/** What a day's orders of some statuses come to, in the shop's currency. */
export interface DaySales {
  /** The first second of the day. */
  readonly at: number;
  readonly orders: number;
  readonly items: number;
  readonly total: number;
  readonly shipping: number;
  readonly discount: number;
  readonly products: ReadonlyMap<number, number>;
}

/** Running totals of the orders that are listed, by day and status. */
export class DailySales implements Follower<Order> {
  readonly #isListed: (order: Order) => boolean;
  readonly #days = new Map<number, Map<string, Takings>>();

  constructor(isListed: (order: Order) => boolean) {
    this.#isListed = isListed;
  }

  add(order: Order): void {
    if (!this.#isListed(order)) return;
    const at = dayOf(order);
    const statuses = this.#days.get(at) ?? new Map<string, Takings>();
    const takings = statuses.get(order.status) ?? new Takings();
    takings.change(order, 1);
    this.#days.set(at, statuses.set(order.status, takings));
  }

  take(order: Order): void {
    if (!this.#isListed(order)) return;
    const statuses = this.#days.get(dayOf(order));
    const takings = statuses?.get(order.status);
    takings?.change(order, -1);
    if (takings?.orders === 0) statuses?.delete(order.status);
    if (statuses?.size === 0) this.#days.delete(dayOf(order));
  }

  /** The days with orders of these statuses that begin at `from` or later and before `to`, the oldest first. */
  between(from: number, to: number, statuses: ReadonlySet<string>): DaySales[] {
    const days = [...this.#days].filter(([at]) => at >= from && at < to).sort(([a], [b]) => a - b);
    return days.flatMap(([at, byStatus]) => {
      const takings = [...byStatus].filter(([status]) => statuses.has(status)).map(([, one]) => one);
      return takings.length === 0 ? [] : [summed(at, takings)];
    });
  }
}

function dayOf({ date_created: at }: Order): number {
  return at - (at % day);
}

function summed(at: number, takings: readonly Takings[]): DaySales {
  const sum = (amount: (one: Takings) => number) => takings.reduce((all, one) => all + amount(one), 0);
  const products = new Map<number, number>();
  for (const one of takings)
    for (const [id, sold] of one.products) products.set(id, (products.get(id) ?? 0) + sold);
  return {
    at,
    orders: sum(one => one.orders),
    items: sum(one => one.items),
    total: sum(one => one.total) / 10_000,
    shipping: sum(one => one.shipping) / 10_000,
    discount: sum(one => one.discount) / 10_000,
    products,
  };
}
