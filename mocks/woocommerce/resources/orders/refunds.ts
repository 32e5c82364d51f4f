import type { Refund } from '../../../data/others.ts';
import { wpError } from '../../../wordpress/error.ts';
import type { RestRoute } from '../../../wordpress/rest/route.ts';
import type { Shop } from '../../shop.ts';
import { parentArgs, postArgs } from '../collection-args.ts';
import { crudRoutes } from '../crud.ts';
import { dateText } from '../dates.ts';
import { missingPost, permitPost } from '../posts.ts';
import { Rendered } from '../rendered.ts';
import { field, type ItemSchema, metaData, shown } from '../schema.ts';
import { type Params, postTests, select } from '../selection.ts';
import { integer, money, text } from '../values.ts';
import { type JsonObject, links, routeUrl, type Version, type View } from '../view.ts';

const schema: ItemSchema = {
  title: 'shop_order_refund',
  properties: {
    id: shown('integer'),
    date_created: shown('date-time'),
    date_created_gmt: shown('date-time'),
    amount: field('string'),
    reason: field('string'),
    refunded_by: field('integer'),
    refunded_payment: shown('boolean'),
    meta_data: metaData,
    api_refund: field('boolean', { context: ['edit'], default: true }),
  },
};

/** `…/orders/22/refunds`. A refund is taken off the order at once; nothing is paid back by a gateway. */
export function refundRoutes(shop: Shop, version: Version): RestRoute[] {
  const { data, profile } = shop;
  const orderOf = (params: Params) => integer(params.get('order_id'));
  return crudRoutes<Refund>({
    version,
    profile,
    pattern: 'orders/(?P<order_id>[\\d]+)/refunds',
    base: params => `orders/${orderOf(params)}/refunds`,
    schema,
    rendered: new Rendered(data.refunds, showRefund),
    listArgs: { ...postArgs(version), ...parentArgs, dp: { default: 2, type: 'integer', required: false } },
    hasBatch: false,
    canChange: false,
    // The order is not looked for: the list of one that is not there is empty (missing.v1.004, missing.049).
    permit: (request, action, id) =>
      permitPost(
        request,
        'shop_order',
        action,
        id !== undefined && profile.missingOrdersFirst ? data.refunds.has(id) : undefined,
      ),
    find: (id, params) => {
      const refund = data.refunds.get(id);
      return refund?.order_id === orderOf(params) ? refund : undefined;
    },
    missing: action => missingPost('shop_order_refund', action, version),
    list: params =>
      select(data.refunds, params, [
        refund => refund.order_id === orderOf(params),
        ...postTests<Refund>(params),
      ]),
    create: async (params, request) => {
      const order = data.orders.get(orderOf(params));
      if (!order)
        return version === 1
          ? wpError('woocommerce_rest_invalid_order', 'Order is invalid', 500)
          : wpError('woocommerce_rest_invalid_order_id', 'Invalid order ID.', 500);
      const amount = Number(text(params.get('amount')));
      if (!(amount > 0)) {
        const message = 'Refund amount must be greater than zero.';
        return wpError('woocommerce_rest_invalid_order_refund', message, 400);
      }
      const before = order.refunds.reduce((sum, refund) => sum - Number(refund.total), 0);
      if (amount > Number(order.total) - before) {
        return wpError('woocommerce_rest_cannot_create_order_refund', 'Invalid refund amount.', 500);
      }
      const refund = await data.refunds.add({
        id: data.nextPostId(),
        date_created: request.context.site.now(),
        order_id: order.id,
        amount: money(String(amount)),
        reason: text(params.get('reason')),
        refunded_by: integer(params.get('refunded_by')) || request.context.userId,
        refunded_payment: false,
      });
      await data.orders.replace({
        ...order,
        refunds: [...order.refunds, { id: refund.id, reason: refund.reason, total: `-${refund.amount}` }],
        status: before + amount >= Number(order.total) ? 'refunded' : order.status,
      });
      return refund;
    },
    change: async refund => refund,
    remove: async (refund, force) => {
      if (!force) {
        const message = 'The shop_order_refund does not support trashing.';
        return wpError('woocommerce_rest_trash_not_supported', message, 501);
      }
      data.refunds.remove(refund.id);
      const order = data.orders.get(refund.order_id);
      if (order) {
        await data.orders.replace({ ...order, refunds: order.refunds.filter(one => one.id !== refund.id) });
      }
      return refund;
    },
  });
}

export function showRefund(refund: Refund, view: View): JsonObject {
  const created = dateText(refund.date_created);
  const base = `orders/${refund.order_id}`;
  const later = view.version > 1;
  return {
    id: refund.id,
    ...(view.version === 3 && view.profile.newerFields ? { parent_id: refund.order_id } : {}),
    date_created: created,
    ...(later ? { date_created_gmt: created } : {}),
    amount: money(refund.amount, view.decimals),
    reason: refund.reason,
    ...(later
      ? { refunded_by: refund.refunded_by, refunded_payment: refund.refunded_payment, meta_data: [] }
      : {}),
    line_items: [],
    ...(view.version === 3 ? { shipping_lines: [], tax_lines: [], fee_lines: [] } : {}),
    _links: links(view, `${base}/refunds`, refund.id, { up: [{ href: routeUrl(view, base) }] }, [
      'GET',
      'DELETE',
    ]),
  };
}
