import type { RestArg } from '../../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import { orderStatuses, orderStatusesOf } from '../../order-statuses.ts';
import type { Profile } from '../../profiles.ts';
import { currencies } from '../currencies.ts';
import {
  editOnly,
  field,
  type ItemSchema,
  inOrder,
  metaData,
  readonlyField,
  viewOnly,
  withoutProperties,
  withReadonly,
} from '../schema.ts';
import { addressFields } from './address.ts';

const orderSchema: ItemSchema = {
  title: 'shop_order',
  properties: {
    id: readonlyField('integer'),
    parent_id: field('integer'),
    number: readonlyField('string'),
    order_key: readonlyField('string'),
    created_via: field('string', { readonly: false }),
    version: readonlyField('string'),
    status: field('string', { default: 'pending', enum: orderStatuses }),
    currency: field('string', { default: 'USD', enum: currencies }),
    date_created: readonlyField('date-time'),
    date_created_gmt: readonlyField('date-time'),
    date_modified: readonlyField('date-time'),
    date_modified_gmt: readonlyField('date-time'),
    discount_total: readonlyField('string'),
    discount_tax: readonlyField('string'),
    shipping_total: readonlyField('string'),
    shipping_tax: readonlyField('string'),
    cart_tax: readonlyField('string'),
    total: readonlyField('string'),
    total_tax: readonlyField('string'),
    prices_include_tax: readonlyField('boolean'),
    customer_id: field('integer', { default: 0 }),
    customer_ip_address: readonlyField('string'),
    customer_user_agent: readonlyField('string'),
    customer_note: field('string'),
    billing: field('object', {
      properties: {
        ...addressFields,
        email: field(['string', 'null'], { format: 'email' }),
        phone: field('string'),
      },
    }),
    shipping: field('object', {
      properties: addressFields,
    }),
    payment_method: field('string'),
    payment_method_title: field('string'),
    transaction_id: field('string'),
    date_paid: readonlyField('date-time'),
    date_paid_gmt: readonlyField('date-time'),
    date_completed: readonlyField('date-time'),
    date_completed_gmt: readonlyField('date-time'),
    cart_hash: readonlyField('string'),
    meta_data: metaData,
    line_items: field('array', {
      items: {
        type: 'object',
        properties: {
          id: readonlyField('integer'),
          name: field('mixed'),
          parent_name: field('string'),
          product_id: field('mixed'),
          variation_id: field('integer'),
          quantity: field('integer'),
          tax_class: field('string'),
          subtotal: field('string'),
          subtotal_tax: readonlyField('string'),
          total: field('string'),
          total_tax: readonlyField('string'),
          taxes: readonlyField('array', {
            items: {
              type: 'object',
              properties: {
                id: field('integer'),
                total: field('string'),
                subtotal: field('string'),
              },
            },
          }),
          meta_data: field('array', {
            items: {
              type: 'object',
              properties: {
                id: readonlyField('integer'),
                key: field('string'),
                value: field('mixed'),
                display_key: field('string'),
                display_value: field('string'),
              },
            },
          }),
          sku: readonlyField('string'),
          global_unique_id: readonlyField('string'),
          price: readonlyField('number'),
          image: readonlyField('object', {
            properties: {
              id: field('integer'),
              src: field('string', { format: 'uri' }),
            },
          }),
        },
      },
    }),
    tax_lines: readonlyField('array', {
      items: {
        type: 'object',
        properties: {
          id: readonlyField('integer'),
          rate_code: readonlyField('string'),
          rate_id: readonlyField('integer'),
          label: readonlyField('string'),
          compound: readonlyField('boolean'),
          tax_total: readonlyField('string'),
          shipping_tax_total: readonlyField('string'),
          meta_data: metaData,
        },
      },
    }),
    shipping_lines: field('array', {
      items: {
        type: 'object',
        properties: {
          id: readonlyField('integer'),
          method_title: field('mixed'),
          method_id: field('mixed'),
          instance_id: field('string'),
          total: field('string'),
          total_tax: readonlyField('string'),
          taxes: readonlyField('array', {
            items: {
              type: 'object',
              properties: {
                id: readonlyField('integer'),
                total: readonlyField('string'),
              },
            },
          }),
          meta_data: metaData,
        },
      },
    }),
    fee_lines: field('array', {
      items: {
        type: 'object',
        properties: {
          id: readonlyField('integer'),
          name: field('mixed'),
          tax_class: field('string'),
          tax_status: field('string', { enum: ['taxable', 'none'] }),
          total: field('string'),
          total_tax: readonlyField('string'),
          taxes: readonlyField('array', {
            items: {
              type: 'object',
              properties: {
                id: readonlyField('integer'),
                total: readonlyField('string'),
                subtotal: readonlyField('string'),
              },
            },
          }),
          meta_data: metaData,
        },
      },
    }),
    coupon_lines: field('array', {
      items: {
        type: 'object',
        properties: {
          id: readonlyField('integer'),
          code: field('mixed'),
          discount: readonlyField('string'),
          discount_tax: readonlyField('string'),
          discount_type: readonlyField('string', { context: viewOnly }),
          nominal_amount: readonlyField('number', { context: viewOnly }),
          free_shipping: readonlyField('boolean', { context: viewOnly }),
          meta_data: metaData,
        },
      },
    }),
    refunds: readonlyField('array', {
      items: {
        type: 'object',
        properties: {
          id: readonlyField('integer'),
          reason: readonlyField('string'),
          total: readonlyField('string'),
        },
      },
    }),
    payment_url: readonlyField('string'),
    set_paid: field('boolean', { context: editOnly, default: false }),
    is_editable: readonlyField('boolean'),
    needs_payment: readonlyField('boolean'),
    needs_processing: readonlyField('boolean'),
    manual_update: field('boolean', { context: editOnly, default: false }),
  },
};

/**
 * An order, as OPTIONS /wc/v3/orders shows it; the price of a line is a text in wc/v1, which knows no drafts. What has
 * made an order is written since 10.5, and whether by hand since 9.2, both in wc/v3 alone.
 */
export function orderSchemaOf(profile: Profile, version: number): ItemSchema {
  const { title, properties } = orderSchema;
  const statuses = orderStatusesOf(profile).filter(status => version > 1 || status !== 'auto-draft');
  const status = { ...properties.status, enum: statuses };
  let schema: ItemSchema = {
    title,
    properties: { ...properties, status, ...(version === 1 && { line_items: linesOfV1 }) },
  };
  if (version < 3 || !profile.newerFields) schema = withReadonly(schema, 'created_via');
  if (version < 3 || !versionAtLeast(profile.woocommerce, '9.2'))
    schema = withoutProperties(schema, 'manual_update');
  if (version > 1) return schema;
  return inOrder(
    withoutProperties(schema, 'meta_data'),
    'customer_id billing shipping payment_method payment_method_title set_paid transaction_id customer_note line_items ' +
      'shipping_lines fee_lines coupon_lines',
  );
}

const linesOfV1: RestArg = {
  ...orderSchema.properties.line_items,
  items: {
    ...orderSchema.properties.line_items?.items,
    properties: { ...orderSchema.properties.line_items?.items?.properties, price: readonlyField('string') },
  },
};
