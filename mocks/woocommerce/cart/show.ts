/** `CartSchema`, `CartItemSchema`, `CartCouponSchema`, `CartShippingRateSchema`: a cart as shoppers see it. */
import type { Cart } from '../../data/cart.ts';
import { escHtml } from '../../wordpress/formatting/escape.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import { isStateCode } from '../address-check.ts';
import { now as nowOf, prose } from '../resources/products/parts.ts';
import { price } from '../resources/products/price.ts';
import { asText } from '../resources/values.ts';
import { type RecordObject, routeUrl, targetHints, type View } from '../resources/view.ts';
import type { Shop } from '../shop.ts';
import { minorUnits, storeCurrency } from '../store-money.ts';
import { lowStock, pricesOf, showStoreProduct, storeImages, storePermalink } from '../store-product.ts';
import { cartErrors } from './errors.ts';
import { limitsOf, plainNameOf, storedName } from './quantity.ts';
import type { CartTotals, CountedLine } from './totals.ts';

export function showCart(shop: Shop, cart: Cart, totals: CartTotals, view: View): RecordObject {
  const { data, profile } = shop;
  const text = moneyOf(data);
  const { lines, coupons, rates } = totals;
  const { email: __, ...shipping } = shownAddress(cart.shipping, profile);
  const { email, phone, ...billing } = shownAddress(cart.billing, profile);
  const enabled = [...data.gateways].flatMap(([id, gateway]) => (gateway.enabled ? id : []));
  const shown: RecordObject = {
    items: lines.map(line => showLine(shop, line, view)),
    coupons: coupons.map((_one, at) => showCoupon(shop, totals, at)),
    fees: [],
    totals: {
      total_items: text(totals.subtotal),
      total_items_tax: text(totals.subtotalTax),
      total_fees: '0',
      total_fees_tax: '0',
      total_discount: text(totals.discount),
      total_discount_tax: text(totals.discountTax),
      total_shipping: totals.hasShipping ? text(totals.shipping) : null,
      total_shipping_tax: totals.hasShipping ? text(totals.shippingTax) : null,
      total_price: text(totals.total),
      total_tax: text(totals.tax),
      tax_lines: totals.taxes.map(({ rate, cents }) => ({
        name: rate.name || 'Tax',
        price: text(cents),
        rate: `${Number(rate.rate)}%`,
      })),
      ...storeCurrency(data, profile),
    },
    shipping_address: shipping,
    billing_address: { ...billing, email, phone },
    needs_payment: totals.total > 0,
    needs_shipping: totals.needsShipping,
    payment_requirements: ['products'],
    has_calculated_shipping: totals.hasShipping,
    shipping_rates: totals.hasShipping ? [showPackage(shop, cart, totals)] : [],
    items_count: cart.lines.reduce((count, { quantity }) => count + quantity, 0),
    items_weight: weightOf(shop, lines),
    cross_sells: crossSells(shop, lines, view),
    errors: cartErrors(shop, lines),
    payment_methods: enabled,
    extensions: {},
  };
  if (rates.length === 0 && totals.hasShipping) shown.shipping_rates = [showPackage(shop, cart, totals)];
  const { storeApi: form } = profile;
  if (form === 'both' || form === 'cart-token') return shown;
  const keys = form === 'token-by-nonce' ? oldKeys : oldKeys.filter(key => !newInCart.has(key));
  // 5.8 says when it has made it.
  const made = form === 'old-nonce' ? { generated_timestamp: nowOf(view) } : {};
  const old = Object.fromEntries(keys.map(key => [key, shown[key]]));
  return form === 'old-nonce' ? { ...old, ...made, extensions: {} } : old;
}

/** Its texts are a page's; a state that is none is kept, and not shown. */
function shownAddress(address: Cart['billing'], profile: Shop['profile']): Cart['billing'] {
  const state = isStateCode(address.country, address.state, profile) ? address.state : '';
  const all = Object.entries({ ...address, state });
  return Object.fromEntries(all.map(([name, text]) => [name, inPage(text)])) as unknown as Cart['billing'];
}

/** `prepare_html_response()`. */
function inPage(text: string): string {
  return texturized(storedName(text));
}

/** The cart's keys in the order of WooCommerce 7.8 and before (wc-7.8, wc-6.6: route.021). */
const oldKeys = [
  'coupons',
  'shipping_rates',
  'shipping_address',
  'billing_address',
  'items',
  'items_count',
  'items_weight',
  'cross_sells',
  'needs_payment',
  'needs_shipping',
  'has_calculated_shipping',
  'fees',
  'totals',
  'errors',
  'payment_methods',
  'payment_requirements',
  'extensions',
];

const newInCart = new Set(['cross_sells', 'payment_methods']);

