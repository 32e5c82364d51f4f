import type { Address, Meta } from '../../../data/address.ts';
import type { Data } from '../../../data/data.ts';
import type { LineItem, LineTax, Order, OtherLine, TaxLine } from '../../../data/order.ts';
import type { Refund } from '../../../data/others.ts';
import { dateText } from '../../../wordpress/formatting/dates.ts';
import { needsPayment } from '../../order-statuses.ts';
import { subtotalTaxOf, taxesOf, taxOf } from '../../order-taxes.ts';
import { currencySymbol } from '../currencies.ts';
import { shows } from '../members.ts';
import { asMoney } from '../values.ts';
import { links, type RecordObject, routeUrl, shopUrl, type View } from '../view.ts';
import { needsProcessing } from './processing.ts';

/** An order as the samples of each version show it; the order of the keys is theirs. */
export function showOrder(data: Sold, order: Order, view: View): RecordObject {
  return view.version === 1 ? showV1(data, order, view) : showLater(data, order, view);
}

/** Where what was sold is looked for: an item tells the number of its product as long as that is there. */
export type Sold = Pick<Data, 'products' | 'variations' | 'processing'>;

function isThere({ products, variations }: Sold, item: LineItem): boolean {
  if (item.variation_id > 0) return variations.has(item.variation_id);
  return item.product_id > 0 && products.has(item.product_id);
}

function showLater(data: Sold, order: Order, view: View): RecordObject {
  const amount = (value: string) => asMoney(value, view.decimals);
  return {
    id: order.id,
    parent_id: order.parent_id,
    status: order.status,
    currency: order.currency,
    version: order.version,
    prices_include_tax: order.prices_include_tax,
    date_created: dateText(order.date_created),
    date_modified: dateText(order.date_modified),
    ...totals(order, amount),
    ...(view.namespace === 'wc-analytics' ? { total_formatted: formatted(order, view) } : {}),
    customer_id: order.customer_id,
    order_key: order.order_key,
    billing: billing(order.billing),
    shipping: shipping(order.shipping),
    ...payment(order),
    date_completed: dateText(order.date_completed),
    date_paid: dateText(order.date_paid),
    cart_hash: order.cart_hash,
    number: String(order.id),
    meta_data: order.meta_data,
    line_items: order.line_items.map(item => lineItem(item, isThere(data, item), view, amount)),
    tax_lines: order.tax_lines.map(line => ({ ...taxLine(line, amount), meta_data: [] })),
    shipping_lines: order.shipping_lines.map(line => shippingLine(line, view, amount)),
    fee_lines: order.fee_lines.map(line => feeLine(line, amount)),
    coupon_lines: order.coupon_lines.map(line => couponLine(line, view)),
    refunds: order.refunds.map(one => ({ ...one, total: below(one.total, amount) })),
    ...(view.profile.orderDrafts && view.namespace !== 'wc-analytics' ? payable(data, order, view) : {}),
    date_created_gmt: dateText(order.date_created),
    date_modified_gmt: dateText(order.date_modified),
    date_completed_gmt: dateText(order.date_completed),
    date_paid_gmt: dateText(order.date_paid),
    currency_symbol: currencySymbol(order.currency, view.profile),
    _links: orderLinks(order, view),
  };
}

function showV1(data: Sold, order: Order, view: View): RecordObject {
  const amount = (value: string) => asMoney(value, view.decimals);
  return {
    id: order.id,
    parent_id: order.parent_id,
    status: order.status,
    order_key: order.order_key,
    number: String(order.id),
    currency: order.currency,
    version: order.version,
    prices_include_tax: order.prices_include_tax,
    date_created: dateText(order.date_created),
    date_modified: dateText(order.date_modified),
    customer_id: order.customer_id,
    ...totals(order, amount),
    billing: billing(order.billing),
    shipping: shipping(order.shipping),
    ...payment(order),
    date_completed: dateText(order.date_completed),
    date_paid: dateText(order.date_paid),
    cart_hash: order.cart_hash,
    line_items: order.line_items.map(item => lineItemV1(item, isThere(data, item), amount)),
    tax_lines: order.tax_lines.map(line => taxLineV1(line, amount)),
    shipping_lines: order.shipping_lines.map(line => shippingLineV1(line, view, amount)),
    fee_lines: order.fee_lines.map(line => ({ ...feeLineV1(line, amount), tax_status: 'taxable' })),
    coupon_lines: order.coupon_lines.map(line => couponLineV1(line, amount)),
    refunds: order.refunds.map(({ id, reason, total }) => ({
      id,
      refund: reason,
      total: below(total, amount),
    })),
    _links: orderLinks(order, view),
  };
}

