import { emptyProduct } from '../../data/product.ts';
import { authorizationRequiredCode, currentUserCan } from '../../wordpress/capabilities.ts';
import { type WpError, wpError } from '../../wordpress/error.ts';
import type { RestEndpoint, RestRequest, RestRoute } from '../../wordpress/rest/route.ts';
import type { Shop } from '../shop.ts';
import { contextArg, integerList, pageArgs, parentArgs, postArgs } from './collection-args.ts';
import { noUser } from './customers/customers.ts';
import { Namespace } from './managed.ts';
import { orderStatuses } from './order-statuses.ts';
import { showRefund } from './orders/refunds.ts';
import { permit, postCapability } from './permissions.ts';
import { missingPost, permitPost } from './posts.ts';
import { showProduct, showVariation } from './products/representation.ts';
import { postTests, select } from './selection.ts';
import type { Version } from './view.ts';

type Callback = RestEndpoint['callback'];

/** An endpoint that asks for one capability. */
function asking(
  methods: readonly string[],
  capability: string,
  callback: Callback,
  action: 'list' | 'view' | 'create' | 'edit' = 'view',
): RestEndpoint {
  return {
    methods,
    args: methods.includes('GET') ? { context: contextArg } : {},
    permission: request => permit(request.context, capability, action),
    callback,
  };
}

/** WordPress's own refusal, where a route's permission check is a mere no. */
function forbidding(methods: readonly string[], capability: string, callback: Callback): RestEndpoint {
  return {
    methods,
    args: {},
    permission: ({ context }) =>
      currentUserCan(context, capability)
        ? true
        : wpError(
            'rest_forbidden',
            'Sorry, you are not allowed to do that.',
            authorizationRequiredCode(context),
          ),
    callback,
  };
}

/** An endpoint for everybody. */
function open(methods: readonly string[], callback: Callback): RestEndpoint {
  return { methods, args: {}, permission: () => true, callback };
}

function noProduct(): WpError {
  return wpError('woocommerce_rest_product_invalid_id', 'Invalid product ID.', 404);
}

const nothing: Callback = () => ({ data: [] });

/** The marketplace's routes: WooCommerce.com is not asked. They are registered before all others (samples/index). */
export function marketplaceRoutes(shop: Shop): RestRoute[] {
  const v1 = new Namespace(1, shop.profile);
  const v3 = new Namespace(3, shop.profile);
  const get = [forbidding(['GET'], 'manage_woocommerce', nothing)];
  const post = [forbidding(['POST'], 'manage_woocommerce', nothing)];
  const subscriptions = 'marketplace/subscriptions';
  return [
    v3.route('marketplace/featured', get),
    v1.route('marketplace/product-preview', get),
    v3.route('marketplace/refresh', post),
    v3.route(subscriptions, get),
    v3.route(`${subscriptions}/connect`, post),
    v3.route(`${subscriptions}/activate-plugin`, post),
    v3.route(`${subscriptions}/disconnect`, post),
    v3.route(`${subscriptions}/activate`, post),
    v3.route(`${subscriptions}/install-url`, get),
    v3.route('marketplace/create-order', post),
  ];
}

/** `…/customers/3/downloads`: nobody here may download anything. */
export function customerDownloadRoutes(shop: Shop, version: Version): RestRoute[] {
  const wc = new Namespace(version, shop.profile);
  return [
    wc.route('customers/(?P<customer_id>[\\d]+)/downloads', [
      {
        methods: ['GET'],
        args: { customer_id: { type: 'integer' }, context: contextArg },
        permission: ({ context, urlParams }) =>
          context.site.users.get(Number(urlParams.get('customer_id')))
            ? permit(context, 'list_users', 'list')
            : shop.profile.missingCustomers === 'first'
              ? noUser()
              : wpError('woocommerce_rest_customer_invalid', 'Resource does not exist.', 404),
        callback: nothing,
      },
    ]),
  ];
}

/** Routes of wc/v3 about orders that belong to no collection. */
export function orderOtherRoutes(shop: Shop): RestRoute[] {
  const wc = new Namespace(3, shop.profile);
  const { data } = shop;
  const find = ({ urlParams }: RestRequest) => data.orders.get(Number(urlParams.get('id')));
  const item = 'orders/(?P<id>[\\d]+)';
  const read = postCapability('shop_order', 'view');
  const edit = postCapability('shop_order', 'edit');
  const noReceipt = () => wpError('woocommerce_rest_not_found', 'Receipt not found', 404);
  const send: Callback = request =>
    find(request) ? { data: { message: 'Order details sent.' } } : missingPost('shop_order', 'view', 3);
  return [
    wc.route(`${item}/receipt`, [
      asking(['POST'], read, noReceipt, 'create'),
      asking(['GET'], read, noReceipt),
    ]),
    wc.route(`${item}/actions/email_templates`, [
      asking(['GET'], read, request => (find(request) ? { data: [] } : missingPost('shop_order', 'view', 3))),
    ]),
    wc.route(`${item}/actions/send_email`, [asking(['POST'], edit, send, 'edit')]),
    wc.route(`${item}/actions/send_order_details`, [asking(['POST'], edit, send, 'edit')]),
    // For everybody, with a key or without (public.018).
    wc.route('orders/statuses', [
      open(['GET'], () => ({
        data: orderStatuses
          .filter(status => status !== 'auto-draft')
          .map(status => ({
            slug: status,
            name: status[0]?.toUpperCase() + status.slice(1).replace('-', ' '),
          })),
      })),
    ]),
  ];
}

