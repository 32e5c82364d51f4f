import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import { noAddress } from '../data/address.ts';
import type { PhpRequest } from '../php/request.ts';
import type { Context } from '../wordpress/context.ts';
import { type WpError, wpError } from '../wordpress/error.ts';
import { base64url } from '../wordpress/formatting/base64url.ts';
import { createNonce, verifyNonce } from '../wordpress/nonce.ts';
import { setHeader } from '../wordpress/rest/headers.ts';
import type { SimulatedEndpoint } from '../wordpress/rest/measured.ts';
import { notSimulated } from '../wordpress/rest/not-simulated.ts';
import type { RestRequest, RestResult } from '../wordpress/rest/route.ts';
import type { Profile } from './profiles.ts';
import { asObject } from './resources/values.ts';
import type { Shop } from './shop.ts';
import { wrongAddresses } from './store-address.ts';
import { refusalOfEmptyCart } from './store-cart.ts';
import { catalogueReadings } from './store-catalogue.ts';
import { orderEndpoints } from './store-order.ts';
import { currency } from './store-product.ts';

/**
 * The Store API: what shoppers' browsers ask. It is public, but below `wc/`, so keys are looked at and may be refused
 * (route.021, route.022); its headers tell who the client was taken for. The cart is empty, and stays so.
 */
export function storeApiEndpoints(shop: Shop): [string, SimulatedEndpoint][] {
  const { profile } = shop;
  // WooCommerce 5.8 has it without a version (wc-5.8: route.021).
  const namespaces = profile.storeApi === 'old-nonce' ? ['wc/store'] : ['wc/store', 'wc/store/v1'];
  const isOld = profile.storeApi === 'old-nonce' || profile.storeApi === 'nonce';
  const nothing = ({ context }: RestRequest) => ({ data: [], headers: headers(context, profile) });
  return namespaces.flatMap(namespace => {
    const reading = (
      path: string,
      callback: (request: RestRequest) => RestResult | WpError,
    ): [string, SimulatedEndpoint] => [`GET /${namespace}/${path}`, { callback }];
    const changing = (method: string, path: string): [string, SimulatedEndpoint] => {
      const pattern = `/${namespace}/${path}`;
      return [
        `${method} ${pattern}`,
        {
          isSimulated: false,
          foretells: ({ context }) => withoutNonce(context, profile),
          tellsForetold: true,
          ...(isOld ? { ownChecks: ['billing_address', 'shipping_address'] } : {}),
          callback: request => changeCart(request, pattern, shop),
        },
      ];
    };
    return [
      [
        `GET /${namespace}/cart`,
        {
          foretells: ({ context }) => headWithoutNonce(context, profile),
          callback: ({ context }) => headWithoutNonce(context, profile) ?? cart(context, shop),
        },
      ],
      reading('cart/items', nothing),
      reading('cart/coupons', nothing),
      ...['cart/items', 'cart/coupons'].flatMap(path => [changing('POST', path), changing('DELETE', path)]),
      changing('DELETE', 'cart/coupons/(?P<code>[\\w-]+)'),
      changing('POST', 'cart/items/(?P<key>[\\w-]{32})'),
      changing('DELETE', 'cart/items/(?P<key>[\\w-]{32})'),
      ...cartChanges.map(change => changing('POST', `cart/${change}`)),
      ...orderEndpoints(shop, namespace),
      // What an order needs is looked for before the nonce (store-api.016).
      ...['GET', 'POST', 'PUT'].map(method => changing(method, 'checkout')),
      ...catalogueReadings(shop).map(([path, read]) => reading(path, read)),
      reading('cart/coupons/(?P<code>[\\w-]+)', () =>
        wpError('woocommerce_rest_cart_coupon_invalid_code', 'Coupon does not exist in the cart.', 404),
      ),
    ];
  });
}

const cartChanges = [
  'add-item',
  'extensions',
  'remove-item',
  'update-item',
  'apply-coupon',
  'remove-coupon',
  'update-customer',
  'select-shipping-rate',
];

