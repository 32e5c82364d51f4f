import type { Meta } from '../../../data/address.ts';
import { emptyProfile } from '../../../data/customer.ts';
import type { Data } from '../../../data/data.ts';
import type { Order } from '../../../data/order.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import { orderStatusName } from '../../order-statuses.ts';
import type { Profile } from '../../profiles.ts';
import type { Shop } from '../../shop.ts';
import { reduceStock, restoreStock } from './stock.ts';

/**
 * What follows from an order's new status: stock is taken or put back, notes say so, coupons count their use and
 * products their sales.
 * @param isEmpty whether it has no lines yet: wc/v1 writes an order before them
 * @returns the order as it is to be kept
 */
export async function followUp(
  { data, profile }: Shop,
  before: Order,
  after: Order,
  isEmpty = false,
): Promise<Order> {
  const notes: string[] = [];
  const order = await restoreStock(data, await reduceStock(data, after, notes), notes);
  if (order.status !== before.status && order.status !== 'checkout-draft' && order.status !== 'trash') {
    if (order.status === 'refunded') notes.push(refundedByHand);
    const [from, to] = [before.status, order.status].map(orderStatusName);
    notes.push(`Order status changed from ${from} to ${to}.`);
  }
  for (const note of notes) {
    await data.orderNotes.add({
      id: data.nextId(),
      date_created: order.date_modified,
      order_id: order.id,
      author: 'WooCommerce',
      note,
      customer_note: false,
      is_trashed: false,
    });
  }
  await wasActive(data, before, order);
  await countUse(data, before, order);
  await countSales(data, before, order);
  await hasPaid(data, before, order);
  const told = withMail(data, profile, order);
  const isBack = order.status === 'refunded' && before.status !== 'refunded' && !isEmpty;
  return isBack ? refunded(data, profile, told) : told;
}

const day = 24 * 60 * 60;

/** `wc_update_user_last_active()`: whoever gets an order was there on the day on which it was made. */
async function wasActive(data: Data, before: Order, { customer_id, date_modified }: Order): Promise<void> {
  const isNew = before.customer_id !== customer_id || before.status === 'auto-draft';
  if (customer_id === 0 || !isNew) return;
  const known = data.customers.get(customer_id);
  const profile = known ?? emptyProfile(customer_id);
  const others = profile.meta_data.filter(({ key }) => key !== lastActive);
  const old = profile.meta_data.find(({ key }) => key === lastActive);
  const row = {
    id: old?.id ?? data.nextId(),
    key: lastActive,
    value: String(date_modified - (date_modified % day)),
  };
  const after = { ...profile, meta_data: [...others, row] };
  await (known ? data.customers.replace(after) : data.customers.add(after));
}

/** `wc_paying_customer()`. */
async function hasPaid(
  data: Data,
  before: Order,
  { status, customer_id, date_modified }: Order,
): Promise<void> {
  if (status !== 'completed' || before.status === status || customer_id === 0) return;
  const known = data.customers.get(customer_id);
  const after = { ...(known ?? emptyProfile(customer_id)), is_paying_customer: true, date_modified };
  await (known ? data.customers.replace(after) : data.customers.add(after));
}

const lastActive = 'wc_last_active';

const mailSent = '_new_order_email_sent';

/** Until 6.6 an order shows among its meta data that the shop was sent an e-mail about it. */
function withMail(data: Data, { woocommerce }: Profile, order: Order): Order {
  if (versionAtLeast(woocommerce, '7.8') || !selling.includes(order.status)) return order;
  if (order.meta_data.some(({ key }) => key === mailSent)) return order;
  const sent = { id: data.nextId(), key: mailSent, value: 'true' };
  return { ...order, meta_data: [...order.meta_data, sent] };
}

/** `wc_order_fully_refunded()`: what was not paid back yet is. */
async function refunded(data: Data, profile: Profile, order: Order): Promise<Order> {
  const back = order.refunds.reduce((sum, { total }) => sum - Number(total), 0);
  const amount = (Number(order.total) - back).toFixed(2);
  if (Number(amount) <= 0) return order;
  const { id, reason } = await data.refunds.add({
    id: data.nextPostId(),
    date_created: order.date_modified,
    order_id: order.id,
    amount,
    reason: 'Order fully refunded.',
    refunded_by: 0,
    refunded_payment: false,
    meta_data: refundMeta(data, profile, 'full'),
    ...noLines,
  });
  return { ...order, refunds: [{ id, reason, total: `-${amount}` }, ...order.refunds] };
}

/** Of a refund of an amount alone. */
export const noLines = { line_items: [], shipping_lines: [], fee_lines: [] } as const;

/** Since 10.5 a refund tells whether it was of all that was left. */
export function refundMeta(data: Data, { newerFields }: Profile, value: 'full' | 'partial'): Meta[] {
  return newerFields ? [{ id: data.nextId(), key: '_refund_type', value }] : [];
}

const refundedByHand =
  'Order status set to refunded. To return funds to the customer you will need to issue a refund through your payment gateway.';

/** `wc_update_coupon_usage_counts()`: an order that is cancelled gives its coupons back. */
async function countUse(data: Data, before: Order, after: Order): Promise<void> {
  const used = (order: Order) =>
    order.status === 'cancelled' ? [] : order.coupon_lines.map(({ name }) => name);
  const [then, now] = [used(before), used(after)];
  const by = after.customer_id > 0 ? String(after.customer_id) : after.billing.email;
  for (const code of new Set([...then, ...now])) {
    const more = Number(now.includes(code)) - Number(then.includes(code));
    const coupon = data.coupons.having('code', code)[0];
    if (more === 0 || !coupon) continue;
    const others = coupon.used_by.filter((_, index) => index !== coupon.used_by.indexOf(by));
    const used_by = more > 0 ? (by === '' ? coupon.used_by : [...coupon.used_by, by]) : others;
    await data.coupons.replace({ ...coupon, usage_count: Math.max(0, coupon.usage_count + more), used_by });
  }
}

const selling: readonly string[] = ['processing', 'completed', 'on-hold'];

/** `wc_update_total_sales_counts()`: once for each order, when it is first paid or waits for its payment. */
async function countSales(data: Data, before: Order, after: Order): Promise<void> {
  if (selling.includes(before.status) || !selling.includes(after.status)) return;
  for (const { product_id, quantity } of after.line_items) {
    const product = data.products.get(product_id);
    if (product) await data.products.replace({ ...product, total_sales: product.total_sales + quantity });
  }
}
