import { isWpError, type WpError, wpError } from '../../wordpress/error.ts';
import { listTotals } from '../../wordpress/rest/list-totals.ts';
import type { SimulatedEndpoint } from '../../wordpress/rest/measured.ts';
import type { RestEndpoint, RestRoute } from '../../wordpress/rest/route.ts';
import { attributeRoutes } from '../resources/attributes.ts';
import { couponRoutes } from '../resources/coupons.ts';
import { orderRoutes } from '../resources/orders/orders.ts';
import { allVariationsRoute, productOtherRoutes } from '../resources/others.ts';
import { productRoutes, variationRoutes } from '../resources/products/products.ts';
import { reviewRoutes } from '../resources/products/reviews.ts';
import { searched } from '../resources/selection.ts';
import { settingsRoutes } from '../resources/settings/settings.ts';
import { taxRoutes } from '../resources/taxes.ts';
import { attributeTermRoutes, termRoutes } from '../resources/terms.ts';
import { asText } from '../resources/values.ts';
import { worldRoutes } from '../resources/world.ts';
import type { Shop } from '../shop.ts';
import { lowInStock } from './low-in-stock.ts';

/** What is read and written at `wc-analytics` as at `wc/v3`: by a controller that extends the other's, and leads to itself. */
const twins = [
  'coupons',
  'coupons/(?P<id>[\\d]+)',
  'coupons/batch',
  'data/countries',
  'data/countries/(?P<location>[\\w-]+)',
  'orders',
  'orders/(?P<id>[\\d]+)',
  'orders/batch',
  'products/(?P<id>[\\d]+)',
  'products/(?P<id>[\\d]+)/duplicate',
  'products/(?P<id>[\\d]+)/related',
  'products/(?P<product_id>[\\d]+)/variations',
  'products/(?P<product_id>[\\d]+)/variations/(?P<id>[\\d]+)',
  'products/(?P<product_id>[\\d]+)/variations/batch',
  'products/(?P<product_id>[\\d]+)/variations/generate',
  'products/attributes/(?P<id>[\\d]+)',
  'products/attributes/(?P<attribute_id>[\\d]+)/terms',
  'products/attributes/(?P<attribute_id>[\\d]+)/terms/(?P<id>[\\d]+)',
  'products/attributes/(?P<attribute_id>[\\d]+)/terms/batch',
  'products/attributes/batch',
  'products/batch',
  'products/categories',
  'products/categories/(?P<id>[\\d]+)',
  'products/categories/batch',
  'products/reviews',
  'products/reviews/(?P<id>[\\d]+)',
  'products/reviews/batch',
  'products/suggested-products',
  'settings/(?P<group_id>[\\w-]+)',
  'settings/(?P<group_id>[\\w-]+)/(?P<id>[\\w-]+)',
  'settings/(?P<group_id>[\\w-]+)/batch',
  'taxes',
  'taxes/(?P<id>[\\d]+)',
  'taxes/batch',
  'variations',
];

/** Records of the shop as the dashboard reads them. */
export function recordEndpoints(shop: Shop): [string, SimulatedEndpoint][] {
  const routes = new Map(routesOfV3(shop).map(route => [route.pattern, route]));
  const read = (path: string): RestEndpoint => {
    const found = routes.get(`/wc/v3/${path}`)?.endpoints.find(({ methods }) => methods.includes('GET'));
    if (!found) throw new RangeError(`wc/v3 has no ${path}`);
    return found;
  };
  const bySlug = (path: string): SimulatedEndpoint['callback'] => {
    const { callback } = read(path);
    return request => {
      const slug = `pa_${asText(request.urlParams.get('slug')).replace(/^pa_/, '')}`;
      const [attribute] = shop.data.attributes.having('slug', slug);
      if (!attribute) return noAttribute();
      const params = new Map(request.params).set('attribute_id', attribute.id).set('id', attribute.id);
      return callback({ ...request, params });
    };
  };
  return [
    ...twins.flatMap(path => twinsOf(routes.get(`/wc/v3/${path}`), path)),
    ['GET /wc-analytics/products', { callback: lowInStockAlone(shop, read('products').callback) }],
    ['GET /wc-analytics/products/attributes', { callback: named(read('products/attributes').callback) }],
    [
      'GET /wc-analytics/products/attributes/(?P<slug>[a-z0-9_\\-]+)',
      { callback: bySlug('products/attributes/(?P<id>[\\d]+)') },
    ],
    [
      'GET /wc-analytics/products/attributes/(?P<slug>[a-z0-9_\\-]+)/terms',
      { callback: bySlug('products/attributes/(?P<attribute_id>[\\d]+)/terms') },
    ],
  ];
}

/** Who may do what is the other controller's affair too: asked as six roles on 10.5 and 5.8. */
function twinsOf(route: RestRoute | undefined, path: string): [string, SimulatedEndpoint][] {
  return (route?.endpoints ?? []).map(({ methods, permission, foretells, callback }) => [
    `${methods[0]} /wc-analytics/${path}`,
    { permission, callback, ...(foretells && { foretells }) },
  ]);
}

function routesOfV3(shop: Shop): RestRoute[] {
  return [
    ...attributeRoutes(shop, 3),
    ...attributeTermRoutes(shop, 3),
    ...couponRoutes(shop, 3),
    ...orderRoutes(shop, 3),
    ...productOtherRoutes(shop, 3),
    ...productRoutes(shop, 3),
    ...reviewRoutes(shop, 3),
    ...settingsRoutes(shop, 3),
    ...taxRoutes(shop, 3),
    ...termRoutes(shop, 3),
    ...variationRoutes(shop, 3),
    ...worldRoutes(shop),
    allVariationsRoute(shop),
  ];
}

type Callback = RestEndpoint['callback'];

/** The dashboard can ask for what is nearly gone. */
function lowInStockAlone(shop: Shop, list: Callback): Callback {
  return request => {
    if (request.params.get('low_in_stock') !== true) return list(request);
    const low = lowInStock(shop).map(({ id }) => id);
    return list({ ...request, params: new Map(request.params).set('include', [0, ...low]) });
  };
}

/** The dashboard can look for an attribute by its name. */
function named(list: Callback): Callback {
  return async request => {
    const found = await list(request);
    const search = searched(request.params);
    if (search === undefined || isWpError(found) || !Array.isArray(found.data)) return found;
    const data = found.data.filter(({ name }) => asText(name).toLowerCase().includes(search));
    return { ...found, data, headers: listTotals(data.length) };
  };
}

function noAttribute(): WpError {
  const message = 'No product attribute with that slug was found.';
  return wpError('woocommerce_rest_product_attribute_not_found', message, 404);
}
