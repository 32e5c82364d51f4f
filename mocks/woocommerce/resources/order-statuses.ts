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

/** What lists can be asked for (route.038). */
export const listedOrderStatuses: readonly string[] = ['any', 'trash', ...orderStatuses];
