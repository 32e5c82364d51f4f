import type { Profile } from '../../profiles.ts';
import { field, type ItemSchema, metaData, readonlyField } from '../schema.ts';

/** A coupon, as OPTIONS /wc/v3/coupons shows it. */
const couponSchema: ItemSchema = {
  title: 'shop_coupon',
  properties: {
    id: readonlyField('integer'),
    code: field('string'),
    amount: field(['number', 'string']),
    status: field('string'),
    date_created: readonlyField('date-time'),
    date_created_gmt: readonlyField('date-time'),
    date_modified: readonlyField('date-time'),
    date_modified_gmt: readonlyField('date-time'),
    discount_type: field('string', {
      default: 'fixed_cart',
      enum: ['percent', 'fixed_cart', 'fixed_product'],
    }),
    description: field('string'),
    date_expires: field('date-time'),
    date_expires_gmt: field('date-time'),
    usage_count: readonlyField('integer'),
    individual_use: field('boolean', { default: false }),
    product_ids: field('array', { items: { type: 'integer' } }),
    excluded_product_ids: field('array', { items: { type: 'integer' } }),
    usage_limit: field('integer'),
    usage_limit_per_user: field('integer'),
    limit_usage_to_x_items: field('integer'),
    free_shipping: field('boolean', { default: false }),
    product_categories: field('array', { items: { type: 'integer' } }),
    excluded_product_categories: field('array', { items: { type: 'integer' } }),
    exclude_sale_items: field('boolean', { default: false }),
    minimum_amount: field(['number', 'string']),
    maximum_amount: field(['number', 'string']),
    email_restrictions: field('array', { items: { type: 'string' } }),
    used_by: readonlyField('array', { items: { type: 'integer' } }),
    meta_data: metaData,
  },
};

const before: ItemSchema = {
  ...couponSchema,
  properties: {
    ...couponSchema.properties,
    amount: field('string'),
    minimum_amount: field('string'),
    maximum_amount: field('string'),
  },
};

const { status: _, ...ofFirst } = before.properties;
const firstSchema: ItemSchema = { ...before, properties: ofFirst };

/** Numbers are amounts since 10.5, in wc/v1 not, where a coupon has no status either. */
export function couponSchemaOf({ newerFields }: Profile, version: number): ItemSchema {
  if (version === 1) return firstSchema;
  return newerFields ? couponSchema : before;
}
