import type { RestRoute } from '../../wordpress/rest/route.ts';
import type { Shop } from '../shop.ts';
import { couponRoutes } from './coupons.ts';
import { orderRoutes } from './orders/orders.ts';

/** Every route that WooCommerce registers for its versions 1 to 3. */
export function restRoutes(shop: Shop): RestRoute[] {
  return ([1, 2, 3] as const).flatMap(version => [
    ...couponRoutes(shop, version),
    ...orderRoutes(shop, version),
  ]);
}