/** What orders have not had in 5.8 (wc-5.8: nonce.004). */
function payable(data: Sold, order: Order, view: View): RecordObject {
  return {
    payment_url: shopUrl(view, `/checkout/order-pay/${order.id}/?pay_for_order=true&key=${order.order_key}`),
    is_editable: ['pending', 'on-hold', 'auto-draft'].includes(order.status),
    needs_payment: needsPayment(order),
    needs_processing: needsProcessing(data, order),
  };
}

/** What the dashboard shows in a list, in the place of what a client asks to be paid. */
function formatted({ total, currency }: Order, { decimals, profile }: View): string {
  return `${currencySymbol(currency, profile)}${asMoney(total, decimals)}`;
}

type Amount = (value: string) => string;

/** A sign stands before what is paid back, whatever that is. */
function below(total: string, amount: Amount): string {
  return `-${amount(total.replace('-', ''))}`;
}

function taxLine({ rate_percent, ...line }: TaxLine, amount: Amount): RecordObject {
  return {
    id: line.id,
    rate_code: line.rate_code,
    rate_id: line.rate_id,
    label: line.label,
    compound: line.compound,
    tax_total: amount(line.tax_total),
    shipping_tax_total: amount(line.shipping_tax_total),
    rate_percent,
  };
}

function taxLineV1(line: TaxLine, amount: Amount): RecordObject {
  const { rate_percent: _, ...shown } = taxLine(line, amount);
  return shown;
}

function lineTaxes(taxes: readonly LineTax[], amount: Amount): RecordObject[] {
  const shown = (value: string) => (value === '' ? '' : amount(value));
  return taxes.map(({ rate_id: id, total, subtotal }) => ({
    id,
    total: shown(total),
    subtotal: shown(subtotal),
  }));
}

/** v1 shows them as they are kept, without zeros at the end. */
function lineTaxesV1(taxes: readonly LineTax[]): RecordObject[] {
  return taxes.map(({ rate_id: id, total, subtotal }) => ({
    id,
    total: bare(total),
    subtotal: bare(subtotal),
  }));
}

function bare(amount: string): string {
  return amount === '' ? '' : String(Number(amount));
}

function totals(order: Order, amount: Amount): RecordObject {
  const taxes = taxesOf(order);
  return {
    discount_total: amount(order.discount_total),
    discount_tax: amount(String(taxes.discount)),
    shipping_total: amount(order.shipping_total),
    shipping_tax: amount(String(taxes.shipping)),
    cart_tax: amount(String(taxes.cart)),
    total: amount(order.total),
    total_tax: amount(String(taxes.all)),
  };
}

function payment(order: Order): RecordObject {
  return {
    payment_method: order.payment_method,
    payment_method_title: order.payment_method_title,
    transaction_id: order.transaction_id,
    customer_ip_address: order.customer_ip_address,
    customer_user_agent: order.customer_user_agent,
    created_via: order.created_via,
    customer_note: order.customer_note,
  };
}

function billing(address: Address): RecordObject {
  return { ...address };
}

function shipping({ email: _, ...address }: Address): RecordObject {
  return address;
}

/** The lines of a refund. */
export function shownLines(data: Sold, refund: Refund, view: View): RecordObject {
  const amount = (value: string) => asMoney(value, view.decimals);
  const { line_items, shipping_lines, fee_lines } = refund;
  if (view.version === 1)
    return { line_items: line_items.map(item => lineItemV1(item, isThere(data, item), amount)) };
  return {
    line_items: line_items.map(item => lineItem(item, isThere(data, item), view, amount)),
    shipping_lines: shipping_lines.map(line => shippingLine(line, view, amount)),
    tax_lines: [],
    fee_lines: fee_lines.map(line => feeLine(line, amount)),
  };
}

function lineItem(item: LineItem, isThere: boolean, view: View, amount: Amount): RecordObject {
  return {
    id: item.id,
    name: item.name,
    product_id: item.product_id,
    variation_id: item.variation_id,
    quantity: item.quantity,
    tax_class: item.tax_class,
    subtotal: amount(item.subtotal),
    subtotal_tax: amount(String(subtotalTaxOf(item))),
    total: amount(item.total),
    total_tax: amount(String(taxOf(item))),
    taxes: lineTaxes(item.taxes, amount),
    meta_data: item.meta_data.map(meta => itemMeta(meta, item.choices)),
    // A product that is not there has none of these.
    sku: isThere ? item.sku : null,
    ...(view.profile.newerFields ? { global_unique_id: isThere ? item.global_unique_id : null } : {}),
    price: item.price,
    ...(shows(view.profile, 'line_item.image')
      ? { image: { id: !isThere || item.variation_id > 0 ? 0 : '', src: '' } }
      : {}),
    parent_name: item.parent_name,
  };
}

