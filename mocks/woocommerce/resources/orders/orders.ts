import type { Data } from '../../../data/data.ts';
import { emptyOrder, type Order } from '../../../data/order.ts';
import { orderKey, orderKeyLength } from '../../../data/order-key.ts';
import { isWpError, type WpError } from '../../../wordpress/error.ts';
import { isJson } from '../../../wordpress/rest/params.ts';
import type { RestRequest, RestRoute } from '../../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import { listedOrderStatuses } from '../../order-statuses.ts';
import { ordersAreInTables } from '../../order-storage.ts';
import type { Profile } from '../../profiles.ts';
import type { Shop } from '../../shop.ts';
import {
  type Args,
  absoluteInteger,
  displayMetaArgs,
  filterArg,
  metaArgs,
  parentArgs,
  postArgs,
} from '../collection-args.ts';
import { crudRoutes } from '../crud.ts';
import { shopCurrency } from '../currencies.ts';
import type { ResourceKind } from '../kind.ts';
import { LinkDefaults, type LinkQuery, toPhp } from '../list-links.ts';
import { missingPost, permitPost, trashPost } from '../posts.ts';
import { Rendered } from '../rendered.ts';
import { orderSchemaOf } from '../schemas/order.ts';
import { type ItemSelection, type Params, parentIds, searched, type Test } from '../selection.ts';
import type { Version, View } from '../view.ts';
import { hideWhatBelongsTo, removeWhatBelongsTo } from './belongings.ts';
import { changedOrder } from './changes.ts';
import { followUp } from './follow-up.ts';
import { showOrder } from './representation.ts';
import { type Narrowing, selectOrders } from './select-orders.ts';

/** `…/orders` in each version, and what all of them share: the text of the orders that were shown. */
export function orderRoutes(shop: Shop, version: Version): RestRoute[] {
  return crudRoutes(orderKind(shop, version));
}

function orderKind(shop: Shop, version: Version): ResourceKind<Order> {
  const { data, profile } = shop;
  return {
    version,
    profile,
    pattern: 'orders',
    base: () => 'orders',
    schema: orderSchemaOf(profile, version),
    rendered: new Rendered(data.orders, (order: Order, view: View) => showOrder(data, order, view), [
      data.products,
      data.variations,
    ]),
    ...(version > 1 && { shallow }),
    listArgs: listArgs(version, profile),
    undeclared: version === 1 ? ['parent', 'parent_exclude'] : [],
    hasBatch: true,
    canChange: true,
    // Since 6.6 at the latest the right is asked for before it is known whether the order is there (permission.method.085).
    permit: (request, action, id) =>
      permitPost(request, 'shop_order', action, existing(shop, data.orders, id)),
    find: id => (isAmongPosts(data, version) ? data.orders.get(id) : undefined),
    missing: action => missingPost('shop_order', action, version),
    list: params => listOrders(shop, version, params),
    create: (params, request) => create(shop, version, params, request),
    change: async (order, params, request) => {
      const changed = changedOrder(shop, order, params, request, version);
      return isWpError(changed) ? changed : data.orders.replace(await followUp(shop, order, changed));
    },
    remove: async (order, force, request) => {
      const gone = await trashPost(data, request.context.site.now(), data.orders, 'shop_order', order, force);
      if (isWpError(gone)) return gone;
      return force ? removeWhatBelongsTo(shop, gone) : hideWhatBelongsTo(data, gone);
    },
    markLinks: (query, request, shown) => markLinks(version, query, request, shown),
  };
}

/** wc/v1 looks for orders with `get_post()` and WP_Query; the later versions ask WooCommerce for them. */
export function isAmongPosts(data: Data, version: Version): boolean {
  return version > 1 || !ordersAreInTables(data);
}

const none: Narrowing = { test: () => false, among: [] };

/** Whether the post is there, where that is asked for before the right to it; undefined leaves it to the right. */
export function existing(
  { profile }: Shop,
  table: { has(id: number): boolean },
  id: number | undefined,
): boolean | undefined {
  return id !== undefined && profile.missingOrdersFirst ? table.has(id) : undefined;
}

