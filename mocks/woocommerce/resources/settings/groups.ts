import type { Profile } from '../../profiles.ts';

/** A page of the settings, or an e-mail. */
export interface SettingsGroup {
  readonly id: string;
  readonly label: string;
}

const group = (id: string, label: string): SettingsGroup => ({ id, label });

const pages = [
  group('wc_admin', 'WooCommerce Admin'),
  group('general', 'General'),
  group('products', 'Products'),
  group('tax', 'Tax'),
  group('shipping', 'Shipping'),
  group('checkout', 'Payments'),
  group('account', 'Accounts & Privacy'),
  group('email', 'Emails'),
  group('integration', 'Integration'),
  group('advanced', 'Advanced'),
];
const siteVisibility = group('site-visibility', 'Site visibility');
const newerPages = [group('point-of-sale', 'Point of Sale'), siteVisibility];
const emails = [
  group('email_new_order', 'New order'),
  group('email_cancelled_order', 'Cancelled order'),
  group('email_failed_order', 'Failed order'),
  group('email_customer_on_hold_order', 'Order on-hold'),
  group('email_customer_processing_order', 'Processing order'),
  group('email_customer_completed_order', 'Completed order'),
  group('email_customer_refunded_order', 'Refunded order'),
  group('email_customer_invoice', 'Customer invoice / Order details'),
  group('email_customer_note', 'Customer note'),
  group('email_customer_reset_password', 'Reset password'),
  group('email_customer_new_account', 'New account'),
];
const newerEmails = [
  group('email_customer_failed_order', 'Failed order'),
  group('email_customer_cancelled_order', 'Cancelled order'),
  group('email_customer_pos_completed_order', 'POS completed order'),
  group('email_customer_pos_refunded_order', 'POS refunded order'),
];

/** How many there are was recorded (basic.key.011): 27 in 10.5, 22 in 9.2, 21 before. Which ones the stores say. */
export function settingsGroups({ settingsGroups: which }: Profile): readonly SettingsGroup[] {
  if (which === 'of 8') return [...pages, ...emails];
  if (which === 'of 9') return [...pages, siteVisibility, ...emails];
  return [...pages, ...newerPages, ...emails, ...newerEmails];
}
