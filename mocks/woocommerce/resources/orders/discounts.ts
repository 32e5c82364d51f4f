import type { Coupon } from '../../../data/coupon.ts';
import type { Data } from '../../../data/data.ts';
import type { LineItem, Order, OtherLine } from '../../../data/order.ts';
import { type WpError, wpError } from '../../../wordpress/error.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import { type DiscountLine, discountsOf, offLine } from '../../coupon-discounts.ts';
import type { Profile } from '../../profiles.ts';
import type { Shop } from '../../shop.ts';
import { couponCode } from '../coupon-code.ts';
import { productOrVariation } from '../products/parts.ts';
import { asList, asMoney, asObject, asText } from '../values.ts';
import { couponRefusal } from './coupon-refusals.ts';

type Draft = { -readonly [K in keyof Order]: Order[K] };

/**
 * `WC_Abstract_Order::apply_coupon()`: puts the coupons that were sent in the place of those the order had. What they take
 * off what its lines cost is taken off their totals, one coupon after the other as they were sent. The error is that there
 * is no such coupon, or why it does not hold.
 * @param now in seconds
 */
export function applyCoupons(
  { data, profile }: Shop,
  order: Draft,
  sent: unknown,
  now: number,
): WpError | undefined {
  // What has none and gets none is not worked out anew.
  if (order.coupon_lines.length === 0 && asList(sent).length === 0) return undefined;
  const coupons: Coupon[] = [];
  order.line_items = order.line_items.map(item => withTotal(item, Number(item.subtotal)));
  for (const one of asList(sent)) {
    const fields = asObject(one);
    if (fields.id !== undefined && fields.id !== null && fields.id !== 0)
      return wpError('woocommerce_rest_coupon_item_id_readonly', 'Coupon item ID is readonly.', 400);
    const code = couponCode(asText(fields.code));
    if (code === '') return wpError('woocommerce_rest_invalid_coupon', 'Coupon code is required.', 400);
    const coupon = data.coupons.having('code', code)[0];
    const refusal = coupon
      ? couponRefusal(data, profile, coupon, order, now)
      : profile.newerFields
        ? `Coupon &quot;${code}&quot; cannot be applied because it does not exist.`
        : `Coupon "${code}" does not exist!`;
    if (!coupon || refusal !== undefined)
      return wpError('woocommerce_rest_invalid_coupon', refusal ?? '', 400);
    if (coupons.includes(coupon))
      return wpError(
        'woocommerce_rest_invalid_coupon',
        `Coupon code ${profile.newerFields ? `&quot;${code}&quot; ` : ''}already applied!`,
        400,
      );
    coupons.push(coupon);
  }
  const discounts = discountsOf(
    data,
    profile,
    order.line_items.map(item => discountLine(data, item)),
    coupons,
    now,
  );
  order.line_items = order.line_items.map(item =>
    withTotal(item, (inCents(item.subtotal) - offLine(discounts, String(item.id))) / 100),
  );
  order.coupon_lines = coupons.map(coupon => {
    const taken = [...(discounts.get(coupon.code)?.values() ?? [])];
    return couponLine({ data, profile }, coupon, taken.reduce((sum, cents) => sum + cents, 0) / 100);
  });
  return undefined;
}

function discountLine(
  data: Data,
  { id, variation_id, product_id, quantity, subtotal }: LineItem,
): DiscountLine {
  const product = productOrVariation(data, variation_id || product_id);
  return { key: String(id), product, quantity, price: inCents(subtotal) };
}

/** Money that is written with two decimals. */
function inCents(amount: string): number {
  return Math.round(Number(amount) * 100);
}

/** Before wc/v3 a coupon's line is written down as it is sent: nobody looks whether there is such a coupon. */
export function couponLinesBefore3(
  data: Data,
  before: readonly OtherLine[],
  sent: unknown,
): readonly OtherLine[] | WpError {
  const lines = [...before];
  for (const one of asList(sent)) {
    const { code, discount } = asObject(one);
    const name = asText(code);
    if (name === '') return wpError('woocommerce_rest_invalid_coupon', 'Coupon code is required.', 400);
    lines.push({ ...emptyLine(data, name), total: asMoney(discount) });
  }
  return lines;
}

function emptyLine(data: Data, name: string): OtherLine {
  return {
    id: data.nextId(),
    name,
    method_id: '',
    instance_id: '',
    tax_class: '',
    tax_status: '',
    total: '',
    taxes: [],
    meta_data: [],
  };
}

function couponLine(
  { data, profile }: Pick<Shop, 'data' | 'profile'>,
  coupon: Coupon,
  off: number,
): OtherLine {
  return {
    ...emptyLine(data, coupon.code),
    total: asMoney(String(off)),
    // In 5.8 it is hidden.
    meta_data: profile.orderDrafts ? [{ id: data.nextId(), ...usedAs(coupon, profile) }] : [],
  };
}

/** What the coupon was when it was used, for later recalculations: all of it until 8.2, what it takes off since. */
function usedAs(coupon: Coupon, { woocommerce }: Profile): { readonly key: string; readonly value: unknown } {
  if (!versionAtLeast(woocommerce, '9.2')) return { key: 'coupon_data', value: couponData(coupon) };
  const type = coupon.discount_type === 'fixed_cart' ? null : coupon.discount_type;
  const info = [coupon.id, coupon.code, type, Number(coupon.amount)];
  return { key: 'coupon_info', value: JSON.stringify(info) };
}

/** `WC_Coupon::get_data()`. */
function couponData(coupon: Coupon): object {
  const money = (amount: string) => (Number(amount) === 0 ? '' : String(Number(amount)));
  return {
    id: coupon.id,
    code: coupon.code,
    amount: String(Number(coupon.amount)),
    status: coupon.status,
    date_created: phpDate(coupon.date_created),
    date_modified: phpDate(coupon.date_modified),
    date_expires: coupon.date_expires === null ? null : phpDate(coupon.date_expires),
    discount_type: coupon.discount_type,
    description: coupon.description,
    usage_count: coupon.usage_count,
    individual_use: coupon.individual_use,
    product_ids: coupon.product_ids,
    excluded_product_ids: coupon.excluded_product_ids,
    usage_limit: coupon.usage_limit ?? 0,
    usage_limit_per_user: coupon.usage_limit_per_user ?? 0,
    limit_usage_to_x_items: coupon.limit_usage_to_x_items,
    free_shipping: coupon.free_shipping,
    product_categories: coupon.product_categories,
    excluded_product_categories: coupon.excluded_product_categories,
    exclude_sale_items: coupon.exclude_sale_items,
    minimum_amount: money(coupon.minimum_amount),
    maximum_amount: money(coupon.maximum_amount),
    email_restrictions: coupon.email_restrictions,
    virtual: false,
    meta_data: coupon.meta_data,
  };
}

/** A `DateTime` of PHP in JSON. */
function phpDate(seconds: number): object {
  const date = new Date(seconds * 1000).toISOString().replace('T', ' ').replace('.000Z', '.000000');
  return { date, timezone_type: 1, timezone: '+00:00' };
}

function withTotal(item: LineItem, total: number): LineItem {
  const text = asMoney(String(total));
  return { ...item, total: text, price: Number(text) / item.quantity };
}
