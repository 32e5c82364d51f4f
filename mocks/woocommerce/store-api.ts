import type { PhpRequest } from '../php/request.ts';
import type { Context } from '../wordpress/context.ts';
import { setHeader } from '../wordpress/rest/headers.ts';
import type { SimulatedEndpoint } from '../wordpress/rest/measured.ts';
import { checkoutEndpoint } from './cart/checkout.ts';
import { cartEndpoints } from './cart/routes.ts';
import type { Profile } from './profiles.ts';
import type { Shop } from './shop.ts';
import { catalogueReadings } from './store-catalogue.ts';
import { orderEndpoints } from './store-order.ts';

/**
 * The Store API: what shoppers' browsers ask. It is public, but below `wc/`, so keys are looked at and may be refused
 * (route.021, route.022); its headers tell who the client was taken for.
 */
export function storeApiEndpoints(shop: Shop): [string, SimulatedEndpoint][] {
  const { profile } = shop;
  // WooCommerce 5.8 has it without a version (wc-5.8: route.021).
  const namespaces = profile.storeApi === 'old-nonce' ? ['wc/store'] : ['wc/store', 'wc/store/v1'];
  return namespaces.flatMap(namespace => [
    ...cartEndpoints(shop, namespace),
    ...orderEndpoints(shop, namespace),
    ...['GET', 'POST', 'PUT'].map(method => checkoutEndpoint(shop, namespace, method)),
    ...catalogueReadings(shop).map(([path, callback]): [string, SimulatedEndpoint] => [
      `GET /${namespace}/${path}`,
      { callback },
    ]),
  ]);
}

/** A browser that asks whether it may: from 8.2 on it is told by the headers alone (store-api.005). */
export function isPreflight({ storeApi: form }: Pick<Profile, 'storeApi'>, request: PhpRequest): boolean {
  return (
    (form === 'both' || form === 'cart-token') &&
    request.method === 'OPTIONS' &&
    ['Origin', 'Access-Control-Request-Method', 'Access-Control-Request-Headers'].every(
      name => request.header(name) !== undefined,
    )
  );
}

/**
 * `StoreApi\\Authentication::send_cors_headers()` from 8.2 on, on whatever the Store API answers: a browser of another
 * origin is told that it may not read it, unless it asks first or has a cart token.
 */
export function storeFields({ site, request }: Context, { storeApi: form }: Profile, fields: string[]): void {
  if (form !== 'both' && form !== 'cart-token') return;
  for (const [name, value] of form === 'both' ? oldAllowed : newAllowed) setHeader(fields, name, value);
  for (const [name, value] of cors) setHeader(fields, name, value);
  const origin = request.header('Origin');
  if (origin === undefined || request.header('Cart-Token') !== undefined) return;
  if (isPreflight({ storeApi: form }, request) || isAllowedOrigin(site.home.authority, origin)) return;
  const at = fields.indexOf('Access-Control-Allow-Origin');
  if (at >= 0) fields.splice(at, 2);
}

/** `is_allowed_http_origin()`: home's own host, by either scheme and without a port. */
function isAllowedOrigin(authority: string, origin: string): boolean {
  const host = authority.replace(/:\d+$/, '');
  return origin === `http://${host}` || origin === `https://${host}`;
}

/**
 * The Store API is for shoppers: whatever was wrong with a key, the request goes on as nobody's (coming-soon:
 * route.022, whose nonce was used before). `StoreApi\\Authentication` says so before the error is looked at.
 */
export function isStoreApi(route: string): boolean {
  return route.startsWith('/wc/store/');
}

const allowHeaders = 'Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type';

const cors: readonly (readonly [string, string])[] = [
  ['Access-Control-Allow-Methods', 'OPTIONS, GET, POST, PUT, PATCH, DELETE'],
  ['Access-Control-Allow-Credentials', 'true'],
  ['Vary', 'Origin'],
];
const oldAllowed: typeof cors = [
  ['Access-Control-Allow-Headers', `${allowHeaders}, Cart-Token, Nonce, X-WC-Store-API-Nonce`],
];
const newAllowed: typeof cors = [
  ['Access-Control-Expose-Headers', 'X-WP-Total, X-WP-TotalPages, Link, Cart-Token'],
  ['Access-Control-Allow-Headers', `${allowHeaders}, Cart-Token, Nonce`],
];