/**
 * Whatever changes the cart needs the nonce that the cart came with, or since 8.2 its token, and a key is no substitute
 * (store-api.004). Nothing is changed then: this store has no carts, and refuses what an empty one cannot do. Every answer
 * tells the nonce and the token anew.
 */
function changeCart(request: RestRequest, pattern: string, shop: Shop): RestResult | WpError {
  const { profile } = shop;
  const { context, method, params } = request;
  const refused =
    refusedNonce(context, profile) ??
    invalidAddresses(wrongAddresses(shop, params)) ??
    refusalOfEmptyCart(shop, pattern, request);
  if (refused?.code === 'rest_invalid_param') return refused;
  const fields = headers(context, profile);
  if (refused !== undefined) {
    const { code, message, data } = refused;
    return { status: data.status, headers: fields, data: { code, message, data } };
  }
  if (method === 'DELETE' && /\/(items|coupons)$/.test(pattern)) return { data: [], headers: fields };
  if (!unchanging.test(pattern)) return notSimulated(method, pattern);
  const { data } = cart(context, shop) as { data: Record<string, object> };
  const addresses = ['billing_address', 'shipping_address'].map(name => [
    name,
    { ...data[name], ...asObject(params.get(name)) },
  ]);
  return { data: { ...data, ...Object.fromEntries(addresses) }, headers: fields };
}

/** What leaves an empty cart as it is, but for the customer's addresses. */
const unchanging = /\/(update-customer|update-item|select-shipping-rate)$/;

function invalidAddresses(names: readonly string[]): WpError | undefined {
  if (names.length === 0) return undefined;
  const params = Object.fromEntries(names.map(name => [name, 'Invalid parameter.']));
  return wpError('rest_invalid_param', `Invalid parameter(s): ${names.join(', ')}`, 400, { params });
}

function hasToken(context: Context, { storeApi: form }: Profile): boolean {
  return (form === 'both' || form === 'cart-token') && isCartToken(context);
}

function withoutNonce(context: Context, profile: Profile): WpError | undefined {
  return hasToken(context, profile) ? undefined : missingNonce(context, profile);
}

function refusedNonce(context: Context, profile: Profile): WpError | undefined {
  const missing = withoutNonce(context, profile);
  if (missing !== undefined || hasToken(context, profile)) return missing;
  const { sent = '', name } = nonceOf(context, profile);
  return verifyNonce(context, sent, 'wc_store_api')
    ? undefined
    : wpError('woocommerce_rest_invalid_nonce', `${name} is invalid.`, 403);
}

/** Missing is 401, wrong is 403. */
function missingNonce(context: Context, profile: Profile): WpError | undefined {
  const { sent, name } = nonceOf(context, profile);
  if (sent !== undefined) return undefined;
  const message = `Missing the ${name} header. This endpoint requires a valid nonce.`;
  return wpError('woocommerce_rest_missing_nonce', message, 401);
}

/** Until 6.6 what is no GET needs a nonce, HEAD too; observed on 5.8.0 and 6.6.0, and no more on 7.8.2. */
function headWithoutNonce(context: Context, profile: Profile): WpError | undefined {
  const isOld = profile.storeApi === 'old-nonce' || profile.storeApi === 'nonce';
  return isOld && context.request.method === 'HEAD' ? missingNonce(context, profile) : undefined;
}

