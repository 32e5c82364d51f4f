/** `WC_Cart_Totals`: what a cart comes to, in cents. */
import type { Cart, CartLine } from '../../data/cart.ts';
import type { Coupon } from '../../data/coupon.ts';
import type { TaxRate } from '../../data/others.ts';
import type { Product } from '../../data/product.ts';
import { discountsOf, offLine } from '../coupon-discounts.ts';
import {
  added,
  basePlace,
  pricesIncludeTax,
  ratesAt,
  type TaxPlace,
  taxesAreOn,
  withoutTaxes,
} from '../resources/orders/tax-rates.ts';
import { shippingClass } from '../resources/orders/taxes.ts';
import { productOrVariation } from '../resources/products/parts.ts';
import { price } from '../resources/products/price.ts';
import { asText } from '../resources/values.ts';
import type { Shop } from '../shop.ts';
import { chosenRate, hasShipping, type Package, ratesFor, type ShippingRate } from './shipping.ts';

/** A line of the cart with its product and what it comes to without taxes. */
interface UntaxedLine {
  readonly line: CartLine;
  readonly product: Product;
  readonly subtotal: number;
  readonly total: number;
}

export interface CountedLine extends UntaxedLine {
  readonly subtotalTax: number;
  readonly totalTax: number;
}

interface CountedRate extends ShippingRate {
  readonly tax: number;
}

export interface CartTotals {
  readonly lines: readonly CountedLine[];
  /** What each coupon takes off, with the taxes that are saved. */
  readonly coupons: readonly { readonly coupon: Coupon; readonly off: number; readonly offTax: number }[];
  readonly needsShipping: boolean;
  readonly hasShipping: boolean;
  readonly rates: readonly CountedRate[];
  /** The rate that holds, '' for none. */
  readonly chosen: string;
  readonly shipping: number;
  readonly shippingTax: number;
  readonly taxes: readonly { readonly rate: TaxRate; readonly cents: number }[];
  readonly subtotal: number;
  readonly subtotalTax: number;
  readonly discount: number;
  readonly discountTax: number;
  readonly tax: number;
  readonly total: number;
}

