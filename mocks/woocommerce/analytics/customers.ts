import { emptyProfile } from '../../data/customer.ts';
import { firstOrderId } from '../../data/seeded.ts';
import type { Context } from '../../wordpress/context.ts';
import { dateText } from '../../wordpress/formatting/dates.ts';
import { restUrl } from '../../wordpress/home.ts';
import { listTotals } from '../../wordpress/rest/list-totals.ts';
import type { RestRequest, RestResult } from '../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import { asIntegers } from '../resources/values.ts';
import type { Shop } from '../shop.ts';

/** Somebody who buys, as the reports count them. */
export interface Buyer {
  readonly id: number;
  readonly userId: number;
  readonly login: string;
  readonly email: string;
  readonly first: string;
  readonly last: string;
}

/**
 * WooCommerce numbers them anew, in the order in which they came. Until 6.6 they are counted in the background too; from
 * 7.8 on whoever comes through the API is known at once.
 */
export function buyers({ data, profile }: Shop, { site }: Context): readonly Buyer[] {
  const { woocommerce } = profile;
  if (!versionAtLeast(woocommerce, '7.8')) return [];
  // In 9.2 whom nobody has made or changed through the API stays unknown, whatever he buys.
  const byBuying = versionAtLeast(woocommerce, '10.5') || !versionAtLeast(woocommerce, '9.2');
  // Whose last order was deleted is forgotten since 9.2.
  const forgets = versionAtLeast(woocommerce, '9.2');
  // Of those of the fixture one is known by the orders that were there first, as long as these are.
  const hasFirstOrders = versionAtLeast(woocommerce, '10.5') && data.orders.has(firstOrderId);
  const isKnown = (id: number) => {
    const own = data.customers.get(id);
    if (forgets && data.formerBuyers.has(id)) return false;
    if (own === undefined) return hasFirstOrders;
    return byBuying || own.date_created !== emptyProfile(id).date_created;
  };
  return [...site.users]
    .filter(({ id, role }) => role === 'customer' && isKnown(id))
    .map((user, index) => {
      const own = data.customers.get(user.id);
      return {
        id: index + 1,
        userId: user.id,
        login: user.login,
        email: user.email,
        first: own?.first_name ?? '',
        last: own?.last_name ?? '',
      };
    });
}

/** Whether a time is named in which they have to have bought something: nobody has, as far as the reports know. */
export function hasPeriod(params: ReadonlyMap<string, unknown>): boolean {
  return params.get('after') !== undefined || params.get('before') !== undefined;
}

/** `wc-analytics/reports/customers`, which `wc-analytics/customers` is another name for. */
export function customersReport(shop: Shop, { context, params }: RestRequest): RestResult {
  const { site, isTls } = context;
  const base = restUrl(site, '/wc-analytics/customers', isTls);
  const wanted = asIntegers(params.get('customers'));
  const known = (hasPeriod(params) ? [] : buyers(shop, context)).filter(
    ({ id }) => wanted.length === 0 || wanted.includes(id),
  );
  const now = dateText(site.now());
  // Their names in two parts are 10.5's; before there is one.
  const inParts = versionAtLeast(shop.profile.woocommerce, '10.5');
  return {
    data: known.map(({ id, userId, login, email, first, last }) => ({
      id,
      user_id: userId,
      username: login,
      name: inParts ? `${first} ${last}`.trim() : `${first} ${last}`,
      ...(inParts ? { first_name: first, last_name: last } : {}),
      email,
      country: '',
      city: '',
      state: '',
      postcode: '',
      date_registered: now,
      date_last_active: null,
      date_last_order: null,
      orders_count: 0,
      total_spend: 0,
      avg_order_value: 0,
      date_registered_gmt: now,
      date_last_active_gmt: null,
      _links: { customer: [{ href: `${base}/${id}` }], collection: [{ href: base }] },
    })),
    headers: listTotals(known.length, params.get('per_page') as number | undefined),
  };
}