/** `/wc/v3/refunds`: those of all orders. */
export function allRefundsRoute(shop: Shop): RestRoute {
  const wc = new Namespace(3, shop.profile);
  const args = { ...postArgs(3), ...parentArgs, dp: { default: 2, type: 'integer', required: false } };
  return wc.route('refunds', [
    {
      methods: ['GET'],
      args,
      permission: request => permitPost(request, 'shop_order', 'list', undefined),
      callback: request => {
        const { refunds } = shop.data;
        const { ids, total } = select(refunds, request.params, postTests(request.params));
        const view = wc.view(request);
        const shown = ids.flatMap(id => refunds.get(id) ?? []).map(refund => showRefund(refund, view));
        return { data: shown, headers: totals(total, request) };
      },
    },
  ]);
}

/** `/wc/v3/variations`: those of all products. */
export function allVariationsRoute(shop: Shop): RestRoute {
  const wc = new Namespace(3, shop.profile);
  return wc.route('variations', [
    {
      methods: ['GET'],
      args: { ...postArgs(3), ...parentArgs },
      permission: request => permitPost(request, 'product', 'list', undefined),
      callback: request => {
        const { variations } = shop.data;
        const { ids, total } = select(variations, request.params, postTests(request.params));
        const view = wc.view(request);
        const shown = ids.flatMap(id => variations.get(id) ?? []).map(one => showVariation(one, view));
        return { data: shown, headers: totals(total, request) };
      },
    },
  ]);
}

function totals(total: number, { params }: RestRequest): [string, number][] {
  const perPage = (params.get('per_page') as number | undefined) ?? 10;
  return [
    ['X-WP-Total', total],
    ['X-WP-TotalPages', Math.ceil(total / perPage)],
  ];
}

/** Routes about products that belong to no collection. */
export function productOtherRoutes(shop: Shop, version: 2 | 3): RestRoute[] {
  const wc = new Namespace(version, shop.profile);
  const { data } = shop;
  const read = postCapability('product', 'view');
  const related: Callback = request => {
    const product = data.products.get(Number(request.urlParams.get('id')));
    if (!product) return noProduct();
    const { related_ids } = showProduct(data, product, wc.view(request));
    return { data: { related_ids } };
  };
  // Nobody is refused what is not there (public.036).
  const permitRelated = (request: RestRequest) =>
    permitPost(request, 'product', 'view', data.products.has(Number(request.urlParams.get('id'))));
  const routes = [
    wc.route('products/(?P<id>[\\d]+)/related', [
      { ...asking(['GET'], read, related), permission: permitRelated },
    ]),
  ];
  if (version === 2) return routes;
  const create = postCapability('product', 'create');
  const duplicate: Callback = async request => {
    const product = data.products.get(Number(request.urlParams.get('id')));
    if (!product) return missingPost('product', 'view', 3);
    const id = data.nextPostId();
    const now = request.context.site.now();
    const copy = await data.products.add({
      ...emptyProduct(id, now),
      ...product,
      id,
      name: `${product.name} (Copy)`,
      slug: `${product.slug}-copy-${id}`,
      sku: product.sku === '' ? '' : `${product.sku}-1`,
      status: 'draft',
      date_created: now,
      date_modified: now,
      total_sales: 0,
    });
    return { data: showProduct(data, copy, wc.view(request)) };
  };
  return [
    ...routes,
    wc.route('products/suggested-products', [asking(['GET'], read, nothing, 'list')]),
    wc.route('products/(?P<id>[\\d]+)/duplicate', [asking(['POST'], create, duplicate, 'create')]),
    wc.route('products/custom-fields/names', [
      { ...asking(['GET'], read, nothing, 'list'), args: { ...pageArgs, include: integerList } },
    ]),
    wc.route('products/shipping_classes/slug-suggestion', [asking(['GET'], read, () => ({ data: '' }))]),
    wc.route('products/(?P<product_id>[\\d]+)/variations/generate', [
      asking(['POST'], create, () => ({ data: { count: 0 } }), 'create'),
    ]),
    wc.route('layout-templates', [open(['GET'], nothing)]),
    wc.route('layout-templates/(?P<id>\\w[\\w\\s\\-]*)', [
      open(['GET'], () =>
        wpError('woocommerce_rest_layout_template_invalid_id', 'Invalid layout template ID.', 404),
      ),
    ]),
  ];
}

/** PayPal's routes, which are called by PayPal and by the shop's own pages: they are open, and do nothing here. */
export function paypalRoutes(shop: Shop): RestRoute[] {
  const wc = new Namespace(3, shop.profile);
  const open: RestEndpoint = {
    methods: ['POST'],
    args: {},
    permission: () => true,
    callback: () => wpError('paypal_not_enabled', 'PayPal is not enabled.', 400),
  };
  return [
    'paypal-standard/update-shipping',
    'paypal-webhooks',
    'paypal-buttons/create-order',
    'paypal-buttons/cancel-payment',
  ].map(path => wc.route(path, [open]));
}
