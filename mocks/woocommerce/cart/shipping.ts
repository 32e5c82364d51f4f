/** Which ways of shipping a cart is offered, and what they cost: `WC_Shipping` and its three methods. */
import type { Address } from '../../data/address.ts';
import type { Data } from '../../data/data.ts';
import type { ShippingZone, ZoneMethod } from '../../data/others.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import { fitsPostcode } from '../resources/orders/tax-rates.ts';
import { continents } from '../resources/places.ts';
import { asText } from '../resources/values.ts';
import type { Shop } from '../shop.ts';

/** A way of shipping, its cost without taxes. */
export interface ShippingRate {
  readonly id: string;
  readonly name: string;
  readonly methodId: string;
  readonly instanceId: number;
  readonly cost: number;
  readonly isTaxable: boolean;
}

/** What is sent. */
export interface Package {
  readonly destination: Address;
  /** How many pieces; what they cost after coupons; and by shipping class, '' for none. */
  readonly pieces: number;
  readonly cost: number;
  readonly classes: ReadonlyMap<string, { readonly pieces: number; readonly cost: number }>;
  /** What the goods of the whole cart cost, before and after coupons. */
  readonly subtotal: number;
  readonly total: number;
  readonly hasFreeShippingCoupon: boolean;
}

/** `wc_get_shipping_method_count()`: whether the shop ships at all. */
export function hasShipping(data: Data): boolean {
  return (
    data.settings.get('general/woocommerce_ship_to_countries') !== 'disabled' &&
    data.shippingZones.filter([]).some(({ methods }) => methods.some(({ enabled }) => enabled))
  );
}

/** The rates of the zone that the package goes to, in the order of its methods. */
export function ratesFor(data: Data, parcel: Package): ShippingRate[] {
  return zoneOf(data, parcel.destination)
    .methods.filter(({ enabled }) => enabled)
    .toSorted((a, b) => a.order - b.order)
    .flatMap(method => rateOf(data, method, parcel) ?? []);
}

/** `wc_get_chosen_shipping_method_for_package()`: what was chosen holds as long as the same ways are offered. */
export function chosenRate(
  { data, profile }: Pick<Shop, 'data' | 'profile'>,
  rates: readonly ShippingRate[],
  chosen: string,
  offered: readonly string[],
  hasFreeShippingCoupon: boolean,
): string {
  const ids = rates.map(({ id }) => id);
  const isPickup = (id: string) => id.startsWith('local_pickup');
  if (ids.includes(chosen) && ids.join() === offered.join()) return chosen;
  if (ids.includes(chosen) && isPickup(chosen) && versionAtLeast(profile.woocommerce, '9.2')) return chosen;
  const free = hasFreeShippingCoupon ? ids.find(id => id.startsWith('free_shipping')) : undefined;
  if (free !== undefined) return free;
  // Since 10.5 nobody fetches goods without having said so, where the shop sends some.
  if (!profile.newerFields || !sends(data)) return ids[0] ?? '';
  return ids.find(id => !isPickup(id)) ?? '';
}

/** Whether a zone has a way of shipping that is no fetching. */
function sends(data: Data): boolean {
  return data.shippingZones
    .filter([])
    .some(({ methods }) => methods.some(one => one.enabled && one.method_id !== 'local_pickup'));
}

/** `WC_Shipping_Zones::get_zone_matching_package()`: the first that the address lies in, or the rest of the world. */
function zoneOf(data: Data, { country, state, postcode }: Address): ShippingZone {
  const continent = Object.entries(continents).find(([, [, codes]]) =>
    codes.split(' ').includes(country),
  )?.[0];
  const isIn = ({ locations }: ShippingZone) => {
    const postcodes = locations.filter(({ type }) => type === 'postcode');
    const places = locations.filter(({ type }) => type !== 'postcode');
    return (
      places.some(
        ({ type, code }) =>
          (type === 'country' && code === country) ||
          (type === 'state' && code === `${country}:${state}`) ||
          (type === 'continent' && code === continent),
      ) &&
      (postcodes.length === 0 || postcodes.some(({ code }) => fitsPostcode(code, postcode.toUpperCase())))
    );
  };
  const zones = data.shippingZones
    .filter([({ id }) => id !== 0], { orderBy: 'id' })
    .toSorted((a, b) => a.order - b.order);
  return zones.find(isIn) ?? (data.shippingZones.get(0) as ShippingZone);
}

const titles: Readonly<Record<string, string>> = {
  flat_rate: 'Flat rate',
  free_shipping: 'Free shipping',
  local_pickup: 'Local pickup',
};

