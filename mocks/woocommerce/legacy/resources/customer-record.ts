import { createHash } from 'node:crypto';
import { type Address, noAddress } from '../../../data/address.ts';
import { emptyProfile } from '../../../data/customer.ts';
import type { Order } from '../../../data/order.ts';
import type { User } from '../../../wordpress/users.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import { boughtBy } from '../../customer-counts.ts';
import type { Shop } from '../../shop.ts';
import { decimal, formatDate } from '../format.ts';
import type { LegacyRequest } from '../request.ts';

/** A customer as the legacy API shows it; v1 leaves `last_update` and `role` out, v2 `last_update`. */
export function customerRecord(shop: Shop, request: LegacyRequest, user: User): Record<string, unknown> {
  const profile = shop.data.customers.get(user.id) ?? emptyProfile(user.id);
  const { last, orders, spent } = boughtBy(shop.data, shop.profile, user.id, true);
  return {
    id: user.id,
    created_at: formatDate(profile.date_created),
    ...(request.api === 3 ? { last_update: formatDate(profile.date_modified) } : {}),
    email: user.email,
    first_name: profile.first_name,
    last_name: profile.last_name,
    username: user.login,
    ...(request.api === 1 ? {} : { role: user.role }),
    last_order_id: last?.id ?? null,
    last_order_date: last ? formatDate(last.date_created) : null,
    orders_count: orders,
    total_spent: decimal(spent),
    avatar_url: avatarUrl(request, user.email),
    billing_address: billingAddress(profile.billing),
    shipping_address: shippingAddress(profile.shipping),
  };
}

/** The customer within an order: of a guest, what the order says. */
export function orderCustomer(shop: Shop, request: LegacyRequest, order: Order): Record<string, unknown> {
  const user = order.customer_id === 0 ? undefined : request.context.site.users.get(order.customer_id);
  if (user) return customerRecord(shop, request, user);
  return {
    id: 0,
    email: order.billing.email,
    first_name: order.billing.first_name,
    last_name: order.billing.last_name,
    billing_address: billingAddress(order.billing),
    shipping_address: shippingAddress(order.shipping),
  };
}

export function billingAddress(address: Address = noAddress): Record<string, string> {
  return { ...shippingAddress(address), email: address.email, phone: address.phone };
}

export function shippingAddress(address: Address = noAddress): Record<string, string> {
  const { first_name, last_name, company, address_1, address_2, city, state, postcode, country } = address;
  return { first_name, last_name, company, address_1, address_2, city, state, postcode, country };
}

/** `get_avatar_url()`: SHA-256 since WordPress 6.8, MD5 before. */
function avatarUrl({ context }: LegacyRequest, email: string): string {
  const algorithm = versionAtLeast(context.site.version, '6.8') ? 'sha256' : 'md5';
  const hash = createHash(algorithm).update(email.trim().toLowerCase()).digest('hex');
  return `https://secure.gravatar.com/avatar/${hash}?s=96&d=mm&r=g`;
}
