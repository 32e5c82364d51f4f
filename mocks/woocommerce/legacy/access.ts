import type { Data } from '../../data/data.ts';
import type { PhpValue } from '../../php/types.ts';
import { absint } from '../../wordpress/absint.ts';
import { currentUserCan } from '../../wordpress/capabilities.ts';
import { ordersAreInTables } from '../order-storage.ts';
import { couponsAreOn } from '../resources/coupons-are-on.ts';
import type { Shop } from '../shop.ts';
import { LegacyError } from './error.ts';
import type { LegacyRequest } from './request.ts';

/** What the legacy API keeps as posts. */
export type LegacyPostType = 'shop_order' | 'shop_coupon' | 'product';

export type Doing = 'read' | 'edit' | 'delete';

/** `order` for `shop_order`. */
export function resourceName(type: LegacyPostType): string {
  return type.replace('shop_', '');
}

/**
 * `WC_API_Resource::validate_request()`: the id, or why it cannot be had. Refusals are 401 here, never 403.
 *
 * v1 calls a post that is not there invalid, v2 and v3 say that none was found (legacy.route.033, legacy.route.105).
 */
export function validatePost(
  shop: Shop,
  request: LegacyRequest,
  sent: PhpValue | undefined,
  type: LegacyPostType,
  doing: Doing,
): number | LegacyError {
  const name = resourceName(type);
  const id = absint(sent);
  if (id === 0) return new LegacyError(`woocommerce_api_invalid_${name}_id`, `Invalid ${type} ID`, 404);
  const found = postType(shop, id);
  const refused = new LegacyError(
    `woocommerce_api_user_cannot_${doing}_${name}`,
    `You do not have permission to ${doing} this ${name}`,
    401,
  );
  // Who may not read orders does not learn which there are.
  if (request.api !== 1 && type === 'shop_order' && found !== type && !canRead(shop, request, type)) {
    return refused;
  }
  if (found === undefined && request.api !== 1) {
    return new LegacyError(
      `woocommerce_api_no_${name}_found`,
      `No ${name} found with the ID equal to ${id}`,
      404,
    );
  }
  // An order in a table of its own has a post of another type in its place.
  const isElsewhere = type === 'shop_order' && ordersAreInTables(shop.data);
  if (found !== type || isElsewhere)
    return new LegacyError(`woocommerce_api_invalid_${name}`, `Invalid ${name}`, 404);
  const allowed =
    doing === 'read'
      ? canRead(shop, request, type)
      : isThere(shop.data, type) && currentUserCan(request.context, `${doing}_others_${type}s`);
  return allowed ? id : refused;
}

/** Coupons that are switched off are no type of posts, and nobody has a right to any. */
function isThere(data: Data, type: LegacyPostType): boolean {
  return type !== 'shop_coupon' || couponsAreOn(data);
}

/** `WC_API_Resource::is_readable()`. */
export function canRead({ data }: Shop, { context }: LegacyRequest, type: LegacyPostType): boolean {
  return isThere(data, type) && currentUserCan(context, `read_private_${type}s`);
}

/** Why no post of this type may be created; undefined where it may. */
export function refusedToCreate(
  { data }: Shop,
  { context }: LegacyRequest,
  type: LegacyPostType,
): LegacyError | undefined {
  if (isThere(data, type) && currentUserCan(context, `publish_${type}s`)) return undefined;
  const name = resourceName(type);
  return new LegacyError(
    `woocommerce_api_user_cannot_create_${name}`,
    `You do not have permission to create ${name}s`,
    401,
  );
}

/** Posts of all types share their ids; a variation counts as a product. */
function postType({ data }: Shop, id: number): LegacyPostType | undefined {
  if (data.orders.has(id)) return 'shop_order';
  if (data.products.has(id) || data.variations.has(id)) return 'product';
  if (data.coupons.has(id)) return 'shop_coupon';
  return undefined;
}