/** The header's old name counts until 9.2 (store-api.008, store-api.013). */
function nonceOf(context: Context, { storeApi: form }: Profile): { sent: string | undefined; name: string } {
  const old = form === 'cart-token' ? undefined : context.request.header('X-WC-Store-API-Nonce');
  return {
    sent: form === 'old-nonce' ? old : (context.request.header('Nonce') ?? old),
    name: form === 'old-nonce' ? 'X-WC-Store-API-Nonce' : 'Nonce',
  };
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

function cart(context: Context, { data, profile }: Shop): RestResult {
  const enabled = [...data.gateways].flatMap(([id, gateway]) => (gateway.enabled ? id : []));
  return { data: emptyCart(profile, enabled), headers: headers(context, profile) };
}

const allowHeaders = 'Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type';

function headers(context: Context, { storeApi: form }: Profile): RestResult['headers'] {
  const nonce = createNonce(context, 'wc_store_api');
  if (form === 'old-nonce') {
    return [
      ['X-WC-Store-API-Nonce', nonce],
      ['X-WC-Store-API-Nonce-Timestamp', String(context.site.now())],
      ['X-WC-Store-API-User', String(context.userId)],
    ];
  }
  const oldNonce: [string, string][] = form === 'cart-token' ? [] : [['X-WC-Store-API-Nonce', nonce]];
  const common: [string, string][] = [
    ['Nonce', nonce],
    ['Nonce-Timestamp', String(context.site.now())],
    ['User-ID', String(context.userId)],
  ];
  if (form === 'nonce') return [...common, ...oldNonce];
  const token: [string, string] = [
    'Cart-Token',
    cartToken(context, form === 'cart-token' ? 'store-api' : 'wc/store/v1'),
  ];
  if (form === 'token-by-nonce') return [...common, token, ...oldNonce];
  if (form === 'both') return [...common, token, ...oldNonce];
  return [...common, token, ['Cart-Hash', '']];
}

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

/** A JSON Web Token that stands for the cart's session, good for two days. */
function cartToken({ site, userId }: Context, iss: 'store-api' | 'wc/store/v1'): string {
  const now = site.now();
  const guest = () => `t_${Buffer.from(site.randomBytes(16)).toString('hex').slice(2)}`;
  const payload = {
    user_id: userId === 0 ? guest() : String(userId),
    exp: now + 172_800,
    iss,
    iat: now,
  };
  const signed = [{ alg: 'HS256', typ: 'JWT' }, payload]
    .map(part => base64url(Buffer.from(JSON.stringify(part))))
    .join('.');
  return `${signed}.${tokenSignature(site, signed)}`;
}

/** Whether a request has a token that this store has made; how long ago is not asked. */
function isCartToken({ site, request }: Context): boolean {
  const [head, payload, signature] = (request.header('Cart-Token') ?? '').split('.');
  return signature !== undefined && signature === tokenSignature(site, `${head}.${payload}`);
}

function tokenSignature(site: Context['site'], signed: string): string {
  const secret = site.sessions.hash('sha256', 'store-api', 'auth');
  return base64url(createHmac('sha256', secret).update(signed).digest());
}

const { email: _, ...address } = noAddress;

function emptyCart({ storeApi: form }: Profile, payment_methods: readonly string[]): Record<string, unknown> {
  const cartOf: Record<string, unknown> = {
    items: [],
    coupons: [],
    fees: [],
    totals: {
      total_items: '0',
      total_items_tax: '0',
      total_fees: '0',
      total_fees_tax: '0',
      total_discount: '0',
      total_discount_tax: '0',
      total_shipping: null,
      total_shipping_tax: null,
      total_price: '0',
      total_tax: '0',
      tax_lines: [],
      ...currency,
    },
    shipping_address: address,
    billing_address: { ...address, email: '' },
    needs_payment: false,
    needs_shipping: false,
    payment_requirements: ['products'],
    has_calculated_shipping: false,
    shipping_rates: [],
    items_count: 0,
    items_weight: 0,
    cross_sells: [],
    errors: [],
    payment_methods,
    extensions: {},
  };
  if (form === 'both' || form === 'cart-token') return cartOf;
  const keys = form === 'token-by-nonce' ? oldKeys : oldKeys.filter(key => !newInCart.has(key));
  return Object.fromEntries(keys.map(key => [key, cartOf[key]]));
}

/** The cart's keys in the order of WooCommerce 7.8 and before (wc-7.8, wc-6.6: route.021). */
const oldKeys = [
  'coupons',
  'shipping_rates',
  'shipping_address',
  'billing_address',
  'items',
  'items_count',
  'items_weight',
  'cross_sells',
  'needs_payment',
  'needs_shipping',
  'has_calculated_shipping',
  'fees',
  'totals',
  'errors',
  'payment_methods',
  'payment_requirements',
  'extensions',
];

const newInCart = new Set(['cross_sells', 'payment_methods']);
