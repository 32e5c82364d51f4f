/** `WC_Discounts`: what coupons take off each line, in cents. */
import type { Coupon } from '../data/coupon.ts';
import type { Data } from '../data/data.ts';
import type { Product } from '../data/product.ts';
import { FatalError } from '../php/fatal-error.ts';
import { versionAtLeast } from '../wordpress/version.ts';
import type { Profile } from './profiles.ts';
import { onSale } from './resources/products/price.ts';

/** A line with the price of all of it, in cents. */
export interface DiscountLine {
  readonly key: string;
  /** Undefined where it is gone: coupons for single products leave its line as it is. */
  readonly product: Product | undefined;
  readonly quantity: number;
  readonly price: number;
}

/** By coupon, then by line; in cents. */
type Discounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What each coupon takes off each line, one coupon after the other. */
export function discountsOf(
  data: Data,
  profile: Profile,
  lines: readonly DiscountLine[],
  coupons: readonly Coupon[],
  now: number,
): Discounts {
  const discounts = new Map<string, Map<string, number>>();
  for (const coupon of coupons) {
    const off = new Map<string, number>();
    discounts.set(coupon.code, off);
    const left = (line: DiscountLine) => Math.max(0, Math.round(line.price - offLine(discounts, line.key)));
    const applied = sorted(profile, lines).filter(
      line => left(line) > 0 && line.quantity > 0 && isForLine(data, profile, coupon, line, now),
    );
    const take = (line: DiscountLine, amount: number) => off.set(line.key, (off.get(line.key) ?? 0) + amount);
    new Taking(applied, left, take).take(coupon);
  }
  return discounts;
}

/** What all coupons take off a line, in cents. */
export function offLine(discounts: Discounts, key: string): number {
  return [...discounts.values()].reduce((sum, one) => sum + (one.get(key) ?? 0), 0);
}

/** Until 8.2 PHP dies where a coupon for single products meets a product that is gone. */
function isForLine(
  data: Data,
  { woocommerce }: Profile,
  coupon: Coupon,
  { product }: DiscountLine,
  now: number,
): boolean {
  if (product === undefined) {
    if (coupon.discount_type === 'fixed_cart') return true;
    if (!versionAtLeast(woocommerce, '9.2'))
      throw new FatalError('Call to a member function get_id() on bool');
    return false;
  }
  return isFor(data, coupon, product, now);
}

/** The dearest first: since 10.5 by the price of one, before by that of the line for each of its pieces once more. */
function sorted({ newerFields }: Profile, lines: readonly DiscountLine[]): DiscountLine[] {
  const weight = ({ price, quantity }: DiscountLine) => (newerFields ? price / quantity : price * quantity);
  return lines.toSorted((a, b) => weight(b) - weight(a));
}

/** `is_valid_for_product()`, which a coupon for the whole cart does not ask. */
export function isFor(data: Data, coupon: Coupon, product: Product, now: number): boolean {
  if (coupon.discount_type === 'fixed_cart') return true;
  const ids = [product.id, product.parent_id];
  const categories = [product, data.products.get(product.parent_id)].flatMap(one => one?.category_ids ?? []);
  const has = (wanted: readonly number[], own: readonly number[]) => own.some(id => wanted.includes(id));
  const { product_ids, product_categories } = coupon;
  const isNamed =
    (product_ids.length === 0 && product_categories.length === 0) ||
    has(product_ids, ids) ||
    has(product_categories, categories);
  return (
    isNamed &&
    !has(coupon.excluded_product_ids, ids) &&
    !has(coupon.excluded_product_categories, categories) &&
    !(coupon.exclude_sale_items && onSale(data, product, now))
  );
}

/** One coupon at its work. */
class Taking {
  readonly #lines: readonly DiscountLine[];
  readonly #left: (line: DiscountLine) => number;
  readonly #take: (line: DiscountLine, cents: number) => void;

  constructor(
    lines: readonly DiscountLine[],
    left: (line: DiscountLine) => number,
    take: (line: DiscountLine, cents: number) => void,
  ) {
    this.#lines = lines;
    this.#left = left;
    this.#take = take;
  }

  take(coupon: Coupon): void {
    const amount = Number(coupon.amount);
    switch (coupon.discount_type) {
      case 'percent':
        this.#percent(amount, coupon.limit_usage_to_x_items);
        break;
      case 'fixed_product':
        this.#ofEach(this.#lines, cents(amount), coupon.limit_usage_to_x_items);
        break;
      default:
        this.#ofAll(cents(amount));
    }
  }

  /** Of each line the cents below; what the whole comes to beyond them is taken cent by cent. */
  #percent(percent: number, limit: number | null): void {
    let [whole, taken, counted] = [0, 0, 0];
    for (const line of this.#lines) {
      const count = limit ? Math.max(0, Math.min(line.quantity, limit - counted)) : line.quantity;
      const price = (Math.round(line.price) / line.quantity) * count;
      const off = Math.min(this.#left(line), Math.floor(exact(price * (percent / 100))));
      this.#take(line, off);
      whole += price;
      taken += off;
      counted += count;
    }
    // Half a cent is not taken (WC_DISCOUNT_ROUNDING_MODE): 15 % of 51.10 are 7.66.
    const wanted = Math.ceil(exact(whole * (percent / 100)) - 0.5);
    if (taken < wanted) this.#centByCent(this.#lines, wanted - taken);
  }

  #ofEach(lines: readonly DiscountLine[], amount: number, limit: number | null): number {
    let [taken, counted] = [0, 0];
    for (const line of lines) {
      const count = limit ? Math.max(0, Math.min(line.quantity, limit - counted)) : line.quantity;
      const each = limit ? Math.min(amount, line.price / line.quantity) : amount;
      const off = Math.min(this.#left(line), each * count);
      this.#take(line, off);
      taken += off;
      counted += count;
    }
    return taken;
  }

  /** As much of every piece as there are whole cents for all, then the same of the rest. */
  #ofAll(amount: number): void {
    const lines = this.#lines.filter(line => this.#left(line) > 0);
    const pieces = lines.reduce((count, { quantity }) => count + quantity, 0);
    if (pieces === 0 || amount <= 0) return;
    const each = Math.floor(amount / pieces);
    if (each === 0) {
      this.#centByCent(lines, amount);
      return;
    }
    const taken = this.#ofEach(lines, each, null);
    if (taken > 0 && taken < amount) this.#ofAll(amount - taken);
  }

  #centByCent(lines: readonly DiscountLine[], amount: number): void {
    let taken = 0;
    for (const line of lines)
      for (let piece = 0; piece < Math.ceil(line.quantity); piece += 1) {
        const off = Math.min(this.#left(line), 1);
        this.#take(line, off);
        taken += off;
        if (taken >= amount) return;
      }
  }
}

function cents(amount: number): number {
  return Math.round(amount * 100);
}

/** Percents of cents are fractions that a computer misses by a little. */
function exact(amount: number): number {
  return Number(amount.toFixed(6));
}
