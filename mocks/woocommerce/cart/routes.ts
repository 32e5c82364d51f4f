/** The cart of the Store API: `CartController` and its routes. */
import type { Cart } from '../../data/cart.ts';
import { isWpError, type WpError, wpError } from '../../wordpress/error.ts';
import type { SimulatedEndpoint } from '../../wordpress/rest/measured.ts';
import { notSimulated } from '../../wordpress/rest/not-simulated.ts';
import type { RestRequest, RestResult } from '../../wordpress/rest/route.ts';
import { asText } from '../resources/values.ts';
import type { Shop } from '../shop.ts';
import {
  addItem,
  applyCoupon,
  noSuchLine,
  removeCoupon,
  setQuantity,
  withoutCoupon,
  withoutLine,
} from './changes.ts';
import { updateCustomer } from './customer.ts';
import { headWithoutNonce, refusedNonce, withoutNonce } from './nonce.ts';
import { CartRequest } from './request.ts';
import { partLinks } from './show.ts';

/** What is shown after a change; left out, the cart. */
type Shown = (visit: CartRequest) => Omit<RestResult, 'headers'>;
type Act = (visit: CartRequest) => { readonly cart: Cart; readonly show?: Shown } | WpError | 'not simulated';

const nothing: Shown = () => ({ status: 204, data: null });

/** The endpoints of a namespace. 5.8 has the Store API without a version (wc-5.8: route.021). */
export function cartEndpoints(shop: Shop, namespace: string): [string, SimulatedEndpoint][] {
  const { profile } = shop;
  const reading = (
    path: string,
    show: (visit: CartRequest) => object | WpError,
  ): [string, SimulatedEndpoint] => [
    `GET /${namespace}/${path}`,
    {
      foretells: ({ context }) => headWithoutNonce(context, profile),
      callback: request => {
        const visit = new CartRequest(shop, request);
        const data = show(visit);
        return 'code' in data && isWpError(data) ? visit.refused(data) : { data, headers: visit.fields() };
      },
    },
  ];
  const changing = (method: string, path: string, act: Act): [string, SimulatedEndpoint] => {
    const pattern = `/${namespace}/${path}`;
    return [
      `${method} ${pattern}`,
      {
        foretells: ({ context }) => withoutNonce(context, profile),
        tellsForetold: true,
        callback: request => change(shop, request, pattern, act),
      },
    ];
  };
  return [
    reading('cart', visit => visit.shown()),
    reading('cart/items', visit => visit.totals.lines.map(({ line }) => listedLine(visit, line.key))),
    reading(itemPath, visit => itemOf(visit, itemPath) ?? noSuchLine(profile)),
    reading('cart/coupons', visit =>
      visit.cart.coupons.map(code => ({ ...visit.coupon(code), _links: couponLinks(visit, code) })),
    ),
    reading(couponPath, visit => {
      return visit.coupon(asText(visit.request.urlParams.get('code'))) ?? noSuchCoupon;
    }),
    changing('POST', 'cart/add-item', visit =>
      added(visit, created => ({ status: 201, data: created.shown() })),
    ),
    changing('POST', 'cart/items', visit =>
      added(visit, (then, key) => ({ status: 201, data: listedLine(then, key) })),
    ),
    changing('DELETE', 'cart/items', ({ cart }) => ({
      cart: { ...cart, lines: [], coupons: [] },
      show: () => ({ data: [] }),
    })),
    // Its methods are those of a change, of which it does PUT and PATCH.
    changing('POST', itemPath, visit => {
      if (visit.request.method === 'POST') return noMethod;
      const key = asText(visit.request.urlParams.get('key'));
      const cart = setQuantity(shop, visit.cart, visit.request.params, key);
      if (isWpError(cart)) return cart;
      return { cart, show: then => ({ data: itemOf(then, itemPath) ?? [] }) };
    }),
    changing('DELETE', itemPath, ({ cart, request }) => {
      const key = asText(request.urlParams.get('key'));
      if (!cart.lines.some(one => one.key === key)) return noSuchLine(profile);
      return { cart: withoutLine(cart, key), show: nothing };
    }),
    changing('POST', 'cart/update-item', ({ cart, request }) =>
      changedTo(setQuantity(shop, cart, request.params, asText(request.params.get('key')))),
    ),
    changing('POST', 'cart/remove-item', ({ cart, request }) => {
      const key = asText(request.params.get('key'));
      return cart.lines.some(one => one.key === key) ? { cart: withoutLine(cart, key) } : goneLine;
    }),
    changing('POST', 'cart/apply-coupon', ({ cart, request }) =>
      changedTo(applyCoupon(shop, request.context, cart, request.params.get('code'))),
    ),
    changing('POST', 'cart/remove-coupon', ({ cart, request }) =>
      changedTo(removeCoupon(shop, cart, request.params.get('code'))),
    ),
    changing('POST', 'cart/coupons', visit => {
      const { context, params } = visit.request;
      const cart = applyCoupon(shop, context, visit.cart, params.get('code'));
      if (isWpError(cart)) return cart;
      const code = cart.coupons.at(-1) as string;
      const show: Shown = then => ({
        status: 201,
        data: { ...then.coupon(code), _links: couponLinks(then, code) },
      });
      return { cart, show };
    }),
    changing('DELETE', 'cart/coupons', ({ cart }) => ({
      cart: { ...cart, coupons: [] },
      show: () => ({ data: [] }),
    })),
    changing('DELETE', couponPath, ({ cart, request }) => {
      const code = asText(request.urlParams.get('code'));
      return cart.coupons.includes(code) ? { cart: withoutCoupon(cart, code), show: nothing } : noSuchCoupon;
    }),
    changing('POST', 'cart/update-customer', ({ cart, request, totals }) =>
      changedTo(updateCustomer(profile, cart, request.params, totals.needsShipping)),
    ),
    changing('POST', 'cart/select-shipping-rate', ({ cart, request: { params } }) => {
      const isOther = params.has('package_id') && asText(params.get('package_id'), '0') !== '0';
      return { cart: isOther ? cart : { ...cart, chosenRate: asText(params.get('rate_id')) } };
    }),
    changing('POST', 'cart/extensions', ({ request }) =>
      asText(request.params.get('namespace')) === '' ? noNamespace : 'not simulated',
    ),
  ];
}

