import { sanitizeTextField } from '../wordpress/formatting/sanitize.ts';
import { fromBytes, toBytes } from '../wordpress/formatting/text.ts';
import type { ArgCheck } from '../wordpress/rest/route.ts';
import { checkFormat } from '../wordpress/rest/schema/formats.ts';
import type { SchemaError } from '../wordpress/rest/schema/schema-error.ts';
import { isPlainObject } from '../wordpress/rest/schema/values.ts';
import { versionAtLeast } from '../wordpress/version.ts';
import type { Profile } from './profiles.ts';
import { countryNames } from './resources/country-names.ts';
import { statesOf } from './resources/states.ts';
import { isPhone, isPostcode } from './validation.ts';

export type SentAddress = Readonly<Record<string, unknown>>;

/**
 * `AbstractAddressSchema::validate_callback()` of a parameter, before the nonce is asked for: of a checkout in all versions,
 * of a cart's customer until 6.6.
 */
export function addressCheck(profile: Profile): ArgCheck {
  return (value, name) => wrongAddress(isPlainObject(value) ? value : {}, name, profile);
}

const fields =
  'first_name last_name company address_1 address_2 city state postcode country phone email'.split(' ');

/** All that is wrong with an address; nothing but the country where that is none. */
export function wrongAddress(address: SentAddress, param: string, profile: Profile): SchemaError | undefined {
  const wrong: SchemaError[] = [];
  const add = (code: string, message: string) => wrong.push({ code, message, data: null });
  const isOther = (name: string) => address[name] !== undefined && typeof address[name] !== 'string';
  const other = isNew(profile) ? fields.filter(isOther) : [];
  for (const name of other) add(`invalid_${name}`, `Invalid ${name} provided.`);
  if (other.length === 0) addWrongPlace(cleanAddress(address, profile), profile, add);
  const email = param === 'shipping_address' ? '' : textOf(address.email).trim();
  if (email !== '' && checkFormat(email, 'email', 'email') !== undefined)
    add('invalid_email', 'The provided email address is not valid');
  const [first, ...more] = wrong;
  return first && { ...first, ...(more.length > 0 ? { additional_errors: more } : {}) };
}

function addWrongPlace(
  address: Readonly<Record<string, string>>,
  profile: Profile,
  add: (code: string, message: string) => unknown,
): void {
  const { country = '', state = '', postcode = '', phone = '' } = address;
  // Until 6.6 there is no address without one.
  if (country === '' && !versionAtLeast(profile.woocommerce, '7.8')) {
    add('missing_country', 'Country is required');
    return;
  }
  const countries = countryNames(profile);
  if (country !== '' && !countries.has(country)) {
    const all = [...countries.keys()].join(', ');
    add('invalid_country', `Invalid country code provided. Must be one of: ${all}`);
    return;
  }
  if (!isStateCode(country, state, profile)) {
    const named = versionAtLeast(profile.woocommerce, '6.6') ? ` (${state})` : '';
    const all = statesOf(country, profile)
      .map(({ code }) => code)
      .join(', ');
    add('invalid_state', `The provided state${named} is not valid. Must be one of: ${all}`);
  }
  if (postcode !== '' && !isPostcode(toBytes(postcode), country))
    add('invalid_postcode', 'The provided postcode / ZIP is not valid');
  if (phone !== '' && !isPhone(phone)) add('invalid_phone', 'The provided phone number is not valid');
}

/** `sanitize_callback()`: the fields that were sent; the country in capitals, a state by its code. */
export function cleanAddress(address: SentAddress, profile: Profile): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const name of fields) {
    if (address[name] === undefined || address[name] === null) continue;
    clean[name] = fromBytes(sanitizeTextField(toBytes(textOf(address[name]))));
  }
  // Since 9.2 a state is looked for in the country as it was sent, before that is put into capitals.
  if (!isNew(profile) && clean.country !== undefined) clean.country = clean.country.toUpperCase();
  if (clean.state !== undefined) clean.state = formatState(clean.state, clean.country ?? '', profile);
  if (clean.country !== undefined) clean.country = clean.country.toUpperCase();
  if (clean.postcode !== undefined) clean.postcode = clean.postcode.trim().toUpperCase();
  return clean;
}

/** A state by its code, of which there is one for its name too; in a country whose states are known, in capitals. */
function formatState(sent: string, country: string, profile: Profile): string {
  const all = statesOf(country, profile);
  const state = sent.toUpperCase();
  if (all.length === 0) return sent;
  const found = all.find(({ code, name }) => [String(code), name].some(one => one.toUpperCase() === state));
  return found === undefined ? state : String(found.code);
}

/** `validate_state()`: any will do where a country's are not known, and none always. */
export function isStateCode(country: string, state: string, profile: Profile): boolean {
  const all = statesOf(country, profile);
  return state === '' || all.length === 0 || all.some(({ code }) => String(code) === state.toUpperCase());
}

function isNew({ woocommerce }: Profile): boolean {
  return versionAtLeast(woocommerce, '9.0');
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
