import type { RestArg } from '../../../wordpress/rest/route.ts';
import type { Profile } from '../../profiles.ts';
import { shows } from '../members.ts';
import { field, type ItemSchema, inOrder, metaData, readonlyField, withoutProperties } from '../schema.ts';
import type { Version } from '../view.ts';

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

const {
  product_ids,
  minimum_amount: _least,
  maximum_amount: _most,
  ...ofV1
} = withoutProperties(
  before,
  'status date_expires date_expires_gmt excluded_product_ids meta_data',
).properties;
/** wc/v1 has other names for two of them. */
const beforeV2: ItemSchema = inOrder(
  {
    title: couponSchema.title,
    properties: {
      ...ofV1,
      expiry_date: field('date-time'),
      product_ids: product_ids as RestArg,
      exclude_product_ids: field('array', { items: { type: 'integer' } }),
      minimum_amount: field('string'),
      maximum_amount: field('string'),
    },
  },
  'code description discount_type amount expiry_date individual_use product_ids exclude_product_ids usage_limit ' +
    'usage_limit_per_user limit_usage_to_x_items free_shipping product_categories excluded_product_categories ' +
    'exclude_sale_items minimum_amount maximum_amount email_restrictions',
);

/** Numbers are amounts since 10.5, and not in wc/v1. */
export function couponSchemaOf(profile: Profile, version: Version): ItemSchema {
  const { newerFields } = profile;
  if (version === 1) return beforeV2;
  if (newerFields) return couponSchema;
  return shows(profile, 'coupon.status') ? before : withoutProperties(before, 'status');
}
