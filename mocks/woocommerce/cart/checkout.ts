/** The checkout of the Store API, as far as its refusals: an order is not placed here. */
import type { Address } from '../../data/address.ts';
import { isWpError, type WpError, wpError } from '../../wordpress/error.ts';
import type { SimulatedEndpoint } from '../../wordpress/rest/measured.ts';
import { notSimulated } from '../../wordpress/rest/not-simulated.ts';
import type { RestRequest, RestResult } from '../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import { gatewayTitle } from '../resources/payment-gateways.ts';
import { asText } from '../resources/values.ts';
import type { Shop } from '../shop.ts';
import { updateCustomer } from './customer.ts';
import { refusedNonce, withoutNonce } from './nonce.ts';
import { CartRequest } from './request.ts';

export function checkoutEndpoint(shop: Shop, namespace: string, method: string): [string, SimulatedEndpoint] {
  const pattern = `/${namespace}/checkout`;
  return [
    `${method} ${pattern}`,
    {
      isSimulated: false,
      foretells: ({ context }) => withoutNonce(context, shop.profile),
      tellsForetold: true,
      callback: request => checkOut(shop, request, pattern),
    },
  ];
}

function checkOut(shop: Shop, request: RestRequest, pattern: string): RestResult | WpError {
  const visit = new CartRequest(shop, request);
  const wrong = unknownGateway(shop, request.params);
  if (wrong !== undefined) return wrong;
  const refused = refusedNonce(request.context, shop.profile) ?? refusedOrder(visit);
  return refused === undefined ? notSimulated(request.method, pattern) : visit.refused(refused);
}

/** What is no way to pay is no value of the parameter since 10.5; on 7.8 what is not enabled. */
function unknownGateway({ data, profile }: Shop, params: RestRequest['params']): WpError | undefined {
  const method = asText(params.get('payment_method'));
  const enabled = [...data.gateways].filter(([, one]) => one.enabled).map(([id]) => id);
  const isUnknown =
    (profile.newerFields && gatewayTitle(method) === undefined) ||
    (profile.storeApi === 'token-by-nonce' && enabled.length > 0 && !enabled.includes(method));
  return method !== '' && isUnknown
    ? wpError('rest_invalid_param', 'Invalid parameter(s): payment_method', 400)
    : undefined;
}

function refusedOrder(visit: CartRequest): WpError | undefined {
  const { cart, shop, request } = visit;
  const { profile } = shop;
  if (cart.lines.length === 0)
    return profile.newerFields
      ? wpError('woocommerce_rest_cart_empty', 'Cannot place an order, your cart is empty.', 409)
      : wpError('woocommerce_rest_cart_empty', 'Cannot create order from empty cart.', 400);
  if (request.method !== 'POST') return undefined;
  // Whoever is refused a way to pay has said where to send the goods nevertheless.
  const changed = updateCustomer(profile, cart, request.params, visit.totals.needsShipping);
  if (!isWpError(changed)) visit.change(changed);
  return refusedPayment(visit) ?? refusedAddress(visit);
}

function refusedPayment({ shop, request, totals }: CartRequest): WpError | undefined {
  const { data, profile } = shop;
  if (totals.total === 0) return undefined;
  const method = asText(request.params.get('payment_method'));
  if (method === '')
    return wpError('woocommerce_rest_checkout_missing_payment_method', 'No payment method provided.', 400);
  const gateway = data.gateways.get(method);
  if (gateway?.enabled) return undefined;
  const title = gateway?.title ?? gatewayTitle(method) ?? method;
  const message = versionAtLeast(profile.woocommerce, '8.2')
    ? `${title} is not available for this order—please choose a different payment method`
    : `The ${method} payment gateway is not available.`;
  return wpError('woocommerce_rest_checkout_payment_method_disabled', message, 400);
}

/** `OrderController::validate_addresses()`: what an order cannot do without. */
function refusedAddress({ cart, totals, shop: { profile } }: CartRequest): WpError | undefined {
  const kinds: readonly (readonly [string, Address])[] = totals.needsShipping
    ? [
        ['shipping', cart.shipping],
        ['billing', cart.billing],
      ]
    : [['billing', cart.billing]];
  for (const [kind, address] of kinds) {
    const missing = required
      .filter(([name]) => address[name].trim() === '')
      .map(([name, label]) => labelOf(name, label, address, profile));
    if (missing.length === 0) continue;
    const why = missing.map(label => `${label} is required`);
    const message = `There was a problem with the provided ${kind} address: ${why.join(', ')}`;
    const data = { errors: { [kind]: why }, status: 400 };
    return { code: 'woocommerce_rest_invalid_address', message, data };
  }
  return cart.billing.email === ''
    ? wpError('woocommerce_rest_missing_email_address', 'A valid email address is required', 400)
    : undefined;
}

function labelOf(
  name: string,
  label: string,
  { country }: Address,
  { woocommerce }: Shop['profile'],
): string {
  if (name === 'postcode' && country === 'US') return 'ZIP Code';
  return name === 'address_1' && !versionAtLeast(woocommerce, '8.2') ? 'Address' : label;
}

/** Where states and postcodes are asked for, as in most countries. */
const required = [
  ['first_name', 'First name'],
  ['last_name', 'Last name'],
  ['address_1', 'Street address'],
  ['city', 'City'],
  ['postcode', 'Postcode'],
] as const satisfies readonly (readonly [keyof Address, string])[];
