import { DailySales } from './daily-sales.ts';
import type { DateOrder } from './date-order.ts';
import { type Follower, Following } from './following.ts';
import { Grouped } from './grouped.ts';
import type { Order } from './order.ts';
import type { Table } from './table.ts';

type Kept<Value> = Following<Order, Grouped<Order, Value>>;

/** What the lists and reports ask of all orders; each is made when it is first asked for. */
export class OrderIndex {
  readonly #byStatus: Kept<string>;
  readonly #byCustomer: Kept<number>;
  readonly #byProduct: Kept<number>;
  readonly #byParent: Kept<number>;
  readonly #byOrigin: Kept<string>;
  readonly #byId: Kept<true>;
  readonly #byChange: Kept<true>;
  readonly #sales: Following<Order, DailySales>;

  constructor(orders: Table<Order>, isListed: (order: Order) => boolean) {
    const follow = <One extends Follower<Order>>(begin: () => One) => new Following(orders, begin);
    const by = <Value>(valuesOf: (order: Order) => Iterable<Value>) =>
      follow(() => new Grouped(valuesOf, isListed));
    const sorted = (timeIn: (order: Order) => number) =>
      follow(() => new Grouped(() => [true as const], isListed, timeIn));
    this.#byStatus = follow(
      () =>
        new Grouped(
          order => [order.status],
          () => true,
        ),
    );
    this.#byCustomer = by(order => [order.customer_id]);
    this.#byProduct = by(order => new Set(order.line_items.map(({ product_id: id }) => id)));
    this.#byParent = by(order => [order.parent_id]);
    this.#byOrigin = by(order => [order.created_via]);
    this.#byId = sorted(() => 0);
    this.#byChange = sorted(order => order.date_modified);
    this.#sales = follow(() => new DailySales(isListed));
  }

  /** What lies in the trash too: it is found by its status. */
  withStatus(status: string): DateOrder<Order> {
    return this.#byStatus.value.of(status);
  }

  ofCustomer(id: number): DateOrder<Order> {
    return this.#byCustomer.value.of(id);
  }

  withProduct(id: number): DateOrder<Order> {
    return this.#byProduct.value.of(id);
  }

  ofParent(id: number): DateOrder<Order> {
    return this.#byParent.value.of(id);
  }

  madeBy(createdVia: string): DateOrder<Order> {
    return this.#byOrigin.value.of(createdVia);
  }

  get inOrderOfIds(): DateOrder<Order> {
    return this.#byId.value.of(true);
  }

  get inOrderOfChange(): DateOrder<Order> {
    return this.#byChange.value.of(true);
  }

  get sales(): DailySales {
    return this.#sales.value;
  }
}
