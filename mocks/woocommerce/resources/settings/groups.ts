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

/** An option of a group. */
export interface Setting {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly default: string;
  readonly options?: Readonly<Record<string, string>>;
}

const text = (id: string, label: string, value = ''): Setting => ({
  id,
  label,
  type: 'text',
  default: value,
});
const checkbox = (id: string, label: string, value: 'yes' | 'no'): Setting => ({
  id,
  label,
  type: 'checkbox',
  default: value,
});
const select = (id: string, label: string, value: string, options: Record<string, string>): Setting => ({
  id,
  label,
  type: 'select',
  default: value,
  options,
});

const general = [
  text('woocommerce_store_address', 'Address line 1'),
  text('woocommerce_store_address_2', 'Address line 2'),
  text('woocommerce_store_city', 'City'),
  select('woocommerce_default_country', 'Country / State', 'US:CA', {
    'US:CA': 'United States (US) - California',
  }),
  text('woocommerce_store_postcode', 'Postcode / ZIP'),
  select('woocommerce_allowed_countries', 'Selling location(s)', 'all', {
    all: 'Sell to all countries',
    all_except: 'Sell to all countries, except for…',
    specific: 'Sell to specific countries',
  }),
  checkbox('woocommerce_calc_taxes', 'Enable taxes', 'no'),
  checkbox('woocommerce_enable_coupons', 'Enable coupons', 'yes'),
  select('woocommerce_currency', 'Currency', 'USD', {
    USD: 'United States (US) dollar ($)',
    EUR: 'Euro (€)',
  }),
  select('woocommerce_currency_pos', 'Currency position', 'left', {
    left: 'Left',
    right: 'Right',
    left_space: 'Left with space',
    right_space: 'Right with space',
  }),
  text('woocommerce_price_thousand_sep', 'Thousand separator', ','),
  text('woocommerce_price_decimal_sep', 'Decimal separator', '.'),
  text('woocommerce_price_num_decimals', 'Number of decimals', '2'),
];
const products = [
  select('woocommerce_weight_unit', 'Weight unit', 'lbs', { kg: 'kg', g: 'g', lbs: 'lbs', oz: 'oz' }),
  select('woocommerce_dimension_unit', 'Dimensions unit', 'in', {
    m: 'm',
    cm: 'cm',
    mm: 'mm',
    in: 'in',
    yd: 'yd',
  }),
  checkbox('woocommerce_enable_reviews', 'Enable reviews', 'yes'),
];
const tax = [
  select('woocommerce_prices_include_tax', 'Prices entered with tax', 'no', {
    yes: 'Yes, I will enter prices inclusive of tax',
    no: 'No, I will enter prices exclusive of tax',
  }),
];
const email = [
  checkbox('enabled', 'Enable/Disable', 'yes'),
  text('subject', 'Subject'),
  text('heading', 'Email heading'),
];

/** The options that a group has here: the ones that clients read before they work. */
export function settingsOf(groupId: string): readonly Setting[] {
  if (groupId.startsWith('email_')) return email;
  switch (groupId) {
    case 'general':
      return general;
    case 'products':
      return products;
    case 'tax':
      return tax;
    default:
      return [];
  }
}
