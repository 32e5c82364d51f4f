import { toBytes } from '../wordpress/formatting/text.ts';
import type { ArgCheck } from '../wordpress/rest/route.ts';
import { checkFormat } from '../wordpress/rest/schema/formats.ts';
import type { SchemaError } from '../wordpress/rest/schema/schema-error.ts';
import { isPlainObject } from '../wordpress/rest/schema/values.ts';
import { versionAtLeast } from '../wordpress/version.ts';
import type { Profile } from './profiles.ts';
import { countryNames } from './resources/country-names.ts';
import { isStateOf, statesOf } from './resources/states.ts';
import { isPhone, isPostcode } from './validation.ts';

/**
 * `AbstractAddressSchema::validate_callback()`: country, state and postcode before telephone and e-mail, and nothing of an
 * address without a country. Its words come before the nonce is asked for.
 */
export function addressCheck(profile: Profile): ArgCheck {
  return value => wrongAddress(isPlainObject(value) ? value : {}, profile);
}

const fields =
  'first_name last_name company address_1 address_2 city state postcode country phone email'.split(' ');

function wrongAddress(address: Readonly<Record<string, unknown>>, profile: Profile): SchemaError | undefined {
  const wrong = fields.find(name => address[name] !== undefined && typeof address[name] !== 'string');
  if (wrong !== undefined) return refused(`invalid_${wrong}`, `Invalid ${wrong} provided.`);
  const text = (name: string) => String(address[name] ?? '').trim();
  const country = text('country').toUpperCase();
  if (country === '') {
    // Until 6.6 there is no address without one.
    return versionAtLeast(profile.woocommerce, '7.8')
      ? undefined
      : refused('missing_country', 'Country is required');
  }
  const countries = countryNames(profile);
  if (!countries.has(country)) {
    const all = [...countries.keys()].join(', ');
    return refused('invalid_country', `Invalid country code provided. Must be one of: ${all}`);
  }
  const state = text('state');
  if (!isStateOf(country, state, profile)) {
    const named = versionAtLeast(profile.woocommerce, '6.6') ? ` (${state})` : '';
    const all = statesOf(country, profile)
      .map(({ code }) => code)
      .join(', ');
    return refused('invalid_state', `The provided state${named} is not valid. Must be one of: ${all}`);
  }
  const postcode = text('postcode');
  if (postcode !== '' && !isPostcode(toBytes(postcode), country))
    return refused('invalid_postcode', 'The provided postcode / ZIP is not valid');
  const phone = text('phone');
  if (phone !== '' && !isPhone(phone))
    return refused('invalid_phone', 'The provided phone number is not valid');
  const email = text('email');
  return email !== '' && checkFormat(email, 'email', 'email') !== undefined
    ? refused('invalid_email', 'The provided email address is not valid')
    : undefined;
}

function refused(code: string, message: string): SchemaError {
  return { code, message, data: null };
}
