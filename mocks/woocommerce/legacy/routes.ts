import { indexRoute } from './index-route.ts';
import type { LegacyApi } from './request.ts';
import { couponRoutes } from './resources/coupons.ts';
import { customerRoutes } from './resources/customers.ts';
import { orderRoutes } from './resources/orders.ts';
import { productRoutes } from './resources/products.ts';
import { reportRoutes } from './resources/reports.ts';
import { taxRoutes } from './resources/taxes.ts';
import { webhookRoutes } from './resources/webhooks.ts';
import type { LegacyRoute } from './route.ts';

/** A version's routes in the order in which they are tried and the index shows them (samples/legacy-index.json). */
export function routesOf(api: LegacyApi): readonly LegacyRoute[] {
  const resources =
    api === 3
      ? [
          ...couponRoutes(api),
          ...customerRoutes(api),
          ...orderRoutes(api),
          ...productRoutes(api),
          ...reportRoutes,
          ...taxRoutes,
          ...webhookRoutes,
        ]
      : [
          ...customerRoutes(api),
          ...orderRoutes(api),
          ...productRoutes(api),
          ...couponRoutes(api),
          ...reportRoutes,
          ...(api === 2 ? webhookRoutes : []),
        ];
  return [indexRoute(api, resources), ...resources];
}
