import type { Coupon } from '../../../data/coupon.ts';
import type { Data } from '../../../data/data.ts';
import type { LineItem, Order } from '../../../data/order.ts';
import { isFor } from '../../coupon-discounts.ts';
import type { Profile } from '../../profiles.ts';
import { productOrVariation } from '../products/parts.ts';
import { onSale } from '../products/price.ts';

type BoughtItem = Pick<LineItem, 'product_id' | 'variation_id' | 'name' | 'subtotal'>;

/** What a coupon is to hold for: an order, or a cart, of which no address for mail is known. */
export interface CouponTarget {
  readonly line_items: readonly BoughtItem[];
  readonly coupon_lines: readonly Pick<Order['coupon_lines'][number], 'name'>[];
  readonly billing?: Pick<Order['billing'], 'email'>;
}

/**
 * Why a coupon does not hold, in the order in which a store looks; undefined where it does. Measured on orders of 10.5 and on
 * carts of six versions: before 10.5 most words do not name it.
 * @param now in seconds
 */
export function couponRefusal(
  data: Data,
  { newerFields }: Profile,
  coupon: Coupon,
  { line_items: items, coupon_lines, billing }: CouponTarget,
  now: number,
): string | undefined {
  const name = newerFields ? `coupon &quot;${coupon.code}&quot;` : 'this coupon';
  const spent = items.reduce((total, item) => total + Number(item.subtotal), 0);
  const limit = (value: string) => (Number(value) > 0 ? Number(value) : undefined);
  const [least, most] = [limit(coupon.minimum_amount), limit(coupon.maximum_amount)];
  const symbol = newerFields ? '&#036;' : '&#36;';
  if (coupon.date_expires !== null && coupon.date_expires < now)
    return `${name[0]?.toUpperCase()}${name.slice(1)} has expired.`;
  const { usage_limit } = coupon;
  const isUsed = coupon_lines.some(line => line.name === coupon.code);
  if (usage_limit !== null && coupon.usage_count >= usage_limit && !isUsed)
    return newerFields ? `Usage limit for ${name} has been reached.` : 'Coupon usage limit has been reached.';
  if (least !== undefined && spent < least)
    return `The minimum spend for ${name} is ${money(least, symbol)}.`;
  if (most !== undefined && spent > most) return `The maximum spend for ${name} is ${money(most, symbol)}.`;
  if (!isApplicable(data, coupon, items) || !isForOne(data, coupon, items, now)) {
    return `Sorry, ${name} is not applicable to selected products.`;
  }
  if (isRefusedForSale(data, coupon, items, now)) return `Sorry, ${name} is not valid for sale items.`;
  const excluded = exclusion(data, coupon, items);
  if (excluded !== undefined) return `Sorry, ${name} is not applicable to the ${excluded}.`;
  if (billing && coupon.email_restrictions.length > 0 && !isAllowed(billing.email, coupon)) {
    return `Please enter a valid email at checkout to use coupon code &quot;${coupon.code}&quot;.`;
  }
  return undefined;
}

function money(amount: number, symbol: string): string {
  const currency = `<span class="woocommerce-Price-currencySymbol">${symbol}</span>`;
  return `<span class="woocommerce-Price-amount amount"><bdi>${currency}${amount.toFixed(2)}</bdi></span>`;
}

/** A coupon for single products has to find one. */
function isForOne(data: Data, coupon: Coupon, items: readonly BoughtItem[], now: number): boolean {
  if (coupon.discount_type === 'fixed_cart' || items.length === 0) return true;
  return items.some(item => {
    const product = productOf(data, item);
    return product !== undefined && isFor(data, coupon, product, now);
  });
}

/** One for the whole cart that is not for what is on sale finds nothing on sale. */
function isRefusedForSale(
  data: Data,
  { discount_type, exclude_sale_items }: Coupon,
  items: readonly BoughtItem[],
  now: number,
): boolean {
  if (discount_type !== 'fixed_cart' || !exclude_sale_items) return false;
  return items.some(item => {
    const product = productOf(data, item);
    return product !== undefined && onSale(data, product, now);
  });
}

function productOf(data: Data, { variation_id, product_id }: BoughtItem) {
  return productOrVariation(data, variation_id || product_id);
}

/** What is bought of products or categories that the coupon is for; it is for all where it names none. */
function isApplicable(data: Data, coupon: Coupon, items: readonly BoughtItem[]): boolean {
  const { product_ids: products, product_categories: categories } = coupon;
  if (products.length > 0 && !items.some(item => isOneOf(item, products))) return false;
  return (
    categories.length === 0 ||
    items.some(item => categoriesOf(data, item).some(id => categories.includes(id)))
  );
}

/** What is bought of what the coupon is not for. One that is taken off the whole cart is refused for it. */
function exclusion(data: Data, coupon: Coupon, items: readonly BoughtItem[]): string | undefined {
  if (coupon.discount_type !== 'fixed_cart') return undefined;
  const products = items.filter(item => isOneOf(item, coupon.excluded_product_ids));
  if (products.length > 0) return `products: ${products.map(({ name }) => name).join(', ')}`;
  const categories = items
    .flatMap(item => categoriesOf(data, item))
    .filter(id => coupon.excluded_product_categories.includes(id));
  if (categories.length === 0) return undefined;
  return `categories: ${[...new Set(categories)].map(id => data.terms.get(id)?.name ?? '').join(', ')}`;
}

function isOneOf({ product_id, variation_id }: BoughtItem, ids: readonly number[]): boolean {
  return ids.includes(product_id) || ids.includes(variation_id);
}

function categoriesOf(data: Data, { product_id }: BoughtItem): readonly number[] {
  return data.products.get(product_id)?.category_ids ?? [];
}

/** `*@example.com` allows all of a domain. */
function isAllowed(email: string, { email_restrictions }: Coupon): boolean {
  const own = email.toLowerCase();
  return email_restrictions.some(one => {
    const allowed = one.toLowerCase();
    return allowed === own || (allowed.startsWith('*') && own.endsWith(allowed.slice(1)));
  });
}
