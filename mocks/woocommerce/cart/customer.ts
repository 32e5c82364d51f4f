/** `cart/update-customer`: where the shopper lives, and where the goods go. */
import { type Address, noAddress } from '../../data/address.ts';
import type { Cart } from '../../data/cart.ts';
import { type WpError, wpError } from '../../wordpress/error.ts';
import { messagesOf } from '../../wordpress/rest/request.ts';
import { checkFormat } from '../../wordpress/rest/schema/formats.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import { cleanAddress, type SentAddress, wrongAddress } from '../address-check.ts';
import type { Profile } from '../profiles.ts';
import { asObject } from '../resources/values.ts';

type Params = ReadonlyMap<string, unknown>;

/** Since 7.8 what is not said stays, and the addresses are looked at as they are then. */
export function updateCustomer(
  profile: Profile,
  cart: Cart,
  params: Params,
  needsShipping: boolean,
): Cart | WpError {
  const isOld = !versionAtLeast(profile.woocommerce, '7.8');
  const changed = (name: string, before: Address): Address => {
    const sent = params.get(name);
    if (isOld) return isSent(sent) ? { ...noAddress, ...cleanAddress(asObject(sent), profile) } : before;
    const own = cleanAddress({ ...before, ...asObject(sent) }, profile);
    // Until 9.2 it is cleaned once more: the second time the country is in capitals.
    return withMail({ ...before, ...(profile.newerFields ? own : cleanAddress(own, profile)) }, profile);
  };
  const billing = changed('billing_address', cart.billing);
  const isShipped = needsShipping || params.has('shipping_address');
  const shipping = isShipped ? changed('shipping_address', cart.shipping) : billing;
  // Until 6.6 they were looked at as parameters.
  const refused = isOld ? undefined : refusedAddresses(profile, params, { billing, shipping });
  return refused ?? { ...cart, billing, shipping };
}

function isSent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** `sanitize_email()`, since 9.2: what is none is nothing. */
function withMail(address: Address, { woocommerce }: Profile): Address {
  const isMail = checkFormat(address.email, 'email', 'email') === undefined;
  return !isMail && versionAtLeast(woocommerce, '9.2') ? { ...address, email: '' } : address;
}

function refusedAddresses(
  profile: Profile,
  params: Params,
  { billing, shipping }: Pick<Cart, 'billing' | 'shipping'>,
): WpError | undefined {
  const all: readonly (readonly [string, Address])[] = [
    ['billing_address', billing],
    ['shipping_address', shipping],
  ];
  const wrong = all.flatMap(([name, address]) => {
    if (!params.has(name)) return [];
    const error = wrongAddress(address as unknown as SentAddress, name, profile);
    return error ? [[name, error] as const] : [];
  });
  if (wrong.length === 0) return undefined;
  const names = wrong.map(([name]) => name);
  return wpError('rest_invalid_param', `Invalid parameter(s): ${names.join(', ')}`, 400, {
    params: Object.fromEntries(wrong.map(([name, error]) => [name, messagesOf(error)])),
    details: Object.fromEntries(wrong),
  });
}