function rateOf(data: Data, method: ZoneMethod, parcel: Package): ShippingRate | undefined {
  const { method_id, instance_id, settings } = method;
  const cost = costOf(data, method, parcel);
  if (cost === undefined) return undefined;
  return {
    id: `${method_id}:${instance_id}`,
    name: settings.title || (titles[method_id] ?? method_id),
    methodId: method_id,
    instanceId: instance_id,
    cost,
    isTaxable: method_id !== 'free_shipping' && settings.tax_status !== 'none',
  };
}

/** Undefined where the method does not offer itself. */
function costOf(data: Data, { method_id, settings }: ZoneMethod, parcel: Package): number | undefined {
  switch (method_id) {
    case 'free_shipping':
      return isFree(settings, parcel) ? 0 : undefined;
    case 'local_pickup':
      return evaluated(settings.cost ?? '', parcel.pieces, parcel.cost);
    default:
      return flatRate(data, settings, parcel);
  }
}

function isFree(settings: ZoneMethod['settings'], parcel: Package): boolean {
  const { requires = '', min_amount = '0', ignore_discounts = 'no' } = settings;
  const spent = ignore_discounts === 'yes' ? parcel.subtotal : parcel.total;
  const isEnough = spent >= Number(min_amount);
  const { hasFreeShippingCoupon } = parcel;
  switch (requires) {
    case 'coupon':
      return hasFreeShippingCoupon;
    case 'min_amount':
      return isEnough;
    case 'either':
      return isEnough || hasFreeShippingCoupon;
    case 'both':
      return isEnough && hasFreeShippingCoupon;
    default:
      return true;
  }
}

function flatRate(data: Data, settings: ZoneMethod['settings'], parcel: Package): number | undefined {
  const { cost = '0', type = 'class' } = settings;
  let total = cost === '' ? undefined : evaluated(cost, parcel.pieces, parcel.cost);
  const classes = data.terms.filter([term => term.taxonomy === 'product_shipping_class']);
  if (classes.length === 0) return total;
  const costs: number[] = [];
  for (const [slug, { pieces, cost: spent }] of parcel.classes) {
    const id = classes.find(one => one.slug === slug)?.id;
    const own = settings[id === undefined ? 'no_class_cost' : `class_cost_${id}`] ?? '';
    if (own !== '') costs.push(evaluated(own, pieces, spent));
  }
  if (costs.length === 0) return total;
  total ??= 0;
  return total + (type === 'class' ? costs.reduce((sum, one) => sum + one, 0) : Math.max(...costs));
}

/** `evaluate_cost()`: a sum with `[qty]`, `[cost]` and `[fee percent="10" min_fee="20" max_fee=""]` in it. */
function evaluated(text: string, pieces: number, cost: number): number {
  const sum = text
    .replaceAll('[qty]', String(pieces))
    .replaceAll('[cost]', String(cost))
    .replace(/\[fee([^\]]*)\]/g, (_, fields: string) => String(fee(fields, cost)))
    .replace(/\s+/g, '')
    .replace(/^[+*/]+/, '')
    .replace(/[+\-*/]+$/, '');
  return sum === '' ? 0 : new Sum(sum).value();
}

function fee(fields: string, cost: number): number {
  const field = (name: string) => Number(new RegExp(`${name}=["']?([\\d.]+)`).exec(fields)?.[1] ?? 0);
  const [percent, least, most] = ['percent', 'min_fee', 'max_fee'].map(field) as [number, number, number];
  const own = Math.max((cost * percent) / 100, least);
  return most > 0 ? Math.min(own, most) : own;
}

/** `2.5*(3+1)` as a number; what is no sum is 0. */
class Sum {
  readonly #parts: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#parts = text.match(/\d+(?:[.,]\d+)?|[-+*/()]/g) ?? [];
  }

  value(): number {
    const total = this.#terms();
    return Number.isFinite(total) ? total : 0;
  }

  #terms(): number {
    let total = this.#factors();
    for (;;) {
      const mark = this.#parts[this.#at];
      if (mark !== '+' && mark !== '-') return total;
      this.#at += 1;
      const next = this.#factors();
      total = mark === '+' ? total + next : total - next;
    }
  }

  #factors(): number {
    let product = this.#one();
    for (;;) {
      const mark = this.#parts[this.#at];
      if (mark !== '*' && mark !== '/') return product;
      this.#at += 1;
      const next = this.#one();
      product = mark === '*' ? product * next : product / next;
    }
  }

  #one(): number {
    const part = asText(this.#parts[this.#at]);
    this.#at += 1;
    if (part === '-') return -this.#one();
    if (part !== '(') return Number(part.replace(',', '.'));
    const inner = this.#terms();
    this.#at += 1;
    return inner;
  }
}
