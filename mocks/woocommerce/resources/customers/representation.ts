import { createHash } from 'node:crypto';
import type { Meta } from '../../../data/address.ts';
import type { CustomerProfile } from '../../../data/customer.ts';
import type { Data } from '../../../data/data.ts';
import { dateText } from '../../../wordpress/formatting/dates.ts';
import type { User } from '../../../wordpress/users.ts';
import { boughtBy } from '../../customer-counts.ts';
import { links, type RecordObject, type View } from '../view.ts';

/** A user and what WooCommerce knows of him. */
export interface Customer extends CustomerProfile {
  readonly user: User;
}

/** A customer as the samples of each version show him. */
export function showCustomer(data: Data, customer: Customer, view: View): RecordObject {
  const { user } = customer;
  const created = dateText(customer.date_created);
  const modified = dateText(customer.date_modified);
  const later = view.version > 1;
  const v3 = view.version === 3;
  const { email: _, ...shipping } = customer.shipping;
  // What is counted for an answer is not among its meta data yet.
  const meta = withCounts(data, customer);
  const money = v3 ? {} : bought(data, customer.id, view);
  if (!later) {
    return {
      id: customer.id,
      date_created: created,
      date_modified: modified,
      email: user.email,
      first_name: customer.first_name,
      last_name: customer.last_name,
      username: user.login,
      ...money,
      avatar_url: avatarUrl(user.email, view),
      billing: inCustomersOrder(customer.billing),
      shipping: inCustomersOrder(shipping),
      _links: links(view, 'customers', customer.id, {}, allowed(user, view)),
    };
  }
  return {
    id: customer.id,
    date_created: created,
    date_created_gmt: created,
    date_modified: modified,
    date_modified_gmt: modified,
    email: user.email,
    first_name: customer.first_name,
    last_name: customer.last_name,
    role: user.role,
    username: user.login,
    billing: inCustomersOrder(customer.billing),
    shipping: inCustomersOrder(shipping),
    is_paying_customer: customer.is_paying_customer,
    avatar_url: avatarUrl(user.email, view),
    // `is_protected_meta()`: what begins with an underscore is nobody's business since 10.5.
    meta_data: meta.filter(({ key }) => !view.profile.newerFields || !key.startsWith('_')),
    ...money,
    _links: links(view, 'customers', customer.id, {}, allowed(user, view)),
  };
}

/** Who is somebody in the shop cannot be deleted. */
function allowed({ role }: User, { profile }: View): readonly string[] {
  const deletable = ['customer', 'subscriber'].includes(role) || !profile.newerFields;
  return ['GET', 'POST', 'PUT', 'PATCH', ...(deletable ? ['DELETE'] : [])];
}

/** Customers have the country and the state after the postcode, orders before it. */
function inCustomersOrder(address: Record<string, string> | Customer['billing']): RecordObject {
  const { state, postcode, country, email, phone, ...rest } = address as Record<string, string>;
  const mail = email === undefined ? {} : { email };
  return { ...rest, postcode, country, state, ...mail, phone };
}

function bought(data: Data, customerId: number, view: View): RecordObject {
  const { last, orders, spent } = boughtBy(data, view.profile, customerId, view.version === 1);
  return {
    ...(view.version === 1
      ? { last_order: { id: last?.id ?? null, date: dateText(last?.date_created ?? null) } }
      : {}),
    orders_count: orders,
    total_spent: spent.toFixed(2),
  };
}

function withCounts(data: Data, { id, meta_data }: Customer): readonly Meta[] {
  return [...meta_data, ...(data.countedOrders.get(id) ?? [])].sort((a, b) => a.id - b.id);
}

/** `get_avatar_url()`: of the address's SHA-256 from WordPress 6.8 on, of its MD5 before. */
export function avatarUrl(email: string, view: View, size = 96): string {
  const hash = createHash(view.profile.newerFields ? 'sha256' : 'md5').update(email.trim().toLowerCase());
  return `https://secure.gravatar.com/avatar/${hash.digest('hex')}?s=${size}&d=mm&r=g`;
}
