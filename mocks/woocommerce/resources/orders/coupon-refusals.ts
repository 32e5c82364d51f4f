import type { Coupon } from '../../../data/coupon.ts';
import type { Data } from '../../../data/data.ts';
import type { LineItem, Order } from '../../../data/order.ts';
import type { Profile } from '../../profiles.ts';

/**
 * Why a coupon does not hold for an order, in the order in which a store looks; undefined where it does. Measured on 10.5,
 * whose words these are.
 * @param now in seconds
 */
export function couponRefusal(
  data: Data,
  { newerFields }: Profile,
  coupon: Coupon,
  order: Order,
  now: number,
): string | undefined {
  const name = `coupon &quot;${coupon.code}&quot;`;
  const spent = order.line_items.reduce((total, item) => total + Number(item.subtotal), 0);
  const limit = (value: string) => (Number(value) > 0 ? Number(value) : undefined);
  const [least, most] = [limit(coupon.minimum_amount), limit(coupon.maximum_amount)];
  if (coupon.date_expires !== null && coupon.date_expires < now)
    return newerFields ? `C${name.slice(1)} has expired.` : 'This coupon has expired.';
  const { usage_limit } = coupon;
  if (usage_limit !== null && coupon.usage_count >= usage_limit && !isUsed(order, coupon)) {
    return newerFields ? `Usage limit for ${name} has been reached.` : 'Coupon usage limit has been reached.';
  }
  if (least !== undefined && spent < least) return `The minimum spend for ${name} is ${money(least)}.`;
  if (most !== undefined && spent > most) return `The maximum spend for ${name} is ${money(most)}.`;
  if (!isApplicable(data, coupon, order.line_items)) {
    return `Sorry, ${name} is not applicable to selected products.`;
  }
  const excluded = exclusion(data, coupon, order.line_items);
  if (excluded !== undefined) return `Sorry, ${name} is not applicable to the ${excluded}.`;
  if (coupon.email_restrictions.length > 0 && !isAllowed(order.billing.email, coupon)) {
    return `Please enter a valid email at checkout to use coupon code &quot;${coupon.code}&quot;.`;
  }
  return undefined;
}

/** Whether the order has the coupon already. */
function isUsed({ coupon_lines }: Order, { code }: Coupon): boolean {
  return coupon_lines.some(({ name }) => name === code);
}

function money(amount: number): string {
  const symbol = '<span class="woocommerce-Price-currencySymbol">&#036;</span>';
  return `<span class="woocommerce-Price-amount amount"><bdi>${symbol}${amount.toFixed(2)}</bdi></span>`;
}

/** What is bought of products or categories that the coupon is for; it is for all where it names none. */
function isApplicable(data: Data, coupon: Coupon, items: readonly LineItem[]): boolean {
  const { product_ids: products, product_categories: categories } = coupon;
  if (products.length > 0 && !items.some(item => isOneOf(item, products))) return false;
  return (
    categories.length === 0 ||
    items.some(item => categoriesOf(data, item).some(id => categories.includes(id)))
  );
}

/** What is bought of what the coupon is not for. One that is taken off the whole cart is refused for it. */
function exclusion(data: Data, coupon: Coupon, items: readonly LineItem[]): string | undefined {
  if (coupon.discount_type !== 'fixed_cart') return undefined;
  const products = items.filter(item => isOneOf(item, coupon.excluded_product_ids));
  if (products.length > 0) return `products: ${products.map(({ name }) => name).join(', ')}`;
  const categories = items
    .flatMap(item => categoriesOf(data, item))
    .filter(id => coupon.excluded_product_categories.includes(id));
  if (categories.length === 0) return undefined;
  return `categories: ${[...new Set(categories)].map(id => data.terms.get(id)?.name ?? '').join(', ')}`;
}

function isOneOf({ product_id, variation_id }: LineItem, ids: readonly number[]): boolean {
  return ids.includes(product_id) || ids.includes(variation_id);
}

function categoriesOf(data: Data, { product_id }: LineItem): readonly number[] {
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