const itemPath = 'cart/items/(?P<key>[\\w-]{32})';
const couponPath = 'cart/coupons/(?P<code>[\\w-]+)';

function change(shop: Shop, request: RestRequest, pattern: string, act: Act): RestResult | WpError {
  const { context, method } = request;
  const visit = new CartRequest(shop, request);
  const refused = refusedNonce(context, shop.profile);
  if (refused !== undefined) return visit.refused(refused);
  const done = act(visit);
  if (done === 'not simulated') return notSimulated(method, pattern);
  if (isWpError(done)) return visit.refused(done);
  visit.change(done.cart);
  const { show = (then: CartRequest) => ({ data: then.shown() }) } = done;
  return { ...show(visit), headers: visit.fields() };
}

function changedTo(cart: Cart | WpError): { readonly cart: Cart } | WpError {
  return isWpError(cart) ? cart : { cart };
}

function added(
  { shop, cart, request: { context, params } }: CartRequest,
  show: (visit: CartRequest, key: string) => Omit<RestResult, 'headers'>,
): ReturnType<Act> {
  if (asText(params.get('key')) !== '')
    return wpError('woocommerce_rest_cart_item_exists', 'Cannot create an existing cart item.', 400);
  const done = addItem(shop, context, cart, params);
  return isWpError(done) ? done : { cart: done.cart, show: visit => show(visit, done.key) };
}

const noMethod = wpError('woocommerce_rest_invalid_endpoint', 'Method not implemented', 404);
const goneLine = wpError(
  'woocommerce_rest_cart_invalid_key',
  'Cart item no longer exists or is invalid.',
  409,
);
const noSuchCoupon = wpError(
  'woocommerce_rest_cart_coupon_invalid_code',
  'Coupon does not exist in the cart.',
  404,
);
const noNamespace = wpError(
  'woocommerce_rest_cart_extensions_error',
  'You must provide a plugin namespace when extending a Store REST endpoint.',
  400,
);

function listedLine(visit: CartRequest, key: string): object {
  return {
    ...visit.line(key),
    _links: linksTo(visit, 'cart/items', key, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  };
}

/** A line or a coupon that is asked for by itself has the pattern of its route in its links, as it is registered. */
function itemOf(visit: CartRequest, path: string): object | undefined {
  const key = asText(visit.request.urlParams.get('key'));
  const line = visit.line(key);
  return line && { ...line, _links: linksTo(visit, path, key) };
}

function couponLinks(visit: CartRequest, code: string): object {
  // A code with a space is none that its route would find.
  return linksTo(visit, 'cart/coupons', code, /^[\w-]+$/.test(code) ? ['GET', 'DELETE'] : undefined);
}

function linksTo({ view }: CartRequest, path: string, id: string, allow?: readonly string[]): object {
  return partLinks(view, path, id, allow);
}
