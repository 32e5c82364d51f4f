import { orderStatuses, orderStatusesOf } from '../../order-statuses.ts';
import type { Profile } from '../../profiles.ts';
import { currencies } from '../currencies.ts';
import { editOnly, field, type ItemSchema, metaData, shown, viewOnly } from '../schema.ts';
import { addressFields } from './address.ts';

const orderSchema: ItemSchema = {
  title: 'shop_order',
  properties: {
    id: shown('integer'),
    parent_id: field('integer'),
    number: shown('string'),
    order_key: shown('string'),
    created_via: field('string', { readonly: false }),
    version: shown('string'),
    status: field('string', { default: 'pending', enum: orderStatuses }),
    currency: field('string', { default: 'USD', enum: currencies }),
    date_created: shown('date-time'),
    date_created_gmt: shown('date-time'),
    date_modified: shown('date-time'),
    date_modified_gmt: shown('date-time'),
    discount_total: shown('string'),
    discount_tax: shown('string'),
    shipping_total: shown('string'),
    shipping_tax: shown('string'),
    cart_tax: shown('string'),
    total: shown('string'),
    total_tax: shown('string'),
    prices_include_tax: shown('boolean'),
    customer_id: field('integer', { default: 0 }),
    customer_ip_address: shown('string'),
    customer_user_agent: shown('string'),
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
    date_paid: shown('date-time'),
    date_paid_gmt: shown('date-time'),
    date_completed: shown('date-time'),
    date_completed_gmt: shown('date-time'),
    cart_hash: shown('string'),
    meta_data: metaData,
    line_items: field('array', {
      items: {
        type: 'object',
        properties: {
          id: shown('integer'),
          name: field('mixed'),
          parent_name: field('string'),
          product_id: field('mixed'),
          variation_id: field('integer'),
          quantity: field('integer'),
          tax_class: field('string'),
          subtotal: field('string'),
          subtotal_tax: shown('string'),
          total: field('string'),
          total_tax: shown('string'),
          taxes: shown('array', {
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
                id: shown('integer'),
                key: field('string'),
                value: field('mixed'),
                display_key: field('string'),
                display_value: field('string'),
              },
            },
          }),
          sku: shown('string'),
          global_unique_id: shown('string'),
          price: shown('number'),
          image: shown('object', {
            properties: {
              id: field('integer'),
              src: field('string', { format: 'uri' }),
            },
          }),
        },
      },
    }),
    tax_lines: shown('array', {
      items: {
        type: 'object',
        properties: {
          id: shown('integer'),
          rate_code: shown('string'),
          rate_id: shown('integer'),
          label: shown('string'),
          compound: shown('boolean'),
          tax_total: shown('string'),
          shipping_tax_total: shown('string'),
          meta_data: metaData,
        },
      },
    }),
    shipping_lines: field('array', {
      items: {
        type: 'object',
        properties: {
          id: shown('integer'),
          method_title: field('mixed'),
          method_id: field('mixed'),
          instance_id: field('string'),
          total: field('string'),
          total_tax: shown('string'),
          taxes: shown('array', {
            items: {
              type: 'object',
              properties: {
                id: shown('integer'),
                total: shown('string'),
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
          id: shown('integer'),
          name: field('mixed'),
          tax_class: field('string'),
          tax_status: field('string', { enum: ['taxable', 'none'] }),
          total: field('string'),
          total_tax: shown('string'),
          taxes: shown('array', {
            items: {
              type: 'object',
              properties: {
                id: shown('integer'),
                total: shown('string'),
                subtotal: shown('string'),
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
          id: shown('integer'),
          code: field('mixed'),
          discount: shown('string'),
          discount_tax: shown('string'),
          discount_type: shown('string', { context: viewOnly }),
          nominal_amount: shown('number', { context: viewOnly }),
          free_shipping: shown('boolean', { context: viewOnly }),
          meta_data: metaData,
        },
      },
    }),
    refunds: shown('array', {
      items: {
        type: 'object',
        properties: {
          id: shown('integer'),
          reason: shown('string'),
          total: shown('string'),
        },
      },
    }),
    payment_url: shown('string'),
    set_paid: field('boolean', { context: editOnly, default: false }),
    is_editable: shown('boolean'),
    needs_payment: shown('boolean'),
    needs_processing: shown('boolean'),
    manual_update: field('boolean', { context: editOnly, default: false }),
  },
};

/** An order, as OPTIONS /wc/v3/orders shows it. */
export function orderSchemaOf(profile: Profile): ItemSchema {
  const { title, properties } = orderSchema;
  return {
    title,
    properties: { ...properties, status: { ...properties.status, enum: orderStatusesOf(profile) } },
  };
}