/** What an order works out when it is asked for by its name. */
const shallow = new Set([
  'meta_data',
  'line_items',
  'tax_lines',
  'shipping_lines',
  'fee_lines',
  'coupon_lines',
  'refunds',
]);

/** What lists of orders can be asked for; wc/v1 takes the same for refunds. */
export function listArgs(version: Version, profile: Profile): Args {
  return {
    ...postArgs(version),
    ...parentArgs(version),
    ...filterArg(version),
    ...(version === 3
      ? {
          status: {
            default: 'any',
            type: 'array',
            items: { type: 'string', enum: listedOrderStatuses(profile) },
            required: false,
          },
        }
      : {
          status: {
            default: 'any',
            type: 'string',
            enum: statusesBefore3(version, profile),
            required: false,
          },
        }),
    customer: absoluteInteger,
    product: absoluteInteger,
    dp: { ...absoluteInteger, default: 2 },
    ...displayMetaArgs(version, profile),
    ...metaArgs(version, profile),
    ...(version === 3 && profile.newerFields
      ? { created_via: { type: 'array', items: { type: 'string' }, required: false } }
      : {}),
  };
}

/** wc/v1 lists neither drafts nor the trash. */
function statusesBefore3(version: Version, profile: Profile): readonly string[] {
  return listedOrderStatuses(profile).filter(
    status => version > 1 || (status !== 'trash' && status !== 'auto-draft'),
  );
}

function listOrders(shop: Shop, version: Version, params: Params): ItemSelection {
  const { data } = shop;
  const narrowings: Narrowing[] = isAmongPosts(data, version) ? [] : [none];
  const status = params.get('status') ?? 'any';
  const statuses = new Set(version === 3 && Array.isArray(status) ? status : [status]);
  const any = statuses.has('any');
  // What is no status of an order is none to ask for, and drafts of the checkout are one for lists since 10.5 alone.
  const isNone = statuses.size === 1 && statuses.has('auto-draft');
  if (!any && !isNone) {
    if (!shop.profile.newerFields) statuses.delete('checkout-draft');
    narrowings.push({
      test: order => statuses.has(order.status),
      among: [...statuses].map(one => data.orderIndex.withStatus(one)),
    });
  }
  const customer = params.get('customer');
  if (typeof customer === 'number')
    narrowings.push({
      test: order => order.customer_id === customer,
      among: [data.orderIndex.ofCustomer(customer)],
    });
  const product = params.get('product');
  if (typeof product === 'number' && product > 0) {
    // By the product of a variation; the variation itself is not looked for.
    narrowings.push({
      test: order => order.line_items.some(item => item.product_id === product),
      among: [data.orderIndex.withProduct(product)],
    });
  }
  const parents = parentIds(params, 'parent');
  if (parents)
    narrowings.push({
      test: order => parents.has(order.parent_id),
      among: [...parents].map(id => data.orderIndex.ofParent(id)),
    });
  const via = params.get('created_via');
  if (Array.isArray(via) && via.length > 0) {
    const origins = new Set<string>(via);
    narrowings.push({
      test: order => origins.has(order.created_via),
      among: [...origins].map(one => data.orderIndex.madeBy(one)),
    });
  }
  const tests: Test<Order>[] = [];
  const notParents = parentIds(params, 'parent_exclude');
  if (notParents) tests.push(order => !notParents.has(order.parent_id));
  const search = searched(params);
  if (search !== undefined) tests.push(order => isFound(shop, order, search));
  // What is found takes the place of the ids that were asked for.
  const asked = search === undefined ? params : new Map([...params].filter(([name]) => name !== 'include'));
  return selectOrders(data, asked, narrowings, tests, !any);
}

/**
 * `wc_order_search()`: the number, who bought, and what. Orders in tables are found by the number of their payment too,
 * by 9.2 and 10.5, not by 8.2.
 */
