import { authorizationRequiredCode, currentUserCan } from '../wordpress/capabilities.ts';
import type { Context } from '../wordpress/context.ts';
import { type WpError, wpError } from '../wordpress/error.ts';
import type { RestEndpoint, RestResult, RestRoute } from '../wordpress/rest/route.ts';
import { pageArgs } from './resources/collection-args.ts';
import { Namespace, permitManager } from './resources/managed.ts';
import { showOrder } from './resources/orders/representation.ts';
import { permitPost } from './resources/posts.ts';
import { showProduct } from './resources/products/representation.ts';
import { type ItemSelection, type Params, select } from './resources/selection.ts';
import type { Shop } from './shop.ts';

/**
 * What WooCommerce's own pages of the dashboard read. Keys are let in here too (`wc-analytics`, `wc-admin`), with the
 * rights that they have elsewhere (namespace.001 to namespace.050). Nothing can be written, and of options none is told.
 */
export function adminRoutes(shop: Shop): RestRoute[] {
  const wc = new Namespace(3, shop.profile);
  const { data } = shop;
  return [
    route('wc-analytics', 'orders', {
      permission: request => permitPost(request, 'shop_order', 'list', undefined),
      callback: request => {
        const view = wc.view(request);
        const page = select(data.orders, request.params, []);
        return listed(
          page,
          request.params,
          id => data.orders.get(id),
          order => showOrder(order, view),
        );
      },
      args: pageArgs,
    }),
    route('wc-analytics', 'products', {
      permission: request => permitPost(request, 'product', 'list', undefined),
      callback: request => {
        const view = wc.view(request);
        const page = select(data.products, request.params, []);
        return listed(
          page,
          request.params,
          id => data.products.get(id),
          one => showProduct(data, one, view),
        );
      },
      args: pageArgs,
    }),
    route('wc-analytics', 'reports/orders/stats', {
      permission: request => permitManager(request, 'reports', 'list'),
      callback: () => ({ data: { totals: { orders_count: data.orders.size }, intervals: [] } }),
    }),
    route('wc-admin', 'onboarding/tasks', {
      permission: ({ context }) => permitTasks(context),
      callback: () => ({ data: ['setup', 'extended', 'secret_tasklist'].map(id => ({ id, tasks: [] })) }),
    }),
    // Whoever names no option hears of that before anything is asked of the user (namespace.031 to namespace.039).
    route('wc-admin', 'options', {
      permission: ({ context, params }) =>
        params.get('options') === undefined
          ? wpError('woocommerce_rest_cannot_view', 'You must supply an array of options.', 500)
          : permitOptions(context),
      callback: () => wpError('latchkey_not_simulated', 'The simulated store does not do this.', 501),
    }),
  ];
}

function route(
  namespace: string,
  path: string,
  endpoint: Pick<RestEndpoint, 'permission' | 'callback'> & Partial<RestEndpoint>,
): RestRoute {
  return {
    namespace,
    pattern: `/${namespace}/${path}`,
    endpoints: [{ methods: ['GET'], args: {}, ...endpoint }],
  };
}

function listed<T>(
  { ids, total }: ItemSelection,
  params: Params,
  find: (id: number) => T | undefined,
  show: (record: T) => unknown,
): RestResult {
  const perPage = (params.get('per_page') as number | undefined) ?? 10;
  const records = ids.map(find).filter(record => record !== undefined);
  return {
    data: records.map(show),
    headers: [
      ['X-WP-Total', total],
      ['X-WP-TotalPages', Math.ceil(total / perPage)],
    ],
  };
}

function permitTasks(context: Context): true | WpError {
  return refusing(context, 'create', 'Sorry, you are not allowed to retrieve onboarding tasks.');
}

function permitOptions(context: Context): true | WpError {
  return refusing(context, 'view', 'Sorry, you cannot view these options.');
}

function refusing(context: Context, doing: string, message: string): true | WpError {
  return (
    currentUserCan(context, 'manage_woocommerce') ||
    wpError(`woocommerce_rest_cannot_${doing}`, message, authorizationRequiredCode(context))
  );
}
