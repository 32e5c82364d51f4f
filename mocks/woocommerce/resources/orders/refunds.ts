import type { Order } from '../../../data/order.ts';
import type { Refund } from '../../../data/others.ts';
import { thrown, type WpError, wpError } from '../../../wordpress/error.ts';
import { dateText } from '../../../wordpress/formatting/dates.ts';
import type { RestRoute } from '../../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import type { Profile } from '../../profiles.ts';
import type { Shop } from '../../shop.ts';
import { type Args, displayMetaArgs, metaArgs, parentArgs, postArgs } from '../collection-args.ts';
import { crudRoutes } from '../crud.ts';
import { changedMeta } from '../meta.ts';
import { missingPost, permitPost } from '../posts.ts';
import { Rendered } from '../rendered.ts';
import { field, type ItemSchema, inOrder, metaData, readonlyField } from '../schema.ts';
import { orderSchemaOf } from '../schemas/order.ts';
import { type Params, postTests, select } from '../selection.ts';
import { asBoolean, asInteger, asList, asMoney, asObject, asText } from '../values.ts';
import { links, type RecordObject, routeUrl, type Version, type View } from '../view.ts';
import { noLines, refundMeta } from './follow-up.ts';
import { existing, isAmongPosts, listArgs as orderListArgs } from './orders.ts';
import { refundedLines, restock } from './refund-lines.ts';
import { type Sold, shownLines } from './representation.ts';

const schema: ItemSchema = {
  title: 'shop_order_refund',
  properties: {
    id: readonlyField('integer'),
    date_created: readonlyField('date-time'),
    date_created_gmt: readonlyField('date-time'),
    amount: field('string'),
    reason: field('string'),
    refunded_by: field('integer'),
    refunded_payment: readonlyField('boolean'),
    meta_data: metaData,
    api_refund: field('boolean', { context: ['edit'], default: true }),
  },
};

/** Since wc/v3 stock can be left where it is. */
const schemaV3: ItemSchema = {
  ...schema,
  properties: {
    ...schema.properties,
    api_restock: field('boolean', { context: ['edit'], default: true }),
  },
};

const { refunded_by: _by, meta_data: _meta, api_refund: _api, ...ofV1 } = schema.properties;
const schemaOfV1: ItemSchema = { ...schema, properties: ofV1 };

/** Since 9.2 (wc/v2 and v3) freight and fees can be named, as an order's. */
function refundSchema(version: Version, profile: Profile): ItemSchema {
  if (version === 1) return schemaOfV1;
  const own = version === 2 ? schema : schemaV3;
  if (!versionAtLeast(profile.woocommerce, '9.2')) return own;
  const { shipping_lines, fee_lines } = orderSchemaOf(profile, version).properties;
  return inOrder(
    {
      ...own,
      properties: {
        ...own.properties,
        ...(shipping_lines && { shipping_lines }),
        ...(fee_lines && { fee_lines }),
      },
    },
    'meta_data shipping_lines fee_lines api_refund api_restock',
  );
}

function listArgs(version: Version, profile: Profile): Args {
  return {
    ...postArgs(version),
    ...parentArgs(version),
    dp: { default: 2, type: 'integer', required: false },
    ...displayMetaArgs(version, profile),
    ...metaArgs(version, profile),
  };
}

/** `…/orders/22/refunds`. A refund is taken off the order at once; nothing is paid back by a gateway. */
export function refundRoutes(shop: Shop, version: Version): RestRoute[] {
  const { data, profile } = shop;
  const orderOf = (params: Params) => asInteger(params.get('order_id'));
  return crudRoutes<Refund>({
    version,
    profile,
    pattern: 'orders/(?P<order_id>[\\d]+)/refunds',
    base: params => `orders/${orderOf(params)}/refunds`,
    schema: refundSchema(version, profile),
    rendered: new Rendered(data.refunds, (refund, view: View) => showRefund(data, refund, view)),
    location: 'orders/(?P<order_id>[\\d]+)/refunds',
    listArgs: version === 1 ? orderListArgs(1, profile) : listArgs(version, profile),
    hasBatch: false,
    forcesDeletion: true,
    canChange: false,
    // As with orders the right comes first. The order is not looked for: the list of one that is not there is empty
    // (missing.v1.004, missing.049).
    permit: (request, action, id) =>
      permitPost(
        request,
        'shop_order',
        action,
        existing(shop, { has: post => data.refunds.has(post) || data.orders.has(post) }, id),
      ),
    find: (id, params) => {
      const refund = isAmongPosts(data, version) ? data.refunds.get(id) : undefined;
      return refund?.order_id === orderOf(params) ? refund : undefined;
    },
    missing: (action, id, params) => {
      if (!isAmongPosts(data, version)) return missingPost('shop_order_refund', action, version);
      if (version > 1 && data.refunds.has(id) && !data.orders.has(orderOf(params))) return noOrder(version);
      const isOthers = data.orders.has(id) || data.refunds.has(id);
      return isOthers && (version > 1 || data.refunds.has(id))
        ? thrown('woocommerce_rest_invalid_order_refund_id', 'Invalid order refund ID.', 404)
        : missingPost('shop_order_refund', action, version);
    },
    list: params =>
      select(data.refunds, params, [
        ...(isAmongPosts(data, version) ? [] : [() => false]),
        refund => refund.order_id === orderOf(params),
        // What lies in the trash with its order is not listed.
        refund => data.orders.get(refund.order_id)?.status !== 'trash',
        ...postTests<Refund>(params),
      ]),
    create: async (params, request) => {
      const order = data.orders.get(orderOf(params));
      const refused = refusedRefund(order, params, version);
      if (!order || refused) return refused ?? noOrder(version);
      const amount = amountOf(params, version);
      const before = order.refunds.reduce((sum, refund) => sum - Number(refund.total), 0);
      const refund = await data.refunds.add({
        id: data.nextPostId(),
        date_created: request.context.site.now(),
        order_id: order.id,
        amount: isUnsaid(params, version) && profile.newerFields ? '' : asMoney(String(amount)),
        reason: asText(params.get('reason')),
        refunded_by: asInteger(params.get('refunded_by')) || request.context.userId,
        refunded_payment: false,
        meta_data: [
          ...refundMeta(data, profile, before + amount >= Number(order.total) ? 'full' : 'partial'),
          ...changedMeta(data, [], params.get('meta_data')),
        ],
        ...(version === 3 ? refundedLines(data, order, params.get('line_items')) : noLines),
      });
      const goesBack = version === 3 && asBoolean(params.get('api_restock') ?? true);
      const sent = params.get('line_items');
      const restocked = goesBack ? await restock(shop, order, sent, refund.date_created) : order;
      await data.orders.replace({
        ...restocked,
        date_modified: refund.date_created,
        refunds: [
          { id: refund.id, reason: refund.reason, total: `-${asMoney(String(amount))}` },
          ...order.refunds,
        ],
        status: before + amount >= Number(order.total) ? 'refunded' : order.status,
      });
      return refund;
    },
    change: async refund => refund,
    refusedTrash: () => {
      const message = 'The shop_order_refund does not support trashing.';
      return wpError('woocommerce_rest_trash_not_supported', message, 501);
    },
    remove: async refund => {
      data.refunds.remove(refund.id);
      const order = data.orders.get(refund.order_id);
      if (order) {
        await data.orders.replace({ ...order, refunds: order.refunds.filter(one => one.id !== refund.id) });
      }
      return refund;
    },
  });
}

