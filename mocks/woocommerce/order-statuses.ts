import type { Profile } from './profiles.ts';

/** `wc_get_order_statuses()` without `wc-`, and their names. */
export const orderStatusNames: Readonly<Record<string, string>> = {
  pending: 'Pending payment',
  processing: 'Processing',
  'on-hold': 'On hold',
  completed: 'Completed',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
  failed: 'Failed',
  'checkout-draft': 'Draft',
};

/** What an order's status can be: those, and what WordPress gives a post that nobody has saved. */
export const orderStatuses: readonly string[] = ['auto-draft', ...Object.keys(orderStatusNames)];

/** Those of a version: drafts were no status that a client can name in 5.8 (wc-5.8: route.038, oauth.body.005). */
export function orderStatusesOf({ orderDrafts }: Profile): readonly string[] {
  return orderDrafts ? orderStatuses : orderStatuses.filter(status => !status.endsWith('-draft'));
}

/** What lists can be asked for (route.038). */
export function listedOrderStatuses(profile: Profile): readonly string[] {
  return ['any', 'trash', ...orderStatusesOf(profile)];
}

/** `wc_get_order_status_name()`. */
export function orderStatusName(status: string): string {
  return orderStatusNames[status] ?? `${status[0]?.toUpperCase()}${status.slice(1)}`;
}

/** `wc_get_is_paid_statuses()`. */
export const paidStatuses: ReadonlySet<string> = new Set(['processing', 'completed']);

/** What the reports count as sold. */
export const soldStatuses: ReadonlySet<string> = new Set(['processing', 'completed', 'on-hold', 'refunded']);

/** `WC_Order::needs_payment()`. */
export function needsPayment({
  status,
  total,
}: {
  readonly status: string;
  readonly total: string;
}): boolean {
  return (status === 'pending' || status === 'failed') && Number(total) > 0;
}