function isFound({ data, profile }: Shop, order: Order, search: string): boolean {
  if (String(order.id) === search) return true;
  // Mail is sent to who pays.
  const { email: _, ...shipping } = order.shipping;
  const places = [...Object.values(order.billing), ...Object.values(shipping)];
  const payment =
    ordersAreInTables(data) && versionAtLeast(profile.woocommerce, '9.2') ? [order.transaction_id] : [];
  return [...places, ...payment, ...order.line_items.map(item => item.name)].some(text =>
    text.toLowerCase().includes(search),
  );
}

async function create(
  shop: Shop,
  version: Version,
  params: Params,
  request: RestRequest,
): Promise<Order | WpError> {
  const { data, profile } = shop;
  const { site } = request.context;
  const key = orderKey(site.randomBytes(orderKeyLength));
  const empty = { ...emptyOrder(0, site.now(), profile.woocommerce, key), currency: shopCurrency(data) };
  const own = withoutDefault(params, request);
  const order = changedOrder(shop, empty, own, request, version);
  if (isWpError(order))
    return leavesDraft(profile, order) ? withDraft(shop, order, empty, own, request) : order;
  const id = data.nextPostId();
  return data.orders.add(await followUp(shop, { ...empty, id }, { ...order, id }, version === 1));
}

/** The schema's default for the currency stands for that of the shop. */
function withoutDefault(params: Params, { route, sent }: RestRequest): Params {
  if (route.endsWith('/batch') || sent.has('currency')) return params;
  return new Map([...params].filter(([name]) => name !== 'currency'));
}

/** Whether the order was written before its coupons were looked at; their ids were looked at first in 5.8. */
function leavesDraft({ orderDrafts }: Profile, { code }: WpError): boolean {
  return (
    code === 'woocommerce_rest_invalid_coupon' ||
    (orderDrafts && code === 'woocommerce_rest_coupon_item_id_readonly')
  );
}

/** An order is written before its coupons are looked at: a wrong one leaves it, since 10.5 as a draft whose id is told. */
async function withDraft(
  shop: Shop,
  error: WpError,
  empty: Order,
  params: Params,
  request: RestRequest,
): Promise<WpError> {
  const others = new Map([...params].filter(([name]) => name !== 'coupon_lines'));
  const draft = changedOrder(shop, empty, others, request, 3);
  if (isWpError(draft)) return error;
  const { newerFields } = shop.profile;
  const status = newerFields ? 'checkout-draft' : empty.status;
  const kept = { ...draft, id: shop.data.nextPostId(), status, date_paid: null, date_completed: null };
  const { id } = await shop.data.orders.add(kept);
  return newerFields ? { ...error, data: { ...error.data, new_draft_order_id: id } } : error;
}

/**
 * What a list's links repeat beside the query. wc/v3 takes the statuses out of the request and puts them back, so
 * they come last; and to show an order, wc/v2 and v3 set `dp` and `context`: not when none is shown (route.111).
 */
function markLinks(version: Version, query: LinkQuery, request: RestRequest, shown: number): void {
  if (version === 1) return;
  // WP_REST_Request::set_param() changes a parameter where it came from; a new one goes to the source that comes
  // first, which is the body of a request that calls itself JSON, even where it has none.
  const json = isJson(request.context.request.header('Content-Type'));
  if (request.sent.size === 0 && !json) {
    if (version === 3) query.addDefaults(shown === 0 ? anyStatus : anyStatusShown);
    else if (shown > 0) query.addDefaults(asShown);
    return;
  }
  if (version === 3) {
    query.delete('status');
    if (!json) query.set('status', toPhp(request.params.get('status') ?? ['any']));
  }
  if (shown === 0) return;
  if (!json || query.has('dp')) query.set('dp', toPhp(request.params.get('dp') ?? 2));
  if (!json || query.has('context')) query.set('context', toPhp(request.params.get('context') ?? 'view'));
}

const anyStatus = new LinkDefaults({ status: ['any'] });
const asShown = new LinkDefaults({ dp: 2, context: 'view' });
const anyStatusShown = new LinkDefaults({ status: ['any'], dp: 2, context: 'view' });
