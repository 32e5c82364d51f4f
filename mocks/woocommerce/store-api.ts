import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import type { Context } from '../wordpress/context.ts';
import { base64url } from '../wordpress/formatting/base64url.ts';
import { createNonce } from '../wordpress/nonce.ts';
import { readable } from '../wordpress/rest/core-routes.ts';
import type { RestResult, RestRoute } from '../wordpress/rest/route.ts';
import type { Profile } from './profiles.ts';
import type { Shop } from './shop.ts';

/**
 * The Store API's empty cart. It is public, but below `wc/`, so keys are looked at and may be refused
 * (route.021, route.022); its headers tell who the client was taken for.
 */
export function storeApi(shop: Shop): RestRoute[] {
  return ['wc/store', 'wc/store/v1'].map(namespace =>
    readable(namespace, `/${namespace}/cart`, ({ context }) => cart(context, shop.profile)),
  );
}

/**
 * The Store API is for shoppers: whatever was wrong with a key, the request goes on as nobody's (coming-soon:
 * route.022, whose nonce was used before). `StoreApi\\Authentication` says so before the error is looked at.
 */
export function isStoreApi(route: string): boolean {
  return route.startsWith('/wc/store/');
}

function cart(context: Context, profile: Profile): RestResult {
  return { data: emptyCart(profile), headers: headers(context, profile) };
}

const allowHeaders = 'Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type';

function headers(context: Context, { storeApi: form }: Profile): RestResult['headers'] {
  const nonce = createNonce(context, 'wc_store_api');
  const oldNonce: [string, string][] = form === 'cart-token' ? [] : [['X-WC-Store-API-Nonce', nonce]];
  const common: [string, string][] = [
    ['Nonce', nonce],
    ['Nonce-Timestamp', String(context.site.now())],
    ['User-ID', String(context.userId)],
  ];
  if (form === 'nonce') return [...common, ...oldNonce];
  const token: [string, string] = ['Cart-Token', cartToken(context, form)];
  const cors: [string, string][] = [
    ['Access-Control-Allow-Methods', 'OPTIONS, GET, POST, PUT, PATCH, DELETE'],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Vary', 'Origin'],
  ];
  if (form === 'both') {
    const allowed = `${allowHeaders}, Cart-Token, Nonce, X-WC-Store-API-Nonce`;
    return [['Access-Control-Allow-Headers', allowed], ...common, token, ...oldNonce, ...cors];
  }
  return [
    ['Access-Control-Expose-Headers', 'X-WP-Total, X-WP-TotalPages, Link, Cart-Token'],
    ['Access-Control-Allow-Headers', `${allowHeaders}, Cart-Token, Nonce`],
    ...common,
    token,
    ['Cart-Hash', ''],
    ...cors,
  ];
}

/** A JSON Web Token that stands for the cart's session, good for two days. */
function cartToken({ site, userId }: Context, form: 'both' | 'cart-token'): string {
  const now = site.now();
  const guest = () => `t_${Buffer.from(site.randomBytes(16)).toString('hex').slice(2)}`;
  const payload = {
    user_id: userId === 0 ? guest() : String(userId),
    exp: now + 172_800,
    iss: form === 'both' ? 'wc/store/v1' : 'store-api',
    iat: now,
  };
  const signed = [{ alg: 'HS256', typ: 'JWT' }, payload]
    .map(part => base64url(Buffer.from(JSON.stringify(part))))
    .join('.');
  const secret = site.sessions.hash('sha256', 'store-api', 'auth');
  return `${signed}.${base64url(createHmac('sha256', secret).update(signed).digest())}`;
}

const address = {
  first_name: '',
  last_name: '',
  company: '',
  address_1: '',
  address_2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  phone: '',
};

function emptyCart({ storeApi: form }: Profile): Record<string, unknown> {
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
      currency_code: 'USD',
      currency_symbol: '$',
      currency_minor_unit: 2,
      currency_decimal_separator: '.',
      currency_thousand_separator: ',',
      currency_prefix: '$',
      currency_suffix: '',
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
    payment_methods: [],
    extensions: {},
  };
  return form === 'nonce' ? Object.fromEntries(oldKeys.map(key => [key, cartOf[key]])) : cartOf;
}

/** The cart's keys in the order of WooCommerce 6.6 (wc-6.6: route.021). */
const oldKeys = [
  'coupons',
  'shipping_rates',
  'shipping_address',
  'billing_address',
  'items',
  'items_count',
  'items_weight',
  'needs_payment',
  'needs_shipping',
  'has_calculated_shipping',
  'fees',
  'totals',
  'errors',
  'payment_requirements',
  'extensions',
];
