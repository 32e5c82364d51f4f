import type { Data } from '../../data/data.ts';
import type { SimulatedEndpoint, SimulatedEndpoints } from '../../wordpress/rest/measured.ts';
import type { RestEndpoint, RestRequest, RestRoute } from '../../wordpress/rest/route.ts';
import type { Shop } from '../shop.ts';
import { attributeRoutes } from './attributes.ts';
import { couponRoutes } from './coupons.ts';
import { customerRoutes } from './customers/customers.ts';
import { orderNoteRoutes } from './orders/notes.ts';
import { orderRoutes } from './orders/orders.ts';
import { refundRoutes } from './orders/refunds.ts';
import {
  allRefundsRoute,
  allVariationsRoute,
  customerDownloadRoutes,
  marketplaceRoutes,
  orderOtherRoutes,
  paypalRoutes,
  productOtherRoutes,
} from './others.ts';
import { paymentGatewayRoutes } from './payment-gateways.ts';
import { productRoutes, variationRoutes } from './products/products.ts';
import { reviewRoutes } from './products/reviews.ts';
import { reportRoutes } from './reports/reports.ts';
import { settingsRoutes } from './settings/settings.ts';
import { shippingMethodRoutes, shippingZoneRoutes } from './shipping.ts';
import { isThere } from './since.ts';
import { systemStatusRoutes } from './system-status.ts';
import { taxRoutes } from './taxes.ts';
import { attributeTermRoutes, termRoutes } from './terms.ts';
import type { Version } from './view.ts';
import { webhookRoutes } from './webhooks.ts';
import { worldRoutes } from './world.ts';

/** Every route that WooCommerce registers for its versions 1 to 3 (samples/index: those of 10.5). */
export function restRoutes(shop: Shop): RestRoute[] {
  const routes = [
    ...marketplaceRoutes(shop),
    ...inAllVersions(shop, 1),
    ...inAllVersions(shop, 2),
    ...sinceVersion2(shop, 2),
    ...inAllVersions(shop, 3),
    ...sinceVersion2(shop, 3),
    ...inVersion3(shop),
  ];
  return withData(
    shop.data,
    routes.filter(({ pattern }) => isThere(shop.profile, pattern)),
  );
}

/** What is done at measured routes, with the tables open. */
export function simulatedWithData(
  data: Data,
  endpoints: readonly (readonly [string, SimulatedEndpoint])[],
): SimulatedEndpoints {
  return new Map(
    endpoints.map(([name, endpoint]) => {
      const { callback } = endpoint;
      if (callback === undefined) return [name, endpoint];
      const task = (request: RestRequest) => () => callback(request);
      const open: RestEndpoint['callback'] = name.startsWith('GET ')
        ? request => data.read(task(request))
        : request => data.write(task(request));
      return [name, { ...endpoint, callback: open }];
    }),
  );
}

/** Routes whose endpoints find the tables open. */
function withData(data: Data, routes: readonly RestRoute[]): RestRoute[] {
  return routes.map(route => ({
    ...route,
    endpoints: route.endpoints.map(endpoint => behindData(data, route, endpoint)),
  }));
}

/**
 * An endpoint whose writes are done one after the other, and whose reads find the tables open. Orders can be listed and
 * read before: they are what most clients ask a store for first, and need neither a query nor the library.
 */
function behindData(data: Data, { pattern }: RestRoute, endpoint: RestEndpoint): RestEndpoint {
  const { callback } = endpoint;
  if (!endpoint.methods.includes('GET'))
    return { ...endpoint, callback: request => data.write(() => callback(request)) };
  if (ofOrders.test(pattern)) return endpoint;
  return {
    ...endpoint,
    callback: request => data.read(() => callback(request)),
  };
}

/** `/wc/v3/orders` and `/wc/v3/orders/(?P<id>[\\d]+)`. */
const ofOrders = /^\/wc\/v\d\/orders(\/\(\?P<id>[^/]*)?$/;

function inAllVersions(shop: Shop, version: Version): RestRoute[] {
  return [
    ...couponRoutes(shop, version),
    ...customerDownloadRoutes(shop, version),
    ...customerRoutes(shop, version),
    ...orderNoteRoutes(shop, version),
    ...refundRoutes(shop, version),
    ...orderRoutes(shop, version),
    ...attributeTermRoutes(shop, version),
    ...attributeRoutes(shop, version),
    ...termRoutes(shop, version),
    ...reviewRoutes(shop, version),
    ...productRoutes(shop, version),
    ...reportRoutes(shop, version),
    ...taxRoutes(shop, version),
    ...webhookRoutes(shop, version),
  ];
}

function sinceVersion2(shop: Shop, version: 2 | 3): RestRoute[] {
  return [
    ...productOtherRoutes(shop, version),
    ...variationRoutes(shop, version),
    ...settingsRoutes(shop, version),
    ...shippingZoneRoutes(shop, version),
    ...systemStatusRoutes(shop, version),
    ...shippingMethodRoutes(shop, version),
    ...paymentGatewayRoutes(shop, version),
  ];
}

function inVersion3(shop: Shop): RestRoute[] {
  return [
    ...worldRoutes(shop),
    allRefundsRoute(shop),
    allVariationsRoute(shop),
    ...orderOtherRoutes(shop),
    ...paypalRoutes(shop),
  ];
}
