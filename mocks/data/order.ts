import { type Address, type Meta, noAddress } from './address.ts';
import type { Entry } from './table.ts';

/** A product in an order. Money is text with two decimals, as WooCommerce keeps it. */
export interface LineItem {
  readonly id: number;
  readonly name: string;
  readonly product_id: number;
  readonly variation_id: number;
  readonly quantity: number;
  readonly tax_class: string;
  readonly subtotal: string;
  readonly total: string;
  readonly sku: string;
  readonly price: number;
  readonly meta_data: readonly Meta[];
}

/** Shipping, a fee or a coupon in an order. */
export interface OtherLine {
  readonly id: number;
  readonly name: string;
  readonly method_id: string;
  readonly instance_id: string;
  readonly tax_class: string;
  readonly tax_status: string;
  readonly total: string;
  readonly meta_data: readonly Meta[];
}

/** An order. Times are Unix seconds, text is Unicode. */
export interface Order extends Entry {
  readonly id: number;
  readonly parent_id: number;
  readonly status: string;
  readonly currency: string;
  readonly version: string;
  readonly prices_include_tax: boolean;
  readonly date_created: number;
  readonly date_modified: number;
  readonly date_paid: number | null;
  readonly date_completed: number | null;
  readonly discount_total: string;
  readonly shipping_total: string;
  readonly total: string;
  readonly customer_id: number;
  readonly order_key: string;
  readonly billing: Address;
  readonly shipping: Address;
  readonly payment_method: string;
  readonly payment_method_title: string;
  readonly transaction_id: string;
  readonly customer_ip_address: string;
  readonly customer_user_agent: string;
  readonly created_via: string;
  readonly customer_note: string;
  readonly cart_hash: string;
  readonly meta_data: readonly Meta[];
  readonly line_items: readonly LineItem[];
  readonly shipping_lines: readonly OtherLine[];
  readonly fee_lines: readonly OtherLine[];
  readonly coupon_lines: readonly OtherLine[];
  readonly refunds: readonly { readonly id: number; readonly reason: string; readonly total: string }[];
}

/** An order that somebody has made and put nothing into. */
export function emptyOrder(id: number, at: number, version: string, orderKey: string): Order {
  return {
    id,
    parent_id: 0,
    status: 'pending',
    currency: 'USD',
    version,
    prices_include_tax: false,
    date_created: at,
    date_modified: at,
    date_paid: null,
    date_completed: null,
    discount_total: '0.00',
    shipping_total: '0.00',
    total: '0.00',
    customer_id: 0,
    order_key: orderKey,
    billing: noAddress,
    shipping: noAddress,
    payment_method: '',
    payment_method_title: '',
    transaction_id: '',
    customer_ip_address: '',
    customer_user_agent: '',
    created_via: 'rest-api',
    customer_note: '',
    cart_hash: '',
    meta_data: nothing,
    line_items: nothing,
    shipping_lines: nothing,
    fee_lines: nothing,
    coupon_lines: nothing,
    refunds: nothing,
  };
}

const nothing: readonly never[] = Object.freeze([]);
