import type { Data } from '../data/data.ts';

/** The setting "Order data storage", by its group and name. */
export const orderStorage = 'advanced/woocommerce_custom_orders_table_enabled';

/**
 * True where orders stand in tables of their own (High-Performance Order Storage, for new shops since 8.2), and not among
 * the posts: what looks for them there finds none. docs/discoveries/orders-in-tables.md says what that is.
 */
export function ordersAreInTables({ settings }: Data): boolean {
  return settings.get(orderStorage) === 'yes';
}
