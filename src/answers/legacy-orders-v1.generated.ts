/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What a list of orders of the legacy API v1 answers: lines without subtotal_tax and meta, taxes without ids, two kinds of discount.
 */
export interface LegacyOrdersV1 {
  orders: {
    id: number;
    order_number: string;
    created_at: string | null;
    updated_at: string | null;
    completed_at: string | null;
    status: string;
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
      total: string;
      total_tax: string;
      price: string;
      quantity: number;
      tax_class: string;
      name: string;
      product_id: number;
      sku: string;
      [k: string]: unknown;
    }[];
    shipping_lines: {
      id: number;
      method_id: string;
      method_title: string;
      total: string;
      [k: string]: unknown;
    }[];
    tax_lines: {
      code: string;
      title: string;
      total: string;
      compound: boolean;
      [k: string]: unknown;
    }[];
    fee_lines: {
      id: number;
      title: string;
      tax_class: string;
      total: string;
      total_tax: string;
      [k: string]: unknown;
    }[];
    coupon_lines: {
      id: number;
      code: string;
      amount: string;
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
    cart_discount: string;
    order_discount: string;
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
