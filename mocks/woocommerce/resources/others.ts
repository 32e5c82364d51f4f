import type { Order } from '../../data/order.ts';
import type { Refund } from '../../data/others.ts';
import { currentUserCan } from '../../wordpress/capabilities.ts';
import { isWpError, wpError } from '../../wordpress/error.ts';
import { firstFree, slugify } from '../../wordpress/formatting/slug.ts';
import { forbidden } from '../../wordpress/rest/dispatch.ts';
import type { RestArg, RestEndpoint, RestRequest, RestRoute } from '../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import { orderStatuses, orderStatusName } from '../order-statuses.ts';
import type { Shop } from '../shop.ts';
import {
  absoluteInteger,
  contextArg,
  displayMetaArgs,
  idList,
  lateArgs,
  metaArgs,
  pageArgs,
  parentArgs,
  postArgs,
  viewContext,
} from './collection-args.ts';
import { noUser } from './customers/customers.ts';
import { listHeaders } from './list-headers.ts';
import { Namespace } from './managed.ts';
import { emailTemplatesOf } from './orders/email-templates.ts';
import { sendMail } from './orders/mail.ts';
import { makeReceipt, receiptArgs, showReceipt } from './orders/receipts.ts';
import { showRefund } from './orders/refunds.ts';
import { permit, postCapability, type Refusal, refuse } from './permissions.ts';
import { noProduct, permitPost } from './posts.ts';
import { changedProduct } from './products/changes.ts';
import { duplicateProduct, rawProduct } from './products/duplicate.ts';
import { deleteUnmatched, generateVariations, sortVariations } from './products/generate-variations.ts';
import { listProducts, listVariations } from './products/list.ts';
import { relatedBy } from './products/parts.ts';
import { listArgs as productListArgs, variationArgs } from './products/products.ts';
import { showProduct, showVariation } from './products/representation.ts';
import { writableArgs } from './schema.ts';
import { productSchemaOf, variationSchemaOf } from './schemas/product.ts';
import { selectedPage } from './selected-page.ts';
import { ids, postTests, searched, window } from './selection.ts';
import { asBoolean, asInteger, asIntegers, asText } from './values.ts';
import type { Version } from './view.ts';

const inPath: RestEndpoint['args'][string] = { type: 'integer', validate: 'late' };

type Callback = RestEndpoint['callback'];

/** An endpoint that asks for one capability. */
function asking(
  methods: readonly string[],
  capability: string,
  callback: Callback,
  action: Refusal = 'view',
): RestEndpoint {
  return {
    methods,
    args: methods.includes('GET') ? { context: contextArg } : {},
    permission: request => permit(request.context, capability, action),
    callback,
  };
}

/** An endpoint that anybody may read. */
function open(callback: Callback): RestEndpoint {
  return { methods: ['GET'], args: { context: contextArg }, permission: () => true, callback };
}

/** WordPress's own refusal, where a route's permission check is a mere no. */
function forbidding(
  methods: readonly string[],
  capability: string,
  callback: Callback,
  args: RestEndpoint['args'] = {},
): RestEndpoint {
  return {
    methods,
    args,
    permission: ({ context }) => (currentUserCan(context, capability) ? true : forbidden(context)),
    callback,
  };
}

const flag: RestArg = { type: 'boolean', required: false };
const string: RestArg = { type: 'string', required: false };

const nothing: Callback = () => ({ data: [] });

/** The marketplace's routes: WooCommerce.com is not asked. They are registered before all others (samples/index). */
export function marketplaceRoutes(shop: Shop): RestRoute[] {
  const v1 = new Namespace(1, shop.profile);
  const v3 = new Namespace(3, shop.profile);
  // What a route cannot do without is asked for before anybody's right.
  const withRequired = (method: 'GET' | 'POST', name?: string, callback = nothing) => [
    forbidding(
      [method],
      'manage_woocommerce',
      callback,
      name === undefined ? {} : { [name]: { type: 'string', required: true } },
    ),
  ];
  const get = withRequired('GET');
  const post = withRequired('POST');
  // Nothing was bought at WooCommerce.com.
  const failing =
    (message: string): Callback =>
    () => ({ status: 400, data: { success: false, data: { message } } });
  const unknown = failing('Subscription not found');
  const unbought = failing("We couldn't find a subscription for this product.");
  const ofProduct = withRequired('POST', 'product_key', unknown);
  const subscriptions = 'marketplace/subscriptions';
  return [
    v3.route('marketplace/featured', get),
    v1.route('marketplace/product-preview', [
      forbidding(['GET'], 'manage_woocommerce', () => ({
        status: 400,
        data: { success: false, data: { message: 'Missing product ID' } },
      })),
    ]),
    v3.route('marketplace/refresh', post),
    v3.route(subscriptions, get),
    v3.route(`${subscriptions}/connect`, ofProduct),
    v3.route(`${subscriptions}/activate-plugin`, ofProduct),
    v3.route(`${subscriptions}/disconnect`, ofProduct),
    v3.route(`${subscriptions}/activate`, withRequired('POST', 'product_key', unbought)),
    v3.route(`${subscriptions}/install-url`, withRequired('GET', 'product_key', unbought)),
    v3.route('marketplace/create-order', withRequired('POST', 'product_id')),
  ];
}

