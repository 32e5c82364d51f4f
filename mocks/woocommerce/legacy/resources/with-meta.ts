import type { Meta } from '../../../data/address.ts';
import type { Coupon } from '../../../data/coupon.ts';
import type { Product } from '../../../data/product.ts';
import { isArray } from '../../../php/types.ts';
import type { LegacyCall } from '../route.ts';

type LegacyRecord = Record<string, unknown>;

/** `WC_API_Resource::maybe_add_meta()`: with `filter[meta]=true` a record's rows of meta data that are not hidden. */
export function withMeta(
  { request }: LegacyCall,
  record: LegacyRecord,
  name: 'order_meta' | 'coupon_meta' | 'product_meta',
  rows: () => LegacyRecord,
): LegacyRecord {
  const filter = request.get.get('filter');
  if (filter === undefined || !isArray(filter) || filter.get('meta') !== 'true') return record;
  const meta = rows();
  return Object.keys(meta).length === 0 ? record : { ...record, [name]: meta };
}

export function publicMeta(meta: readonly Meta[]): LegacyRecord {
  return Object.fromEntries(
    meta.filter(({ key }) => !key.startsWith('_')).map(({ key, value }) => [key, value]),
  );
}

export function productMeta({ total_sales, meta_data }: Product): LegacyRecord {
  return { total_sales: String(total_sales), ...publicMeta(meta_data) };
}

/** What WordPress keeps of a coupon, the lists of its ids as one text; what is empty is not kept. */
export function couponMeta(coupon: Coupon): LegacyRecord {
  const list = (ids: readonly number[]) => (ids.length === 0 ? undefined : ids.join(','));
  const some = <T>(all: readonly T[]) => (all.length === 0 ? undefined : all);
  const yes = (flag: boolean) => (flag ? 'yes' : 'no');
  const amount = (sent: string) => (Number(sent) === 0 ? undefined : String(Number(sent)));
  const rows: LegacyRecord = {
    discount_type: coupon.discount_type,
    coupon_amount: String(Number(coupon.amount)),
    individual_use: yes(coupon.individual_use),
    product_ids: list(coupon.product_ids),
    exclude_product_ids: list(coupon.excluded_product_ids),
    usage_limit: String(coupon.usage_limit ?? 0),
    usage_limit_per_user: String(coupon.usage_limit_per_user ?? 0),
    limit_usage_to_x_items: coupon.limit_usage_to_x_items?.toString() ?? null,
    usage_count: String(coupon.usage_count),
    date_expires: coupon.date_expires?.toString() ?? null,
    free_shipping: yes(coupon.free_shipping),
    product_categories: some(coupon.product_categories),
    exclude_product_categories: some(coupon.excluded_product_categories),
    exclude_sale_items: yes(coupon.exclude_sale_items),
    minimum_amount: amount(coupon.minimum_amount),
    maximum_amount: amount(coupon.maximum_amount),
    customer_email: some(coupon.email_restrictions),
    ...publicMeta(coupon.meta_data),
  };
  return Object.fromEntries(Object.entries(rows).filter(([, value]) => value !== undefined));
}
