import { type Address, addressNames } from '../../../data/address.ts';
import type { Data } from '../../../data/data.ts';
import type { Order } from '../../../data/order.ts';
import { FatalError } from '../../../php/fatal-error.ts';
import { isWpError, type WpError, wpError } from '../../../wordpress/error.ts';
import type { RestRequest } from '../../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import { needsPayment, orderStatuses } from '../../order-statuses.ts';
import { ordersAreInTables } from '../../order-storage.ts';
import { taxesOf } from '../../order-taxes.ts';
import type { Shop } from '../../shop.ts';
import { currencies } from '../currencies.ts';
import { changedMeta } from '../meta.ts';
import type { Params } from '../selection.ts';
import { asBoolean, asInteger, asList, asMoney, asObject, asText } from '../values.ts';
import type { Version } from '../view.ts';
import { applyCoupons, couponLinesBefore3 } from './discounts.ts';
import { lineItems, otherLines } from './lines.ts';
import { needsProcessing } from './processing.ts';
import { pricesIncludeTax, taxesAreOn } from './tax-rates.ts';
import { taxedLines } from './taxes.ts';

/** `WC_Order_Data_Store_CPT::update()`. */
const ofPost = ['status', 'parent_id', 'customer_note'] as const;

/** Texts that are taken over as they are sent. */
const texts = [
  'currency',
  'customer_note',
  'payment_method',
  'payment_method_title',
  'transaction_id',
  'created_via',
] as const;

const taxed = ['billing', 'shipping', 'line_items', 'shipping_lines', 'fee_lines', 'coupon_lines'];

/** An order with what was sent put into it, and its totals worked out anew. */
export function changedOrder(
  shop: Shop,
  order: Order,
  params: Params,
  request: RestRequest,
  version: Version,
): Order | WpError {
  const { data, profile } = shop;
  const now = request.context.site.now();
  const changed: Draft = { ...order };
  for (const name of texts) if (params.has(name)) changed[name] = asText(params.get(name), order[name]);
  if (version < 3) changed.created_via = order.created_via;
  // A batch checks nothing.
  if (params.has('currency') && !currencies.includes(changed.currency))
    return wpError('order_invalid_currency', 'Invalid currency code', 400);
  if (params.has('parent_id')) {
    changed.parent_id = asInteger(params.get('parent_id'));
    const isOwn = order.id !== 0 && changed.parent_id === order.id;
    if (changed.parent_id !== 0 && (isOwn || !data.orders.has(changed.parent_id)))
      return wpError('order_invalid_parent_id', 'Invalid parent ID', 400);
  }
  if (params.has('customer_id')) changed.customer_id = asInteger(params.get('customer_id'));
  const isNobody =
    params.has('customer_id') &&
    changed.customer_id !== 0 &&
    !request.context.site.users.get(changed.customer_id);
  const nobody = wpError('woocommerce_rest_invalid_customer_id', 'Customer ID is invalid.', 400);
  // In wc/v1 nobody looked for a customer who is put into an order that is there; since wc/v2 the lines come first.
  if (version === 1 && isNobody && (profile.newerFields || order.id === 0)) return nobody;
  changed.billing = changedAddress(order.billing, params.get('billing'));
  const customer = request.context.site.users.get(changed.customer_id);
  if (customer && changed.billing.email === '')
    changed.billing = { ...changed.billing, email: customer.email };
  changed.shipping = changedAddress(order.shipping, params.get('shipping'));
  // wc/v1 knows no meta data.
  if (version > 1) changed.meta_data = changedMeta(data, order.meta_data, params.get('meta_data'));
  const wrong = setLines(shop, changed, params, now, version);
  if (wrong) return wrong;
  if (version > 1 && isNobody) return nobody;
  if (order.id === 0) changed.prices_include_tax = pricesIncludeTax(data);
  // Taxes are worked out anew where something that they depend on was sent.
  if (order.id === 0 || taxed.some(name => params.has(name)))
    Object.assign(changed, taxedLines(data, changed));
  setTotals(changed);
  if (idsOfItems(order) !== idsOfItems(changed)) data.processing.delete(order.id);
  setStatus(data, changed, params, now, version);
  // What stands in the post changes its date, what stands beside it does not.
  const isOfPost = ordersAreInTables(data) || ofPost.some(name => changed[name] !== order[name]);
  if (order.id === 0 || isOfPost) changed.date_modified = now;
  return changed;
}

/** `save_items()`: what comes or goes lets an order forget whether it has to be processed. */
function idsOfItems(order: Order): string {
  const { line_items, fee_lines, shipping_lines, coupon_lines, tax_lines } = order;
  return [line_items, fee_lines, shipping_lines, coupon_lines, tax_lines]
    .flat()
    .map(({ id }) => id)
    .join();
}

/** `OrderStatus::PAYMENT_COMPLETE_STATUSES`. */
const payable = new Set(['on-hold', 'pending', 'failed', 'cancelled']);

type Draft = { -readonly [K in keyof Order]: Order[K] };