/** `wptexturize()` of a name: quotation marks that open and close. */
function texturized(name: string): string {
  return name
    .replace(/(^|[\s(])"/g, '$1&#8220;')
    .replaceAll('"', '&#8221;')
    .replace(/(^|[\s(])'/g, '$1&#8216;')
    .replaceAll("'", '&#8217;');
}

/** Cents, as the shop tells money. */
function moneyOf(data: Shop['data']): (cents: number) => string {
  return cents => minorUnits(data, Math.round(cents) / 100);
}

export function showLine({ data, profile }: Shop, counted: CountedLine, view: View): RecordObject {
  const { line, product } = counted;
  const text = moneyOf(data);
  const parent = data.products.get(product.parent_id);
  const { editable, ...limits } = limitsOf(data, product);
  const isFirst = profile.storeApi === 'old-nonce';
  return {
    key: line.key,
    id: product.id,
    ...(versionAtLeast(profile.woocommerce, '9.0') ? { type: product.type } : {}),
    quantity: line.quantity,
    ...(isFirst
      ? { quantity_limit: Math.min(limits.maximum, 99) }
      : { quantity_limits: { ...limits, editable } }),
    name: inPage((parent ?? product).name),
    short_description: prose(product.short_description, view).trim(),
    description: prose(product.description, view).trim(),
    sku: product.sku,
    low_stock_remaining: lowStock(product),
    backorders_allowed: product.backorders !== 'no',
    show_backorder_badge: product.backorders === 'notify' && product.stock_status === 'onbackorder',
    sold_individually: product.sold_individually,
    permalink: storePermalink(data, product, view),
    images: storeImages(product, view),
    variation: line.variation.map(([name, value]) => showChoice({ data, profile }, name, value)),
    item_data: [],
    prices: { ...pricesOf(data, product, view), raw_prices: rawPrices(data, counted, nowOf(view)) },
    totals: {
      line_subtotal: text(counted.subtotal),
      line_subtotal_tax: text(counted.subtotalTax),
      line_total: text(counted.total),
      line_total_tax: text(counted.totalTax),
      ...storeCurrency(data, profile),
    },
    catalog_visibility: (parent ?? product).catalog_visibility,
    extensions: {},
  };
}

/** Its label, and what was chosen as people read it. */
function showChoice({ data, profile }: Pick<Shop, 'data' | 'profile'>, name: string, value: string) {
  const slug = name.slice('attribute_'.length);
  const attribute = data.attributes.having('slug', slug)[0];
  const term = data.terms.having('slug', value).find(({ taxonomy }) => taxonomy === slug);
  return {
    ...(profile.newerFields ? { raw_attribute: name } : {}),
    attribute: attribute?.name ?? `${slug[0]?.toUpperCase()}${slug.slice(1)}`,
    value: attribute ? (term?.name ?? value) : value,
  };
}

/** Prices with the six decimals in which they are counted. */
function rawPrices(data: Shop['data'], { product }: CountedLine, now: number): RecordObject {
  const current = price(data, product, now);
  const raw = (amount: string) => String(Math.round(Number(amount) * 1e6));
  return {
    precision: 6,
    price: raw(current),
    regular_price: raw(product.regular_price || current),
    sale_price: raw(product.sale_price || current),
  };
}

/** What a coupon takes off. */
export function showCoupon({ data, profile }: Shop, { coupons }: CartTotals, at: number): RecordObject {
  const text = moneyOf(data);
  const { coupon, off, offTax } = coupons[at] as CartTotals['coupons'][number];
  return {
    code: coupon.code,
    discount_type: coupon.discount_type,
    totals: { total_discount: text(off), total_discount_tax: text(offTax), ...storeCurrency(data, profile) },
  };
}

/** There is one package, of all that is sent. */
function showPackage(
  { data, profile }: Shop,
  cart: Cart,
  { lines, rates, chosen }: CartTotals,
): RecordObject {
  const text = moneyOf(data);
  const sent = lines.filter(({ product }) => !product.virtual);
  const { address_1, address_2, city, state, postcode, country } = cart.shipping;
  const named = sent.map(({ line, product }) => ({
    key: line.key,
    name: plainNameOf(data, product),
    quantity: line.quantity,
  }));
  const items = named.map(({ name, quantity }) => `${name} &times; ${quantity}`).join(', ');
  return {
    package_id: 0,
    name: versionAtLeast(profile.woocommerce, '7.8') ? 'Shipment 1' : 'Shipping method',
    destination: { address_1, address_2, city, state, postcode, country },
    items: named,
    shipping_rates: rates.map(rate => ({
      rate_id: rate.id,
      name: escHtml(rate.name),
      description: '',
      delivery_time: '',
      price: text(rate.cost * 100),
      taxes: text(rate.tax),
      instance_id: rate.instanceId,
      method_id: rate.methodId,
      meta_data: [{ key: 'Items', value: items }],
      selected: rate.id === chosen,
      ...storeCurrency(data, profile),
    })),
  };
}

const inKilograms: Readonly<Record<string, number>> = { kg: 1, lbs: 0.453592, oz: 0.0283495 };

/** In grams, whatever the shop weighs in. */
function weightOf({ data, profile }: Shop, lines: readonly CountedLine[]): number {
  const unit = asText(
    data.settings.get('products/woocommerce_weight_unit'),
    profile.newerFields ? 'lbs' : 'kg',
  );
  const weight = lines.reduce((sum, { line, product }) => sum + Number(product.weight) * line.quantity, 0);
  // As PHP counts, by way of kilograms: the last digits are a computer's.
  return unit === 'g' ? weight : weight * (inKilograms[unit] ?? 1) * 1000;
}

function crossSells({ data }: Shop, lines: readonly CountedLine[], view: View): RecordObject[] {
  const own = new Set(lines.map(({ line }) => line.product_id));
  const ids = new Set(lines.flatMap(({ product }) => product.cross_sell_ids));
  return [...ids].flatMap(id => {
    const product = own.has(id) ? undefined : data.products.get(id);
    return product?.status === 'publish' ? [showStoreProduct(data, product, view)] : [];
  });
}

/** Links of a line or a coupon, below the path of the route that shows it. */
export function partLinks(
  view: View,
  path: string,
  id: string,
  allow: readonly string[] | undefined,
): RecordObject {
  const self = { href: routeUrl(view, `${path}/${id}`), ...(allow && targetHints(view.context, allow)) };
  return { self: [self], collection: [{ href: routeUrl(view, path) }] };
}
