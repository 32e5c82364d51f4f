import type { Data } from '../data/data.ts';
import { FatalError } from '../php/fatal-error.ts';
import type { ArgCheck, ArgChecks } from '../wordpress/rest/route.ts';
import { checkFormat } from '../wordpress/rest/schema/formats.ts';
import type { SchemaError } from '../wordpress/rest/schema/schema-error.ts';
import { isNumeric, isPlainObject, phpString } from '../wordpress/rest/schema/values.ts';
import { addressCheck } from './address-check.ts';
import { couponCode } from './resources/coupon-code.ts';
import type { Shop } from './shop.ts';

/** Callbacks that WooCommerce's controllers check single parameters with, by the names that the table of routes has for them. */
export function argChecks({ data, profile }: Shop): ArgChecks {
  return new Map<string, ArgCheck>([
    ['two-numbers', (value, name) => checkPair(value, name, isNumeric, 'numbers')],
    ['two-dates', (value, name) => checkPair(value, name, isDate, 'valid dates')],
    ['country', checkCountry],
    ['provider-order', checkProviderOrder],
    [
      'inactive',
      value => (value === false ? undefined : refused('The isActive argument should be set to false.')),
    ],
    ['snooze', value => (['day', 'hour', 'week'].includes(phpString(value)) ? undefined : false)],
    ['store-email', checkStoreEmail],
    ['email-type', checkEmailType],
    ['email-transient', checkEmailTransient],
    ['email-id', checkEmailId],
    ['coupon', value => (hasCoupon(data, phpString(value)) ? undefined : false)],
    ['address', addressCheck(profile)],
  ]);
}

/** `CartCouponSchema::coupon_exists()`. A query would want the tables open, which they are not before the callback. */
function hasCoupon(data: Data, sent: string): boolean {
  const code = couponCode(sent);
  for (const coupon of data.coupons) if (coupon.code === code && coupon.status !== 'trash') return true;
  return false;
}

const refused = (message: string, code = 'rest_invalid_param'): SchemaError => ({
  code,
  message,
  data: { status: 400 },
});

/** `TimeInterval::rest_validate_between_numeric_arg()` and `…_date_arg()`: a list of exactly two. */
function checkPair(
  value: unknown,
  name: string,
  fits: (one: unknown) => boolean,
  what: string,
): SchemaError | undefined {
  const wrong = (message: string) => ({ code: 'rest_invalid_param', message, data: null });
  if (!Array.isArray(value)) return wrong(`${name} is not a numerically indexed array.`);
  return value.length === 2 && value.every(fits) ? undefined : wrong(`${name} must contain 2 ${what}.`);
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && checkFormat(value, 'date-time', '') === undefined;
}

/** `PaymentsRestController::check_location_arg()`. */
function checkCountry(value: unknown): SchemaError | undefined {
  if (typeof value !== 'string') return refused('The location argument must be a string.');
  return /^[a-z]{2}$/i.test(value)
    ? undefined
    : refused('The location argument must be a valid ISO3166 alpha-2 country code.');
}

function checkProviderOrder(value: unknown): SchemaError | undefined {
  if (typeof value !== 'object' || value === null) return refused('The ordering argument must be an object.');
  return isPlainObject(value) && Object.values(value).every(isNumeric)
    ? undefined
    : refused(
        'The ordering argument must be an object with provider IDs as keys and numeric values as values.',
      );
}

/** `OnboardingProfile::rest_validate_marketing_email()`: `is_email()` dies of a list. */
function checkStoreEmail(value: unknown, name: string): SchemaError | undefined {
  if (typeof value === 'object' && value !== null)
    throw new FatalError('strlen(): Argument #1 ($string) must be of type string, array given');
  const email = phpString(value);
  if (email === '' || checkFormat(email, 'email', name) === undefined) return undefined;
  return { code: 'rest_invalid_email', message: 'Invalid email address', data: null };
}

/** The e-mails that can be looked at beforehand, and the names of their options. */
const emails =
  'new_order cancelled_order customer_cancelled_order failed_order customer_failed_order customer_on_hold_order customer_processing_order customer_completed_order customer_refunded_order customer_invoice customer_note customer_reset_password customer_new_account customer_pos_completed_order customer_pos_refunded_order'.split(
    ' ',
  );
const emailTypes = new Set(emails.map(id => `WC_Email_${id}`.toLowerCase()));

function checkEmailType(value: unknown): SchemaError | undefined {
  if (typeof value === 'object' && value !== null)
    throw new FatalError('Illegal offset type in isset or empty');
  return emailTypes.has(phpString(value).toLowerCase())
    ? undefined
    : refused('Invalid email type.', 'woocommerce_rest_invalid_email_type');
}

function checkEmailId(value: unknown): SchemaError | undefined {
  const id = phpString(value);
  return emails.includes(id)
    ? undefined
    : refused(`The provided email ID "${id}" is not allowed.`, 'woocommerce_rest_not_allowed_email_id');
}

/** What the preview of an e-mail is drawn with: the look of all, and the texts of each. */
const transient = new RegExp(
  `^woocommerce_(email_(background_color|base_color|body_background_color|font_family|footer_text|footer_text_color|header_alignment|header_image|header_image_width|text_color)|(${emails.join('|')})_(subject|heading|additional_content|email_type))$`,
);

function checkEmailTransient(value: unknown): SchemaError | undefined {
  const key = phpString(value);
  return transient.test(key)
    ? undefined
    : refused(`The provided key "${key}" is not allowed.`, 'woocommerce_rest_not_allowed_key');
}
