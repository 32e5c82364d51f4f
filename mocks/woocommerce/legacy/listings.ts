import type { Coupon } from '../../data/coupon.ts';
import type { Data } from '../../data/data.ts';
import type { Order } from '../../data/order.ts';
import type { Product } from '../../data/product.ts';
import type { Entry, Table } from '../../data/table.ts';
import { orderStatusNames } from '../order-statuses.ts';

/**
 * Which records of a table are not in its lists, drafts and what lies in the trash, without looking at all of them:
 * seeded records are all listed, so that only those that were written to are in question.
 */
class Listing<T extends Entry> {
  readonly #table: Table<T>;
  readonly #isListed: (record: T) => boolean;
  readonly #written = new Set<number>();

  constructor(table: Table<T>, isListed: (record: T) => boolean) {
    this.#table = table;
    this.#isListed = isListed;
    table.onChange((_, id) => this.#written.add(id));
  }

  /** The test that a list needs; undefined while every record passes it. */
  get test(): ((record: T) => boolean) | undefined {
    for (const id of this.#written) {
      const record = this.#table.get(id);
      if (!record || this.#isListed(record)) this.#written.delete(id);
    }
    return this.#written.size > 0 ? this.#isListed : undefined;
  }
}

export interface Listings {
  readonly orders: Listing<Order>;
  readonly products: Listing<Product>;
  readonly coupons: Listing<Coupon>;
}

const ofData = new WeakMap<Data, Listings>();

/** The listings of a store's data; they are to be made before anything is written. */
export function listings(data: Data): Listings {
  let made = ofData.get(data);
  if (!made) {
    made = {
      orders: new Listing(data.orders, order => Object.hasOwn(orderStatusNames, order.status)),
      products: new Listing(data.products, product => product.status === 'publish'),
      coupons: new Listing(data.coupons, coupon => coupon.status === 'publish'),
    };
    ofData.set(data, made);
  }
  return made;
}