/** @param now in seconds */
export function totalsOf({ data, profile }: Shop, cart: Cart, now: number): CartTotals {
  const priced = cart.lines.flatMap(line => {
    const product = productOrVariation(data, line.variation_id || line.product_id);
    if (product === undefined) return [];
    const cents = Math.round(Number(price(data, product, now)) * line.quantity * 1e6) / 1e4;
    const base = pricesIncludeTax(data) ? ratesAt(data, basePlace(data), taxClassOf(product)) : [];
    return [{ line, product, subtotal: withoutTaxes(cents, base) }];
  });
  const coupons = cart.coupons.flatMap(code => data.coupons.having('code', code)[0] ?? []);
  const discounts = discountsOf(
    data,
    profile,
    priced.map(({ line, product, subtotal }) => ({
      key: line.key,
      product,
      quantity: line.quantity,
      price: subtotal,
    })),
    inTheirTurn(coupons),
    now,
  );
  const untaxed = priced.map(one => ({ ...one, total: one.subtotal - offLine(discounts, one.line.key) }));
  const shipped = shippingOf(
    { data, profile },
    cart,
    untaxed,
    coupons.some(({ free_shipping }) => free_shipping),
  );
  // What is fetched is taxed where it is fetched.
  const place = shipped.chosen.startsWith('local_pickup') ? basePlace(data) : taxPlace(data, cart);
  const rates = (taxClass: string) => (taxesAreOn(data) ? ratesAt(data, place, taxClass) : []);
  const taxes = new Map<number, number>();
  const lines = untaxed.map(one => {
    const own = one.product.tax_status === 'taxable' ? rates(taxClassOf(one.product)) : [];
    const subtotalTax = sum(rounded(added(one.subtotal, own)));
    return { ...one, rates: own, subtotalTax, totalTax: counted(taxes, added(one.total, own)) };
  });
  const shippingRates = shippedRates(rates, data, lines);
  const taxOn = (rate: ShippingRate) => added(rate.isTaxable ? rate.cost * 100 : 0, shippingRates);
  const chosen = shipped.rates.find(({ id }) => id === shipped.chosen);
  const shipping = Math.round((chosen?.cost ?? 0) * 100);
  const shippingTax = chosen === undefined ? 0 : counted(taxes, taxOn(chosen));
  const all = (of: (line: CountedLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  const [subtotal, total] = [all(line => line.subtotal), all(line => line.total)];
  const [subtotalTax, totalTax] = [all(line => line.subtotalTax), all(line => line.totalTax)];
  const taken = coupons.map(coupon => {
    const off = discounts.get(coupon.code) ?? new Map<string, number>();
    const offTax = lines.reduce(
      (saved, { line, rates: own }) => saved + sum(added(off.get(line.key) ?? 0, own)),
      0,
    );
    return { coupon, off: [...off.values()].reduce((a, b) => a + b, 0), offTax };
  });
  return {
    lines,
    coupons: taken,
    needsShipping: shipped.needed,
    hasShipping: shipped.shown,
    rates: shipped.rates.map(rate => ({ ...rate, tax: sum(taxOn(rate)) })),
    chosen: shipped.chosen,
    shipping,
    shippingTax,
    taxes: [...taxes].flatMap(([id, cents]) => {
      const rate = data.taxRates.get(id);
      return rate && cents > 0 ? [{ rate, cents }] : [];
    }),
    subtotal,
    subtotalTax,
    discount: subtotal - total,
    discountTax: taken.reduce((saved, { offTax }) => saved + offTax, 0),
    tax: totalTax + shippingTax,
    total: Math.round(total + totalTax + shipping + shippingTax),
  };
}

/** By the address that the shop goes by. */
function taxPlace(data: Shop['data'], { billing, shipping }: Cart): TaxPlace {
  const basedOn = asText(data.settings.get('tax/woocommerce_tax_based_on'), 'shipping');
  if (basedOn === 'base') return basePlace(data);
  const { country, state, postcode, city } = basedOn === 'billing' ? billing : shipping;
  return { country, state, postcode, city };
}

function taxClassOf({ tax_class }: Product): string {
  return tax_class === 'standard' ? '' : tax_class;
}

/** Each rate's tax is rounded in each line. */
function rounded(taxes: ReadonlyMap<number, number>): Map<number, number> {
  return new Map([...taxes].map(([id, cents]) => [id, Math.round(cents)]));
}

/** Adds them to those of the cart, and gives what they come to. */
function counted(all: Map<number, number>, taxes: ReadonlyMap<number, number>): number {
  const own = rounded(taxes);
  for (const [id, cents] of own) all.set(id, (all.get(id) ?? 0) + cents);
  return sum(own);
}

function sum(taxes: ReadonlyMap<number, number>): number {
  return [...taxes.values()].reduce((all, one) => all + one, 0);
}

/** Shipping is of the class that goods in the cart are of, unless the shop has chosen one. */
function shippedRates(
  rates: (taxClass: string) => readonly TaxRate[],
  data: Shop['data'],
  lines: readonly CountedLine[],
): readonly TaxRate[] {
  const taxClass = shippingClass(
    data,
    lines.map(({ product }) => taxClassOf(product)),
  );
  return taxClass === undefined ? [] : rates(taxClass).filter(({ shipping }) => shipping);
}

function shippingOf(
  shop: Pick<Shop, 'data' | 'profile'>,
  cart: Cart,
  lines: readonly UntaxedLine[],
  hasFreeShippingCoupon: boolean,
) {
  const { data } = shop;
  const sent = lines.filter(({ product }) => !product.virtual);
  const needed = sent.length > 0 && hasShipping(data);
  const { country, city, postcode } = cart.shipping;
  const wantsAddress = data.settings.get('shipping/woocommerce_shipping_cost_requires_address') === 'yes';
  const isKnown = country !== '' && city !== '' && postcode !== '';
  const shown = needed && (!wantsAddress || isKnown);
  if (!shown) return { needed, shown, rates: [], chosen: '' };
  const rates = ratesFor(data, parcelOf(cart, lines, sent, hasFreeShippingCoupon));
  return {
    needed,
    shown,
    rates,
    chosen: chosenRate(shop, rates, cart.chosenRate, cart.offeredRates, hasFreeShippingCoupon),
  };
}

function parcelOf(
  { shipping }: Cart,
  lines: readonly UntaxedLine[],
  sent: readonly UntaxedLine[],
  hasFreeShippingCoupon: boolean,
): Package {
  const classes = new Map<string, { pieces: number; cost: number }>();
  for (const { product, line, total } of sent) {
    const { pieces, cost } = classes.get(product.shipping_class) ?? { pieces: 0, cost: 0 };
    classes.set(product.shipping_class, { pieces: pieces + line.quantity, cost: cost + total / 100 });
  }
  const money = (some: readonly UntaxedLine[], of: (line: UntaxedLine) => number) =>
    some.reduce((all, one) => all + of(one), 0) / 100;
  return {
    destination: shipping,
    pieces: sent.reduce((count, { line }) => count + line.quantity, 0),
    cost: money(sent, ({ total }) => total),
    classes,
    subtotal: money(lines, ({ subtotal }) => subtotal),
    total: money(lines, ({ total }) => total),
    hasFreeShippingCoupon,
  };
}

/** `WC_Cart_Totals::get_coupons_from_cart()`: those for products first, then percents, then those for the whole cart. */
function inTheirTurn(coupons: readonly Coupon[]): Coupon[] {
  const rank = ({ discount_type: type }: Coupon) =>
    ['fixed_product', 'percent', 'fixed_cart'].indexOf(type) + 1;
  return coupons.toSorted((a, b) => rank(a) - rank(b) || Number(a.amount) - Number(b.amount) || a.id - b.id);
}
