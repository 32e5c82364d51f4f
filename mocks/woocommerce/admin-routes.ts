import { authorizationRequiredCode, currentUserCan } from '../wordpress/capabilities.ts';
import type { Context } from '../wordpress/context.ts';
import { type WpError, wpError } from '../wordpress/error.ts';
import { restUrl } from '../wordpress/home.ts';
import { listTotals } from '../wordpress/rest/list-totals.ts';
import type { SimulatedEndpoint } from '../wordpress/rest/measured.ts';
import type { RestRequest, RestResult } from '../wordpress/rest/route.ts';
import { dateText } from './resources/dates.ts';
import { Namespace } from './resources/managed.ts';
import { showOrder } from './resources/orders/representation.ts';
import { missingPost } from './resources/posts.ts';
import { showProduct } from './resources/products/representation.ts';
import { selectedPage } from './resources/selected-page.ts';
import type { Shop } from './shop.ts';

/**
 * What WooCommerce's own pages of the dashboard read. Keys are let in here too (`wc-analytics`, `wc-admin`), with the
 * rights that they have elsewhere (namespace.001 to namespace.050). Nothing can be written, and of options none is told.
 */
export function adminEndpoints(shop: Shop): [string, SimulatedEndpoint][] {
  const wc = new Namespace(3, shop.profile);
  const { data } = shop;
  return [
    [
      'GET /wc-analytics/orders',
      {
        callback: request => {
          const view = wc.view(request);
          return selectedPage(data.orders, request.params, [], order => showOrder(data, order, view));
        },
      },
    ],
    [
      'GET /wc-analytics/products',
      {
        callback: request => {
          const view = wc.view(request);
          return selectedPage(data.products, request.params, [], one => showProduct(data, one, view));
        },
      },
    ],
    [
      'GET /wc-analytics/orders/(?P<id>[\\d]+)',
      {
        callback: request => {
          const order = data.orders.get(Number(request.urlParams.get('id')));
          return order
            ? { data: showOrder(data, order, wc.view(request)) }
            : missingPost('shop_order', 'view', 3);
        },
      },
    ],
    [
      'GET /wc-analytics/products/(?P<id>[\\d]+)',
      {
        callback: request => {
          const product = data.products.get(Number(request.urlParams.get('id')));
          return product
            ? { data: showProduct(data, product, wc.view(request)) }
            : missingPost('product', 'view', 3);
        },
      },
    ],
    ['GET /wc-analytics/customers', { callback: ({ context }) => customers(context) }],
    [
      'GET /wc-analytics/reports/orders/stats',
      { callback: () => ({ data: { totals: { orders_count: data.orders.size }, intervals: [] } }) },
    ],
    [
      'GET /wc-admin/onboarding/tasks',
      {
        callback: () => ({ data: ['setup', 'extended', 'secret_tasklist'].map(id => ({ id, tasks: [] })) }),
      },
    ],
    ['GET /wc-admin/options', { permission: permitOptions }],
  ];
}

/** Those who buy, as the reports count them: WooCommerce numbers them anew, in the order in which they came. */
function customers({ site, isTls }: Context): RestResult {
  const base = restUrl(site, '/wc-analytics/customers', isTls);
  const buyers = [...site.users].filter(({ role }) => role === 'customer');
  const now = dateText(site.now());
  return {
    data: buyers.map((user, index) => ({
      id: index + 1,
      user_id: user.id,
      username: user.login,
      name: '',
      first_name: '',
      last_name: '',
      email: user.email,
      country: '',
      city: '',
      state: '',
      postcode: '',
      date_registered: now,
      date_last_active: now,
      date_last_order: null,
      orders_count: 0,
      total_spend: 0,
      avg_order_value: 0,
      date_registered_gmt: now,
      date_last_active_gmt: now,
      _links: { customer: [{ href: `${base}/${index + 1}` }], collection: [{ href: base }] },
    })),
    headers: listTotals(buyers.length, 25),
  };
}

/**
 * `wc-admin/options`: whoever names no option hears of that before anything is asked of the user (namespace.031 to
 * namespace.039), which one answer for each role does not say.
 */
function permitOptions({ context, params }: RestRequest): true | WpError {
  if (params.get('options') === undefined) {
    return wpError('woocommerce_rest_cannot_view', 'You must supply an array of options.', 500);
  }
  return (
    currentUserCan(context, 'manage_woocommerce') ||
    wpError(
      'woocommerce_rest_cannot_view',
      'Sorry, you cannot view these options.',
      authorizationRequiredCode(context),
    )
  );
}
