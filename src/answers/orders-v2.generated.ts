/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What a list of orders of wc/v2 answers.
 */
export type OrdersListV2 = OrderV2[];

/**
 * A order of wc/v2, as the recorded stores answer it. Plugins may add members.
 */
export interface OrderV2 {
  id: number;
  parent_id: number;
  status?: string;
  currency: string;
  version?: string;
  prices_include_tax: boolean;
  date_created: string | null;
  date_modified?: string | null;
  discount_total: string;
  discount_tax: string;
  shipping_total: string;
  shipping_tax: string;
  cart_tax: string;
  total: string;
  total_tax: string;
  customer_id: number;
  order_key?: string;
  billing: {
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
  shipping: {
    first_name: string;
    last_name: string;
    company: string;
    address_1: string;
    address_2: string;
    city: string;
    state: string;
    postcode: string;
    country: string;
    phone?: string;
    [k: string]: unknown;
  };
  payment_method: string;
  payment_method_title: string;
  transaction_id: string;
  customer_ip_address: string;
  customer_user_agent: string;
  created_via?: string;
  customer_note: string;
  date_completed: string | null;
  date_paid: string | null;
  cart_hash?: string;
  number: string;
  meta_data?: {
    id: number;
    key: string;
    value: unknown;
    [k: string]: unknown;
  }[];
  line_items: {
    [k: string]: unknown;
  }[];
  tax_lines: {
    [k: string]: unknown;
  }[];
  shipping_lines: {
    [k: string]: unknown;
  }[];
  fee_lines: {
    [k: string]: unknown;
  }[];
  coupon_lines: {
    [k: string]: unknown;
  }[];
  refunds?: {
    [k: string]: unknown;
  }[];
  payment_url?: string;
  is_editable?: boolean;
  needs_payment?: boolean;
  needs_processing?: boolean;
  date_created_gmt: string | null;
  date_modified_gmt?: string | null;
  date_completed_gmt: string | null;
  date_paid_gmt: string | null;
  currency_symbol?: string;
  _links?: Links;
  [k: string]: unknown;
}
export interface Links {
  [k: string]: {
    href: string;
    [k: string]: unknown;
  }[];
}