function setLines(
  shop: Shop,
  order: Draft,
  params: Params,
  now: number,
  version: Version,
): WpError | undefined {
  const { data } = shop;
  if (params.has('line_items')) {
    const lines = lineItems(shop, now, order.line_items, params.get('line_items'), version);
    if (isWpError(lines)) return lines;
    order.line_items = lines;
  }
  for (const [name, kind] of [
    ['shipping_lines', 'shipping'],
    ['fee_lines', 'fee'],
  ] as const) {
    if (!params.has(name)) continue;
    const lines = otherLines(shop, kind, order[name], params.get(name), version);
    if (isWpError(lines)) return lines;
    order[name] = lines;
  }
  if (taxed.some(name => params.has(name))) order.fee_lines = limitedFees(order);
  if (!versionAtLeast(shop.profile.woocommerce, '9.2'))
    order.fee_lines = withoutOpenFees(order, params.get('fee_lines'));
  else if (version > 1 && taxesAreOn(data) && sumOf(order.line_items) > 0) {
    // `WC_Order_Item_Fee::calculate_taxes()` takes what has no total for a discount.
    if (asList(params.get('fee_lines')).some(one => isOpen(asObject(one))))
      throw new FatalError('Unsupported operand types: string * float');
  }
  if (!params.has('coupon_lines')) return undefined;
  const sent = params.get('coupon_lines');
  if (version === 3) return applyCoupons(shop, order, sent, now);
  const lines = couponLinesBefore3(data, order.coupon_lines, sent);
  if (isWpError(lines)) return lines;
  order.coupon_lines = lines;
  return undefined;
}

/**
 * `WC_Abstract_Order::calculate_totals()` until 8.2: a fee without a total is below 0, `0 > ''`, and so takes off all that
 * there is; PHP dies of it where there is nothing.
 */
function withoutOpenFees(order: Draft, sent: unknown): Order['fee_lines'] {
  const open = new Set(
    asList(sent)
      .filter(one => isOpen(asObject(one)))
      .map(one => asText(asObject(one).name)),
  );
  let all = sumOf(order.line_items) + sumOf(order.shipping_lines);
  return order.fee_lines.map(fee => {
    const isNew = open.has(fee.name) && Number(fee.total) === 0;
    if (isNew && all <= 0) throw new FatalError('Unsupported operand types: int + string');
    const total = isNew ? asMoney(String(-all)) : fee.total;
    all += Number(total);
    return { ...fee, total };
  });
}

/** `WC_Abstract_Order::calculate_totals()`: a fee below 0 takes off no more than what stands before it. */
function limitedFees(order: Draft): Order['fee_lines'] {
  let all = sumOf(order.line_items) + sumOf(order.shipping_lines);
  return order.fee_lines.map(fee => {
    const isTooMuch = Number(fee.total) < -all && all > 0;
    const total = isTooMuch ? asMoney(String(-all)) : fee.total;
    all += Number(total);
    return { ...fee, total };
  });
}

function isOpen({ id, total }: Readonly<Record<string, unknown>>): boolean {
  return asInteger(id) === 0 && (total ?? '') === '';
}

function sumOf(lines: readonly { readonly total: string }[]): number {
  return lines.reduce((total, line) => total + Number(line.total), 0);
}

function setStatus(data: Data, order: Draft, params: Params, now: number, version: Version): void {
  const status = params.get('status');
  const wanted = typeof status === 'string' ? status.replace(/^wc-/, '') : '';
  // A batch checks nothing: a status that there is not is left out.
  if (orderStatuses.includes(wanted)) order.status = wanted;
  // wc/v1 writes an order before its lines: it has none yet when it is looked at.
  const isEmpty = version === 1 && order.id === 0;
  const paidAs = isEmpty ? 'completed' : statusOfPaid(data, order);
  // One that is there is paid only if there is something to pay, and none in a status that waits for nothing.
  const isPaid =
    asBoolean(params.get('set_paid')) && (order.id === 0 || needsPayment(order)) && payable.has(order.status);
  if (isPaid) order.status = statusOfPaid(data, order);
  const isPassed = order.status === paidAs || (paidAs === 'processing' && order.status === 'completed');
  // Whoever says nothing of the status is not asked whether it is that of a paid order.
  if (isPaid || (isPassed && params.has('status'))) order.date_paid ??= now;
  if (order.status === 'completed') order.date_completed ??= now;
}

/** The status of an order that is paid: what is paid on delivery is done with then. */
function statusOfPaid(data: Data, order: Draft): 'processing' | 'completed' {
  return order.payment_method !== 'cod' && needsProcessing(data, order) ? 'processing' : 'completed';
}

function setTotals(order: Draft): void {
  const subtotal = order.line_items.reduce((total, line) => total + Number(line.subtotal), 0);
  order.shipping_total = asMoney(String(sumOf(order.shipping_lines)));
  // What the lines cost less than they would.
  order.discount_total = asMoney(String(Math.max(0, subtotal - sumOf(order.line_items))));
  order.total = asMoney(
    String(
      sumOf(order.line_items) + sumOf(order.fee_lines) + sumOf(order.shipping_lines) + taxesOf(order).all,
    ),
  );
}

export function changedAddress(address: Address, sent: unknown): Address {
  const fields = asObject(sent);
  const changed: { -readonly [K in keyof Address]: Address[K] } = { ...address };
  for (const name of addressNames) if (name in fields) changed[name] = asText(fields[name]);
  return changed;
}
