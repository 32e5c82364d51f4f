import { type Address, addressNames, type Meta } from '../../../data/address.ts';
import type { Data } from '../../../data/data.ts';
import type { LineItem, Order, OtherLine } from '../../../data/order.ts';
import { type WpError, wpError } from '../../../wordpress/error.ts';
import type { RestRequest } from '../../../wordpress/rest/route.ts';
import { changedMeta } from '../meta.ts';
import type { Params } from '../selection.ts';
import { boolean, integer, list, money, object, text } from '../values.ts';

/** Texts that are taken over as they are sent. */
const texts = [
  'currency',
  'customer_note',
  'payment_method',
  'payment_method_title',
  'transaction_id',
  'created_via',
] as const;
const paidStatuses = ['processing', 'completed'];

/** An order with what was sent put into it, and its totals worked out anew. */
export function changedOrder(
  data: Data,
  order: Order,
  params: Params,
  request: RestRequest,
): Order | WpError {
  const now = request.context.site.now();
  const changed: { -readonly [K in keyof Order]: Order[K] } = { ...order, date_modified: now };
  for (const name of texts) if (params.has(name)) changed[name] = text(params.get(name), order[name]);
  if (params.has('parent_id')) changed.parent_id = integer(params.get('parent_id'));
  if (params.has('customer_id')) {
    changed.customer_id = integer(params.get('customer_id'));
    if (changed.customer_id !== 0 && !request.context.site.users.get(changed.customer_id)) {
      return wpError('woocommerce_rest_invalid_customer_id', 'Customer ID is invalid.', 400);
    }
  }
  changed.billing = changedAddress(order.billing, params.get('billing'));
  changed.shipping = changedAddress(order.shipping, params.get('shipping'));
  changed.meta_data = changedMeta(data, order.meta_data, params.get('meta_data'));
  if (params.has('line_items'))
    changed.line_items = lineItems(data, order.line_items, params.get('line_items'));
  if (params.has('shipping_lines')) {
    changed.shipping_lines = otherLines(
      data,
      order.shipping_lines,
      params.get('shipping_lines'),
      'method_title',
    );
  }
  if (params.has('fee_lines')) {
    changed.fee_lines = otherLines(data, order.fee_lines, params.get('fee_lines'), 'name');
  }
  if (params.has('coupon_lines')) {
    changed.coupon_lines = otherLines(data, [], params.get('coupon_lines'), 'code');
  }
  setTotals(changed);
  setStatus(changed, params, now);
  return changed;
}

function setStatus(order: { -readonly [K in keyof Order]: Order[K] }, params: Params, now: number): void {
  const status = params.get('status');
  if (typeof status === 'string' && status !== '') order.status = status.replace(/^wc-/, '');
  if (boolean(params.get('set_paid')) && !paidStatuses.includes(order.status)) order.status = 'processing';
  if (paidStatuses.includes(order.status)) order.date_paid ??= now;
  order.date_completed = order.status === 'completed' ? (order.date_completed ?? now) : null;
}

function setTotals(order: { -readonly [K in keyof Order]: Order[K] }): void {
  const sum = (lines: readonly { readonly total: string }[]) =>
    lines.reduce((total, line) => total + Number(line.total), 0);
  order.shipping_total = money(String(sum(order.shipping_lines)));
  order.discount_total = money(String(sum(order.coupon_lines)));
  const goods = sum(order.line_items) + sum(order.fee_lines) + sum(order.shipping_lines);
  order.total = money(String(goods - sum(order.coupon_lines)));
}

export function changedAddress(address: Address, sent: unknown): Address {
  const fields = object(sent);
  const changed: { -readonly [K in keyof Address]: Address[K] } = { ...address };
  for (const name of addressNames) if (name in fields) changed[name] = text(fields[name]);
  return changed;
}

/** Lines with an id are changed, those without are added, and those set to null are taken out. */
function lineItems(data: Data, before: readonly LineItem[], sent: unknown): LineItem[] {
  const lines = new Map(before.map(line => [line.id, line]));
  for (const one of list(sent)) {
    const fields = object(one);
    const old = lines.get(integer(fields.id));
    if (old && (fields.product_id === null || fields.quantity === 0)) {
      lines.delete(old.id);
      continue;
    }
    const line = lineItem(data, old, fields);
    lines.set(line.id, line);
  }
  return [...lines.values()];
}

function lineItem(
  data: Data,
  old: LineItem | undefined,
  fields: Readonly<Record<string, unknown>>,
): LineItem {
  const product =
    data.variations.get(integer(fields.variation_id)) ??
    data.products.get(integer(fields.product_id, old?.product_id)) ??
    (typeof fields.sku === 'string' && fields.sku !== ''
      ? data.products.having('sku', fields.sku)[0]
      : undefined);
  const quantity = 'quantity' in fields ? integer(fields.quantity) : (old?.quantity ?? 1);
  const price = Number(product?.sale_price || product?.regular_price || old?.price || 0);
  const subtotal = 'subtotal' in fields ? money(fields.subtotal) : money(String(price * quantity));
  const total = 'total' in fields ? money(fields.total) : subtotal;
  return {
    id: old?.id ?? data.nextId(),
    name: text(fields.name, product?.name ?? old?.name ?? ''),
    product_id: product?.parent_id || product?.id || 0,
    variation_id: integer(fields.variation_id),
    quantity,
    tax_class: text(fields.tax_class, old?.tax_class),
    subtotal,
    total,
    sku: product?.sku ?? '',
    price: quantity === 0 ? 0 : Number(total) / quantity,
    meta_data: changedMeta(data, old?.meta_data ?? [], fields.meta_data),
  };
}

function otherLines(data: Data, before: readonly OtherLine[], sent: unknown, nameField: string): OtherLine[] {
  const lines = new Map(before.map(line => [line.id, line]));
  for (const one of list(sent)) {
    const fields = object(one);
    const old = lines.get(integer(fields.id));
    if (old && fields[nameField] === null) {
      lines.delete(old.id);
      continue;
    }
    const line: OtherLine = {
      id: old?.id ?? data.nextId(),
      name: text(fields[nameField], old?.name),
      method_id: text(fields.method_id, old?.method_id),
      instance_id: text(fields.instance_id, old?.instance_id),
      tax_class: text(fields.tax_class, old?.tax_class),
      tax_status: text(fields.tax_status, old?.tax_status ?? 'taxable'),
      total: nameField === 'code' ? couponDiscount(data, fields) : money(fields.total ?? old?.total),
      meta_data: changedMeta(data, old?.meta_data ?? ([] as Meta[]), fields.meta_data),
    };
    lines.set(line.id, line);
  }
  return [...lines.values()];
}

function couponDiscount(data: Data, fields: Readonly<Record<string, unknown>>): string {
  const code = text(fields.code).toLowerCase();
  return data.coupons.findFirst(query => query.where({ code }))?.amount ?? '0.00';
}
