import type { Refund } from '../../../data/others.ts';
import { FatalError } from '../../../php/fatal-error.ts';
import { absint } from '../../../wordpress/absint.ts';
import { noLines } from '../../resources/orders/follow-up.ts';
import { refusedToCreate, validatePost } from '../access.ts';
import { LegacyError } from '../error.ts';
import { decimal, formatDate } from '../format.ts';
import type { LegacyCall, LegacyResult, LegacyRoute } from '../route.ts';
import { bodyOf, clean } from './collection.ts';
import { findOfOrder, routesOfOrder } from './of-order.ts';

/** `/orders/<order_id>/refunds` of v2 and v3. */
export const orderRefundRoutes: readonly LegacyRoute[] = routesOfOrder('refunds', {
  list,
  create,
  read,
  edit,
  remove,
});

function refundRecord({ id, date_created, amount, reason }: Refund): Record<string, unknown> {
  return { id, created_at: formatDate(date_created), amount: decimal(amount), reason, line_items: [] };
}

function list(call: LegacyCall): LegacyResult {
  const id = validatePost(call.shop, call.request, call.arg('order_id'), 'shop_order', 'read');
  if (id instanceof LegacyError) return id;
  return { order_refunds: call.shop.data.refunds.having('order_id', id).reverse().map(refundRecord) };
}

/** Nobody looks whether the order is there, or what became of the refund: PHP dies of what is neither. */
async function create(call: LegacyCall): Promise<LegacyResult> {
  const data = bodyOf(call.data, 'order_refund', 'create');
  if (data instanceof LegacyError) return data;
  const { shop, request } = call;
  const refused = refusedToCreate(shop, request, 'shop_order');
  if (refused) return refused;
  const orderId = absint(call.arg('order_id'));
  if (orderId === 0) return new LegacyError('woocommerce_api_invalid_order_id', 'Order ID is invalid', 400);
  const sent = clean(data.amount);
  const invalid = (message: string) => new LegacyError('woocommerce_api_invalid_order_refund', message, 400);
  if (sent === '') return invalid('Refund amount is required.');
  if (Number(sent) < 0) return invalid('Refund amount must be positive.');
  const order = shop.data.orders.get(orderId);
  const before = order?.refunds.reduce((sum, { total }) => sum - Number(total), 0) ?? 0;
  const amount = Number(sent);
  if (!order || !Number.isFinite(amount) || amount > Number(order.total) - before)
    throw new FatalError('Call to undefined method WP_Error::get_id()');
  const refund = await shop.data.refunds.add({
    id: shop.data.nextPostId(),
    date_created: request.context.site.now(),
    order_id: orderId,
    amount: decimal(amount),
    reason: clean(data.reason),
    refunded_by: request.context.userId,
    refunded_payment: false,
    meta_data: [],
    ...noLines,
  });
  await shop.data.orders.replace({
    ...order,
    refunds: [{ id: refund.id, reason: refund.reason, total: `-${refund.amount}` }, ...order.refunds],
    status: before + amount >= Number(order.total) ? 'refunded' : order.status,
  });
  call.status = 201;
  return { order_refund: refundRecord(refund) };
}

function read(call: LegacyCall): LegacyResult {
  const found = findRefund(call, 'read');
  return found instanceof LegacyError ? found : { order_refund: refundRecord(found.record) };
}

/** What it can change of a refund it writes elsewhere: the refund stays as it was. */
function edit(call: LegacyCall): LegacyResult {
  const data = bodyOf(call.data, 'order_refund', 'edit');
  if (data instanceof LegacyError) return data;
  const found = findRefund(call, 'edit');
  return found instanceof LegacyError ? found : { order_refund: refundRecord(found.record) };
}

async function remove(call: LegacyCall): Promise<LegacyResult> {
  const found = findRefund(call, 'delete');
  if (found instanceof LegacyError) return found;
  const { data } = call.shop;
  data.refunds.remove(found.record.id);
  const order = data.orders.get(found.record.order_id);
  if (order) {
    const left = order.refunds.filter(({ id }) => id !== found.record.id);
    await data.orders.replace({ ...order, refunds: left });
  }
  return { message: 'Permanently deleted refund' };
}

const findRefund = (call: LegacyCall, doing: 'read' | 'edit' | 'delete') =>
  findOfOrder(call, doing, { records: call.shop.data.refunds, name: 'order refund', stop: '.' });
