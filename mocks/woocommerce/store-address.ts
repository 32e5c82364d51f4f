import { countryNames } from './resources/country-names.ts';
import { basePlace } from './resources/orders/tax-rates.ts';
import { isStateOf } from './resources/states.ts';
import { asObject, asText } from './resources/values.ts';
import type { Shop } from './shop.ts';
import { isPhone, isPostcode } from './validation.ts';

/**
 * `AbstractAddressSchema::validate_callback()`: which of the addresses that were sent to the Store API are none. What is
 * not said is taken from the customer, of whom a cart that is new knows the shop's country alone.
 */
export function wrongAddresses(shop: Shop, params: ReadonlyMap<string, unknown>): string[] {
  return ['billing_address', 'shipping_address'].filter(
    name => params.has(name) && (!isObject(params.get(name)) || isWrong(shop, asObject(params.get(name)))),
  );
}

function isObject(sent: unknown): boolean {
  return typeof sent === 'object' && sent !== null;
}

function isWrong({ data, profile }: Shop, address: Readonly<Record<string, unknown>>): boolean {
  const field = (name: string) => asText(address[name]).trim();
  const country = (field('country') || basePlace(data).country).toUpperCase();
  if (!countryNames(profile).has(country)) return true;
  if (!isStateOf(country, field('state'), profile)) return true;
  const postcode = field('postcode');
  if (postcode !== '' && !isPostcode(postcode, country)) return true;
  if (!isPhone(field('phone'))) return true;
  // Since 10.5 a cart takes any text for an address that mail is sent to.
  const email = field('email');
  return !profile.newerFields && email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
}
