import { type Address, address, type Meta, meta, noAddress } from './address.ts';
import { flag, integer, listOf, number, objectOf, orNull, recordSchema, text } from './schema.ts';
import type { Entry } from './table.ts';

/** What a rate adds to a line. Shipping, fees and coupons have no subtotal: it is empty there. */
export interface LineTax {
  readonly rate_id: number;
  readonly subtotal: string;
  readonly total: string;
}

/** What a rate adds to an order. */
export interface TaxLine {
  readonly id: number;
  readonly rate_id: number;
  readonly rate_code: string;
  readonly label: string;
  readonly rate_percent: number;
  readonly compound: boolean;
  readonly tax_total: string;
  readonly shipping_tax_total: string;
}

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
  readonly taxes: readonly LineTax[];
  readonly sku: string;
  readonly global_unique_id: string;
  /** The variable product's name, where a variation was bought. */
  readonly parent_name: string | null;
  /** What was chosen of a variation, as people read it; the key is that of its meta data. */
  readonly choices: readonly { readonly key: string; readonly label: string; readonly value: string }[];
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
  readonly taxes: readonly LineTax[];
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
  readonly tax_lines: readonly TaxLine[];
  readonly shipping_lines: readonly OtherLine[];
  readonly fee_lines: readonly OtherLine[];
  readonly coupon_lines: readonly OtherLine[];
  readonly refunds: readonly { readonly id: number; readonly reason: string; readonly total: string }[];
}

const lineTaxes = listOf(objectOf<LineTax>({ rate_id: number, subtotal: text, total: text }));
const taxLine = objectOf<TaxLine>({
  id: number,
  rate_id: number,
  rate_code: text,
  label: text,
  rate_percent: number,
  compound: flag,
  tax_total: text,
  shipping_tax_total: text,
});
export const lineItem = objectOf<LineItem>({
  id: number,
  name: text,
  product_id: number,
  variation_id: number,
  quantity: number,
  tax_class: text,
  subtotal: text,
  total: text,
  taxes: lineTaxes,
  sku: text,
  global_unique_id: text,
  parent_name: orNull(text),
  choices: listOf(objectOf({ key: text, label: text, value: text })),
  price: number,
  meta_data: listOf(meta),
});
export const otherLine = objectOf<OtherLine>({
  id: number,
  name: text,
  method_id: text,
  instance_id: text,
  tax_class: text,
  tax_status: text,
  total: text,
  taxes: lineTaxes,
  meta_data: listOf(meta),
});

export const orderSchema = recordSchema<Order>({
  id: integer,
  parent_id: number,
  status: text,
  currency: text,
  version: text,
  prices_include_tax: flag,
  date_created: integer,
  date_modified: integer,
  date_paid: orNull(number),
  date_completed: orNull(number),
  discount_total: text,
  shipping_total: text,
  total: text,
  customer_id: number,
  order_key: text,
  billing: address,
  shipping: address,
  payment_method: text,
  payment_method_title: text,
  transaction_id: text,
  customer_ip_address: text,
  customer_user_agent: text,
  created_via: text,
  customer_note: text,
  cart_hash: text,
  meta_data: listOf(meta),
  line_items: listOf(lineItem),
  tax_lines: listOf(taxLine),
  shipping_lines: listOf(otherLine),
  fee_lines: listOf(otherLine),
  coupon_lines: listOf(otherLine),
  refunds: listOf(objectOf({ id: number, reason: text, total: text })),
});

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
    tax_lines: nothing,
    shipping_lines: nothing,
    fee_lines: nothing,
    coupon_lines: nothing,
    refunds: nothing,
  };
}

const nothing: readonly never[] = Object.freeze([]);
