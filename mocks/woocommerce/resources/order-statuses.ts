import type { Profile } from '../profiles.ts';

/** What an order's status can be, without WooCommerce's `wc-`: `wc_get_order_statuses()` and `auto-draft`. */
export const orderStatuses: readonly string[] = [
  'auto-draft',
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed',
  'checkout-draft',
];

/** Those of a version: drafts were no status that a client can name in 5.8 (wc-5.8: route.038, oauth.body.005). */
export function orderStatusesOf({ orderDrafts }: Profile): readonly string[] {
  return orderDrafts ? orderStatuses : orderStatuses.filter(status => !status.endsWith('-draft'));
}

/** What lists can be asked for (route.038). */
export function listedOrderStatuses(profile: Profile): readonly string[] {
  return ['any', 'trash', ...orderStatusesOf(profile)];
}

const names: Readonly<Record<string, string>> = {
  pending: 'Pending payment',
  'on-hold': 'On hold',
  'checkout-draft': 'Draft',
};

/** `wc_get_order_status_name()`. */
export function orderStatusName(status: string): string {
  return names[status] ?? `${status[0]?.toUpperCase()}${status.slice(1)}`;
}