/** `…/customers/3/downloads`: nobody here may download anything. */
export function customerDownloadRoutes(shop: Shop, version: Version): RestRoute[] {
  const wc = new Namespace(version, shop.profile);
  return [
    wc.route('customers/(?P<customer_id>[\\d]+)/downloads', [
      {
        methods: ['GET'],
        args: { customer_id: { type: 'integer' }, context: viewContext },
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

/** E-mails about orders, as the refusal of any other names them. */
const emailTemplates = [
  'new_order',
  'cancelled_order',
  'customer_cancelled_order',
  'failed_order',
  'customer_failed_order',
  'customer_on_hold_order',
  'customer_processing_order',
  'customer_completed_order',
  'customer_refunded_order',
  'customer_invoice',
  'customer_note',
  'customer_reset_password',
  'customer_new_account',
  'customer_pos_completed_order',
  'customer_pos_refunded_order',
];

/** To whom an e-mail about an order is to go, and whether the order is to keep that. */
const sendArgs: RestEndpoint['args'] = {
  id: { type: 'integer' },
  email: { type: 'string', format: 'email', required: false },
  force_email_update: { type: 'boolean', required: false },
};

/** Routes of wc/v3 about orders that belong to no collection. */
export function orderOtherRoutes(shop: Shop): RestRoute[] {
  const wc = new Namespace(3, shop.profile);
  const { data } = shop;
  const find = ({ urlParams }: RestRequest) => data.orders.get(Number(urlParams.get('id')));
  const item = 'orders/(?P<id>[\\d]+)';
  const read = postCapability('shop_order', 'view');
  const edit = postCapability('shop_order', 'edit');
  // An order that is not there is told to anybody, and sending is the creation of something.
  const noOrder = wpError('woocommerce_rest_not_found', 'Order not found', 404);
  const ofFound = (endpoint: RestEndpoint): RestEndpoint => ({
    ...endpoint,
    permission: request => (find(request) ? endpoint.permission(request) : noOrder),
  });
  // The right to an order that is not there is nobody's.
  const ofOrder = (
    method: 'GET' | 'POST',
    callback: Callback,
    refusal: Refusal,
    args: RestEndpoint['args'] = {},
  ): RestEndpoint => ({
    ...asking([method], read, callback),
    args,
    permission: request =>
      find(request) ? permit(request.context, read, refusal) : refuse(request.context, refusal),
  });
  const send =
    (what: string): Callback =>
    async request => {
      const order = find(request);
      return order ? sendMail(shop, order, what, request) : noOrder;
    };
  const sendTemplate: Callback = request => {
    const template = asText(request.params.get('template_id'));
    if (template.startsWith('customer_')) return send('Email template')(request);
    const message = `${template} is not a valid template for this order.`;
    return wpError('woocommerce_rest_invalid_email_template', message, 400);
  };
  return [
    wc.route(`${item}/receipt`, [
      ofOrder('POST', request => makeReceipt(shop, find(request) as Order, request), 'new receipt', {
        id: inPath,
        ...receiptArgs,
      }),
      ofOrder('GET', request => showReceipt(shop, find(request) as Order, request), 'receipt', {
        id: inPath,
      }),
    ]),
    wc.route(`${item}/actions/email_templates`, [
      ofFound({
        ...asking(
          ['GET'],
          read,
          request => {
            const order = find(request);
            return { data: order ? emailTemplatesOf(order, request.params.get('context') === 'embed') : [] };
          },
          'receipt',
        ),
        args: { id: inPath },
      }),
    ]),
    wc.route(`${item}/actions/send_email`, [
      ofFound({
        ...asking(['POST'], edit, sendTemplate, 'new receipt'),
        args: { ...sendArgs, template_id: { type: 'string', enum: emailTemplates, required: true } },
      }),
    ]),
    wc.route(`${item}/actions/send_order_details`, [
      ofFound({ ...asking(['POST'], edit, send('Order details'), 'new receipt'), args: sendArgs }),
    ]),
    wc.route('orders/statuses', [
      {
        ...open(() => ({
          data: orderStatuses
            .filter(status => status !== 'auto-draft')
            .map(status => ({ slug: status, name: orderStatusName(status) })),
        })),
        args: {},
      },
    ]),
  ];
}

/** `/wc/v3/refunds`: those of all orders. */
export function allRefundsRoute(shop: Shop): RestRoute {
  const wc = new Namespace(3, shop.profile);
  const args = {
    ...postArgs(3),
    ...parentArgs(3),
    dp: { default: 2, type: 'integer', required: false },
    ...displayMetaArgs(3, shop.profile),
    ...metaArgs(3, shop.profile),
  };
  return wc.route('refunds', [
    {
      methods: ['GET'],
      args,
      permission: request => permitPost(request, 'shop_order', 'list', undefined),
      callback: request => {
        const { params } = request;
        const view = wc.view(request);
        // There is nothing in them that could be found.
        const tests = searched(params) === undefined ? postTests<Refund>(params) : [() => false];
        tests.push(({ order_id }) => shop.data.orders.get(order_id)?.status !== 'trash');
        const parents = ids(params, 'parent');
        if (parents) tests.push(({ order_id }) => parents.has(order_id));
        return selectedPage(shop.data.refunds, request, params, tests, one =>
          showRefund(shop.data, one, view, true),
        );
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
      args: variationArgs(3, shop.profile),
      permission: request => permitPost(request, 'product', 'list', undefined),
      callback: request => {
        const { params, context } = request;
        const { data } = shop;
        const view = wc.view(request);
        const { ids: shown, total } = listVariations(shop, params, undefined, context.site.now());
        return {
          data: shown.flatMap(id => data.variations.get(id) ?? []).map(one => showVariation(data, one, view)),
          headers: listHeaders(request, total),
        };
      },
    },
  ]);
}

/** Routes about products that belong to no collection. */
export function productOtherRoutes(shop: Shop, version: 2 | 3): RestRoute[] {
  const wc = new Namespace(version, shop.profile);
  const { data } = shop;
  const read = postCapability('product', 'view');
  const related: Callback = request => {
    const product = data.products.get(Number(request.urlParams.get('id')));
    if (!product) return noProduct();
    const view = wc.view(request);
    return { data: { related_ids: showProduct(data, product, view).related_ids } };
  };
  const relatedEndpoint: RestEndpoint = {
    ...asking(['GET'], read, related),
    args: { id: { type: 'integer' } },
    permission: ({ context, urlParams }) =>
      data.products.has(Number(urlParams.get('id'))) ? permit(context, read, 'view') : noProduct(),
  };
  const routes = [wc.route('products/(?P<id>[\\d]+)/related', [relatedEndpoint])];
  if (version === 2) return routes;
  const create = postCapability('product', 'create');
  const duplicate: Callback = async request => {
    const product = data.products.get(Number(request.urlParams.get('id')));
    if (!product) return noProduct();
    // It is changed by what was sent, as if it were to be written, and then written as another.
    const changed = changedProduct(shop, product, request.params, request);
    if (isWpError(changed)) return changed;
    const copy = await duplicateProduct(data, { ...changed, slug: product.slug }, request.context.site.now());
    return { data: rawProduct(data, copy, shop.profile) };
  };
  const generate: Callback = async ({ urlParams, params, context }) => {
    const product = data.products.get(Number(urlParams.get('product_id')));
    if (!product) return noProduct();
    const count = await generateVariations(data, product, context.site.now());
    const deletes = versionAtLeast(shop.profile.woocommerce, '8.2') && asBoolean(params.get('delete'));
    const deleted = deletes ? { deleted_count: deleteUnmatched(data, product) } : {};
    await sortVariations(data, product);
    return { data: { count, ...deleted } };
  };
  const suggested: Callback = request => {
    const { params } = request;
    const idsOf = (name: string) => asIntegers(params.get(name));
    const limit = asInteger(params.get('limit')) || 5;
    const found = relatedBy(data, idsOf('categories'), idsOf('tags'), idsOf('exclude'), limit);
    if (found.length === 0) return { data: [] };
    const view = wc.view(request);
    const { ids, total } = listProducts(
      shop,
      3,
      new Map(params).set('include', found),
      request.context.site.now(),
    );
    const records = ids.flatMap(id => data.products.get(id) ?? []);
    return {
      data: records.map(one => showProduct(data, one, view)),
      headers: listHeaders(request, total),
    };
  };
  const fieldNames: Callback = request => {
    const { params } = request;
    const wanted = asText(params.get('search')).trim().toLowerCase();
    // Every product has the number of its sales there.
    const all = new Set(
      data.products
        .filter([])
        .flatMap(({ meta_data }) => [...meta_data.map(({ key }) => key), 'total_sales'])
        .filter(key => !key.startsWith('_') && key.toLowerCase().includes(wanted)),
    );
    const names = [...all].sort();
    if (params.get('order') === 'desc') names.reverse();
    const { offset, count } = window(params);
    return { data: names.slice(offset, offset + count), headers: listHeaders(request, names.length) };
  };
  const suggestSlug: Callback = ({ params }) => {
    const isTaken = (slug: string) =>
      data.terms.having('slug', slug).some(term => term.taxonomy === 'product_shipping_class');
    return { data: firstFree(slugify(asText(params.get('name'))), isTaken) };
  };
  return [
    ...routes,
    wc.route('products/suggested-products', [
      {
        ...asking(['GET'], read, suggested, 'list'),
        args: {
          // Of the controller of wc/v2.
          ...productListArgs(2, shop.profile),
          categories: idList,
          tags: idList,
          limit: { ...absoluteInteger, default: 5 },
        },
      },
    ]),
    wc.route('products/(?P<id>[\\d]+)/duplicate', [
      {
        ...asking(['POST'], create, duplicate, 'create'),
        args: { id: { type: 'integer' }, ...writableArgs(productSchemaOf(3, shop.profile), false) },
      },
    ]),
    wc.route('products/custom-fields/names', [
      {
        ...asking(['GET'], read, fieldNames, 'list'),
        args: {
          ...pageArgs,
          context: { type: 'string', required: false },
          order: { type: 'string', default: 'asc', enum: ['asc', 'desc'], required: false },
        },
      },
    ]),
    wc.route('products/shipping_classes/slug-suggestion', [
      { ...asking(['GET'], read, suggestSlug), args: { name: string, slug: string, description: string } },
    ]),
    wc.route('products/(?P<product_id>[\\d]+)/variations/generate', [
      {
        ...asking(['POST'], create, generate, 'create'),
        args: {
          product_id: { type: 'integer' },
          ...(versionAtLeast(shop.profile.woocommerce, '8.2') ? lateArgs({ delete: flag }) : {}),
          ...(versionAtLeast(shop.profile.woocommerce, '9.2')
            ? lateArgs({ default_values: { type: 'object', required: false } })
            : {}),
          ...writableArgs(variationSchemaOf(3, shop.profile), true),
        },
      },
    ]),
    wc.route('layout-templates', [
      { ...open(nothing), args: { area: { type: 'string', default: '', required: false } } },
    ]),
    wc.route('layout-templates/(?P<id>\\w[\\w\\s\\-]*)', [
      {
        ...open(() =>
          wpError('woocommerce_rest_layout_template_invalid_id', 'Invalid layout template ID.', 404),
        ),
        args: { id: { type: 'string', validate: 'late' } },
      },
    ]),
  ];
}

/** PayPal's routes: with no PayPal set up they let nobody in, but for the one that the buttons' window asks. */
export function paypalRoutes(shop: Shop): RestRoute[] {
  const wc = new Namespace(3, shop.profile);
  const closed: RestEndpoint = {
    methods: ['POST'],
    args: {},
    permission: ({ context }) => forbidden(context),
    callback: nothing,
  };
  const unprocessable: RestEndpoint = {
    ...closed,
    permission: () => true,
    callback: () => ({
      status: 422,
      data: { name: 'UNPROCESSABLE_ENTITY', details: [{ issue: 'ADDRESS_ERROR' }] },
    }),
  };
  return [
    wc.route('paypal-standard/update-shipping', [unprocessable]),
    wc.route('paypal-webhooks', [closed]),
    wc.route('paypal-buttons/create-order', [closed]),
    wc.route('paypal-buttons/cancel-payment', [closed]),
  ];
}
