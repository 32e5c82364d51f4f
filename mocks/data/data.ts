import { type Coupon, seededCoupon } from './coupon.ts';
import type { CustomerProfile } from './customer.ts';
import type { Order } from './order.ts';
import type { OrderNote, Refund, Review, ShippingZone, TaxRate, Webhook } from './others.ts';
import type { Product } from './product.ts';
import { couponId, seededAt } from './seeded.ts';
import { seededOrders } from './seeded-orders.ts';
import { seededProducts } from './seeded-products.ts';
import { Table } from './table.ts';
import { type Attribute, type Term, uncategorized } from './term.ts';

export interface DataOptions {
  /** How many orders to seed; they are the same in every store. Left out, as many as the recorded stores have. */
  readonly orders?: number;
  /** WooCommerce's full version, which every order carries: `10.5.0`. */
  readonly version: string;
}

/** What the store sells and has sold: the collections, which are of this store alone. */
export class Data {
  readonly orders = new Table<Order>(isListed);
  readonly products = new Table<Product>(isListed);
  readonly variations = new Table<Product>(isListed);
  readonly coupons = new Table<Coupon>(isListed);
  /** By user id. A user without one is a customer whose profile is empty. */
  readonly customers = new Table<CustomerProfile>();
  readonly terms = new Table<Term>();
  readonly attributes = new Table<Attribute>();
  readonly reviews = new Table<Review>();
  readonly orderNotes = new Table<OrderNote>();
  readonly refunds = new Table<Refund>();
  readonly taxRates = new Table<TaxRate>();
  readonly webhooks = new Table<Webhook>();
  readonly shippingZones = new Table<ShippingZone>();
  /** Names of the tax classes beside the standard rate, by their slug. */
  readonly taxClasses = new Map<string, string>();
  /** What somebody has set: `group/option` to its value. */
  readonly settings = new Map<string, unknown>();
  /** Payment gateways that somebody has changed, by id. */
  readonly gateways = new Map<
    string,
    {
      readonly enabled?: boolean;
      readonly title?: string;
      readonly description?: string;
      readonly order?: number;
    }
  >();
  readonly #options: DataOptions;
  #lastPostId = 0;
  #lastOtherId = 0;
  #lastTermId = 0;

  constructor(options: DataOptions) {
    this.#options = options;
  }

  /** Posts of all types take their ids from one sequence. */
  nextPostId(): number {
    this.#lastPostId += 1;
    return this.#lastPostId;
  }

  nextTermId(): number {
    this.#lastTermId += 1;
    return this.#lastTermId;
  }

  /** For what WooCommerce keeps in tables of its own: items of orders, notes, rates, webhooks, zones. */
  nextId(): number {
    this.#lastOtherId += 1;
    return this.#lastOtherId;
  }

  /** Back to the seeded data. */
  async reset(): Promise<void> {
    const count = this.#options.orders ?? recordedOrders(this.#options.version);
    const seed = seededOrders(count, this.#options.version);
    this.orders.seed(seed);
    this.products.seed(seededProducts());
    this.coupons.seed({ ids: [couponId], make: () => seededCoupon });
    this.terms.seed({ ids: [uncategorized.id], make: () => uncategorized });
    this.shippingZones.seed({ ids: [0], make: () => restOfTheWorld });
    for (const table of [
      this.variations,
      this.customers,
      this.attributes,
      this.reviews,
      this.orderNotes,
      this.refunds,
      this.taxRates,
      this.webhooks,
    ]) {
      table.clear();
    }
    this.taxClasses.clear();
    this.taxClasses.set('reduced-rate', 'Reduced rate');
    this.taxClasses.set('zero-rate', 'Zero rate');
    this.settings.clear();
    this.gateways.clear();
    this.#lastPostId = Math.max(couponId, seed.ids.at(-1) ?? 0);
    this.#lastTermId = uncategorized.id;
    this.#lastOtherId = count;
  }
}

/** Posts that no list shows unless it is asked for their status. */
function isListed({ status }: { readonly status: string }): boolean {
  return status !== 'trash' && status !== 'auto-draft';
}

/** The zone that is there before anybody makes one. */
const restOfTheWorld: ShippingZone = {
  id: 0,
  date_created: seededAt,
  name: 'Locations not covered by your other zones',
  order: 0,
  locations: [],
  methods: [],
};

/** 19 orders, the newest with the id 41, when wc-10.5 was first asked (route.118); 17 in the other stores. */
export function recordedOrders(version: string): number {
  return version.startsWith('10.5') ? 19 : 17;
}

/** The collections with their seeded data in them. */
export async function createData(options: DataOptions): Promise<Data> {
  const data = new Data(options);
  await data.reset();
  return data;
}