function lineItemV1(item: LineItem, isThere: boolean, amount: Amount): RecordObject {
  return {
    id: item.id,
    name: item.name,
    sku: isThere ? item.sku : null,
    product_id: item.product_id,
    variation_id: item.variation_id,
    quantity: item.quantity,
    tax_class: item.tax_class,
    price: amount(String(item.price)),
    subtotal: amount(item.subtotal),
    subtotal_tax: amount(String(subtotalTaxOf(item))),
    total: amount(item.total),
    total_tax: amount(String(taxOf(item))),
    taxes: lineTaxesV1(item.taxes),
    meta: item.meta_data.filter(isShown).map(({ key, value }) => {
      const choice = item.choices.find(one => one.key === key);
      return { key, label: choice?.label ?? key, value: choice?.value ?? value };
    }),
  };
}

/** wc/v1 hides what begins with an underscore, and what is no text. */
function isShown({ key, value }: Meta): boolean {
  return !key.startsWith('_') && value !== '' && typeof value !== 'object';
}

/** Meta data of an item, with what people read of its key and its value. */
function itemMeta(meta: Meta, choices: LineItem['choices'] = []): RecordObject {
  const choice = choices.find(({ key }) => key === meta.key);
  return { ...meta, display_key: choice?.label ?? meta.key, display_value: choice?.value ?? meta.value };
}

function shippingLineV1(line: OtherLine, { profile }: View, amount: Amount): RecordObject {
  return {
    id: line.id,
    method_title: line.name,
    method_id: line.method_id,
    total: amount(line.total),
    total_tax: profile.newerFields && line.taxes.length === 0 ? '' : amount(String(taxOf(line))),
    taxes: line.taxes.map(({ rate_id: id, total }) => ({ id, total: bare(total) })),
  };
}

function shippingLine(line: OtherLine, view: View, amount: Amount): RecordObject {
  return {
    id: line.id,
    method_title: line.name,
    method_id: line.method_id,
    instance_id: line.instance_id,
    total: amount(line.total),
    total_tax: amount(String(taxOf(line))),
    taxes: lineTaxes(line.taxes, amount),
    ...(view.profile.newerFields ? { tax_status: line.tax_status } : {}),
    meta_data: line.meta_data.map(meta => itemMeta(meta)),
  };
}

function feeLineV1(line: OtherLine, amount: Amount): RecordObject {
  const { amount: _amount, meta_data: _meta, ...shown } = feeLine(line, amount);
  return { ...shown, taxes: lineTaxesV1(line.taxes) };
}

function feeLine(line: OtherLine, amount: Amount): RecordObject {
  return {
    id: line.id,
    name: line.name,
    tax_class: line.tax_class,
    tax_status: line.tax_status,
    // It is kept for fees that somebody has put in by hand alone.
    amount: '',
    total: amount(line.total),
    total_tax: amount(String(taxOf(line))),
    taxes: lineTaxes(line.taxes, amount),
    meta_data: line.meta_data.map(meta => itemMeta(meta)),
  };
}

function couponLineV1(line: OtherLine, amount: Amount): RecordObject {
  return {
    id: line.id,
    code: line.name,
    discount: amount(line.total),
    discount_tax: amount(String(taxOf(line))),
  };
}

/** Its amounts are not rounded, and what the coupon was is read from its meta data. */
function couponLine(line: OtherLine, view: View): RecordObject {
  const info = line.meta_data.find(({ key }) => key === 'coupon_info')?.value;
  const [, , type, nominal] = typeof info === 'string' ? JSON.parse(info) : [];
  return {
    id: line.id,
    code: line.name,
    discount: String(Number(line.total)),
    discount_tax: String(taxOf(line)),
    meta_data: line.meta_data.map(meta => itemMeta(meta)),
    ...(shows(view.profile, 'coupon_line.discount_type')
      ? { discount_type: type ?? 'fixed_cart', nominal_amount: nominal ?? 0, free_shipping: false }
      : {}),
  };
}

function orderLinks(order: Order, view: View): RecordObject {
  const more: RecordObject = {};
  if (view.profile.newerFields && view.version > 1) {
    more.email_templates = [
      { embeddable: true, href: routeUrl(view, `orders/${order.id}/actions/email_templates`) },
    ];
  }
  if (order.customer_id > 0) {
    more.customer = [{ href: routeUrl(view, `customers/${order.customer_id}`) }];
  }
  if (order.parent_id > 0) more.up = [{ href: routeUrl(view, `orders/${order.parent_id}`) }];
  return links(view, 'orders', order.id, more);
}
