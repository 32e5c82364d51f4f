import { type Meta, meta } from './address.ts';
import { flag, integer, listOf, number, orNull, recordSchema, text } from './schema.ts';
import { couponId, seededAt } from './seeded.ts';
import type { Entry } from './table.ts';

/** A coupon. Amounts are text with two decimals; a limit of null is none. */
export interface Coupon extends Entry {
  readonly id: number;
  readonly code: string;
  readonly amount: string;
  readonly status: string;
  readonly date_created: number;
  readonly date_modified: number;
  readonly discount_type: string;
  readonly description: string;
  readonly date_expires: number | null;
  readonly usage_count: number;
  readonly individual_use: boolean;
  readonly product_ids: readonly number[];
  readonly excluded_product_ids: readonly number[];
  readonly usage_limit: number | null;
  readonly usage_limit_per_user: number | null;
  readonly limit_usage_to_x_items: number | null;
  readonly free_shipping: boolean;
  readonly product_categories: readonly number[];
  readonly excluded_product_categories: readonly number[];
  readonly exclude_sale_items: boolean;
  readonly minimum_amount: string;
  readonly maximum_amount: string;
  readonly email_restrictions: readonly string[];
  readonly used_by: readonly string[];
  readonly meta_data: readonly Meta[];
}

export const couponSchema = recordSchema<Coupon>({
  id: integer,
  code: text,
  amount: text,
  status: text,
  date_created: integer,
  date_modified: integer,
  discount_type: text,
  description: text,
  date_expires: orNull(number),
  usage_count: number,
  individual_use: flag,
  product_ids: listOf(number),
  excluded_product_ids: listOf(number),
  usage_limit: orNull(number),
  usage_limit_per_user: orNull(number),
  limit_usage_to_x_items: orNull(number),
  free_shipping: flag,
  product_categories: listOf(number),
  excluded_product_categories: listOf(number),
  exclude_sale_items: flag,
  minimum_amount: text,
  maximum_amount: text,
  email_restrictions: listOf(text),
  used_by: listOf(text),
  meta_data: listOf(meta),
});

export function emptyCoupon(id: number, at: number): Coupon {
  return {
    id,
    code: '',
    amount: '0.00',
    status: 'publish',
    date_created: at,
    date_modified: at,
    discount_type: 'fixed_cart',
    description: '',
    date_expires: null,
    usage_count: 0,
    individual_use: false,
    product_ids: [],
    excluded_product_ids: [],
    usage_limit: null,
    usage_limit_per_user: null,
    limit_usage_to_x_items: null,
    free_shipping: false,
    product_categories: [],
    excluded_product_categories: [],
    exclude_sale_items: false,
    minimum_amount: '0.00',
    maximum_amount: '0.00',
    email_restrictions: [],
    used_by: [],
    meta_data: [],
  };
}

/** The one coupon of the recorded stores. */
export const seededCoupon: Coupon = {
  ...emptyCoupon(couponId, seededAt),
  code: 'ten',
  amount: '10.00',
};