/** What WooCommerce throws here carries a status in the place of its data, so that every answer's status is 500. */
function noOrder(version: Version): WpError {
  return version === 1
    ? thrown('woocommerce_rest_invalid_order', 'Order is invalid', 400)
    : thrown('woocommerce_rest_invalid_order_id', 'Invalid order ID.', 404);
}

/** Why nothing is refunded. There is no gateway here that pays back, and a request asks it to unless it says not to. */
function refusedRefund(order: Order | undefined, params: Params, version: Version): WpError | undefined {
  if (!order) return noOrder(version);
  const amount = amountOf(params, version);
  if (amount < 0) {
    return thrown('woocommerce_rest_invalid_order_refund', 'Refund amount must be greater than zero.', 400);
  }
  const before = order.refunds.reduce((sum, refund) => sum - Number(refund.total), 0);
  const cannot = (why: string) => thrown('woocommerce_rest_cannot_create_order_refund', why, 500);
  if (!Number.isFinite(amount) || amount > Number(order.total) - before)
    return cannot('Invalid refund amount.');
  const usesGateway = !params.has('api_refund') || asBoolean(params.get('api_refund'));
  if (!usesGateway) return undefined;
  return cannot(
    gateways.includes(order.payment_method)
      ? 'The payment gateway for this order does not support automatic refunds.'
      : 'The payment gateway for this order does not exist.',
  );
}

/** Those that every WooCommerce has. */
const gateways = ['bacs', 'cheque', 'cod'];

/** What is paid back: what was sent, or since wc/v3 what is paid back of the lines. */
function amountOf(params: Params, version: Version): number {
  const sent = asText(params.get('amount'));
  if (sent !== '') return Number(sent);
  if (version < 3) return 0;
  const money = (value: unknown) => Number(asText(value)) || 0;
  return asList(params.get('line_items'))
    .map(one => asObject(one))
    .reduce((sum, { refund_total, refund_tax }) => {
      return sum + money(refund_total) + asList(refund_tax).reduce<number>((all, one) => all + money(one), 0);
    }, 0);
}

function isUnsaid(params: Params, version: Version): boolean {
  const hasLines = version === 3 && asList(params.get('line_items')).length > 0;
  return asText(params.get('amount')) === '' && !hasLines;
}

/** Of an order that costs nothing nothing is paid back, which stays unsaid unless it was said. */
function amountSaid(refund: Refund, view: View): string {
  return refund.amount === '' ? '' : asMoney(refund.amount, view.decimals);
}

export function showRefund(data: Sold, refund: Refund, view: View, withParent = false): RecordObject {
  const created = dateText(refund.date_created);
  const base = `orders/${refund.order_id}`;
  const later = view.version > 1;
  return {
    id: refund.id,
    ...(withParent ? { parent_id: refund.order_id } : {}),
    date_created: created,
    ...(later ? { date_created_gmt: created } : {}),
    amount: amountSaid(refund, view),
    reason: refund.reason,
    ...(later
      ? {
          refunded_by: refund.refunded_by,
          // To whoever edits, until 6.6 not.
          ...(view.edit && !versionAtLeast(view.profile.woocommerce, '7.8')
            ? {}
            : { refunded_payment: refund.refunded_payment }),
          meta_data: refund.meta_data,
        }
      : {}),
    ...shownLines(data, refund, view),
    _links: links(view, `${base}/refunds`, refund.id, { up: [{ href: routeUrl(view, base) }] }, [
      'GET',
      'DELETE',
    ]),
  };
}
