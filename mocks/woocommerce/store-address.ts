import { basePlace } from './resources/orders/tax-rates.ts';
import { countriesOf } from './resources/places.ts';
import { statesOf } from './resources/states.ts';
import { asObject, asText } from './resources/values.ts';
import type { Shop } from './shop.ts';

/**
 * `AbstractAddressSchema::validate_callback()`: which of the addresses that were sent to the Store API are none. What is
 * not said is taken from the customer, of whom a cart that is new knows the shop's country alone.
 */
export function wrongAddresses(shop: Shop, params: ReadonlyMap<string, unknown>): string[] {
  return ['billing_address', 'shipping_address'].filter(
    name => params.has(name) && isWrong(shop, asObject(params.get(name))),
  );
}

function isWrong({ data, profile }: Shop, address: Readonly<Record<string, unknown>>): boolean {
  const field = (name: string) => asText(address[name]).trim();
  const country = (field('country') || basePlace(data).country).toUpperCase();
  if (!countriesOf(profile).includes(country)) return true;
  const states = statesOf(country, profile);
  const state = field('state').toUpperCase();
  const isState = states.some(({ code, name }) => code === state || name.toUpperCase() === state);
  if (state !== '' && states.length > 0 && !isState) return true;
  if (!isPostcode(field('postcode'), country) || !isPhone(field('phone'))) return true;
  // Since 10.5 a cart takes any text for an address that mail is sent to.
  const email = field('email');
  return !profile.newerFields && email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
}

/** `WC_Validation::is_postcode()`, for the countries whose form is looked at here. */
function isPostcode(postcode: string, country: string): boolean {
  if (postcode === '') return true;
  return !/[^\s\-A-Za-z0-9]/.test(postcode) && (postcodes[country]?.test(postcode) ?? true);
}

const postcodes: Readonly<Record<string, RegExp>> = {
  US: /^\d{5}(-\d{4})?$/,
  DE: /^(0[1-9]|[1-9]\d)\d{3}$/,
  FR: /^\d{5}$/,
  IT: /^\d{5}$/,
  ES: /^\d{5}$/,
  AT: /^\d{4}$/,
  CH: /^\d{4}$/,
  PL: /^\d{2}-\d{3}$/,
};

/** `WC_Validation::is_phone()`. */
function isPhone(phone: string): boolean {
  return phone.replace(/[\s#0-9_\-+/().]/g, '') === '';
}
