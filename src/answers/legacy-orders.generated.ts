/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What a list of orders of the legacy API answers.
 */
export interface LegacyOrders {
  orders: {
    id: number;
    order_number: string;
    order_key?: string;
    created_at: string | null;
    updated_at: string | null;
    completed_at: string | null;
    status?: string;
    currency: string;
    total: string;
    subtotal: string;
    total_line_items_quantity: number;
    total_tax: string;
    total_shipping: string;
    cart_tax: string;
    shipping_tax: string;
    total_discount: string;
    shipping_methods: string;
    payment_details: {
      method_id: string;
      method_title: string;
      paid: boolean;
      [k: string]: unknown;
    };
    billing_address: {
      first_name: string;
      last_name: string;
      company: string;
      address_1: string;
      address_2: string;
      city: string;
      state: string;
      postcode: string;
      country: string;
      email: string;
      phone?: string;
      [k: string]: unknown;
    };
    shipping_address: {
      first_name: string;
      last_name: string;
      company: string;
      address_1: string;
      address_2: string;
      city: string;
      state: string;
      postcode: string;
      country: string;
      [k: string]: unknown;
    };
    note: string;
    customer_ip: string;
    customer_user_agent: string;
    customer_id: number;
    view_order_url: string;
    line_items: {
      id: number;
      subtotal: string;
      subtotal_tax: string;
      total: string;
      total_tax: string;
      price: string;
      quantity: number;
      tax_class: string;
      name: string;
      product_id: number;
      sku: string;
      meta: {
        [k: string]: unknown;
      }[];
      [k: string]: unknown;
    }[];
    shipping_lines: {
      [k: string]: unknown;
    }[];
    tax_lines: {
      [k: string]: unknown;
    }[];
    fee_lines: {
      [k: string]: unknown;
    }[];
    coupon_lines: {
      [k: string]: unknown;
    }[];
    customer?: {
      id: number;
      email: string;
      first_name: string;
      last_name: string;
      billing_address: {
        first_name: string;
        last_name: string;
        company: string;
        address_1: string;
        address_2: string;
        city: string;
        state: string;
        postcode: string;
        country: string;
        email: string;
        phone?: string;
        [k: string]: unknown;
      };
      shipping_address: {
        first_name: string;
        last_name: string;
        company: string;
        address_1: string;
        address_2: string;
        city: string;
        state: string;
        postcode: string;
        country: string;
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
