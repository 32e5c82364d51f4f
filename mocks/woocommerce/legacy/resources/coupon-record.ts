import type { Coupon } from '../../../data/coupon.ts';
import { decimal, formatDate } from '../format.ts';
import type { LegacyApi } from '../request.ts';

/** A coupon as the legacy API shows it. In v1 one that never expires has expired in 1970. */
export function couponRecord(api: LegacyApi, coupon: Coupon): Record<string, unknown> {
  const expires = coupon.date_expires === null && api !== 1 ? null : formatDate(coupon.date_expires);
  return {
    id: coupon.id,
    code: coupon.code,
    type: coupon.discount_type,
    created_at: formatDate(coupon.date_created),
    updated_at: formatDate(coupon.date_modified),
    amount: decimal(coupon.amount),
    individual_use: coupon.individual_use,
    product_ids: coupon.product_ids,
    exclude_product_ids: coupon.excluded_product_ids,
    usage_limit: coupon.usage_limit || null,
    usage_limit_per_user: coupon.usage_limit_per_user || null,
    limit_usage_to_x_items: coupon.limit_usage_to_x_items ?? 0,
    usage_count: coupon.usage_count,
    expiry_date: expires,
    enable_free_shipping: coupon.free_shipping,
    product_category_ids: coupon.product_categories,
    exclude_product_category_ids: coupon.excluded_product_categories,
    exclude_sale_items: coupon.exclude_sale_items,
    minimum_amount: decimal(coupon.minimum_amount),
    ...(api === 1 ? {} : { maximum_amount: decimal(coupon.maximum_amount) }),
    customer_emails: coupon.email_restrictions,
    ...(api === 1 ? {} : { description: coupon.description }),
  };
}
