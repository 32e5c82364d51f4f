import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import type { Product } from '../data/product.ts';
import type { PhpRequest } from '../php/request.ts';
import type { Context } from '../wordpress/context.ts';
import { type WpError, wpError } from '../wordpress/error.ts';
import { base64url } from '../wordpress/formatting/base64url.ts';
import { createNonce, verifyNonce } from '../wordpress/nonce.ts';
import { notSimulated } from '../wordpress/rest/not-simulated.ts';
import { readable } from '../wordpress/rest/readable.ts';
import type { RestRequest, RestResult, RestRoute } from '../wordpress/rest/route.ts';
import type { Profile } from './profiles.ts';
import type { Shop } from './shop.ts';

/**
 * The Store API: what shoppers' browsers ask. It is public, but below `wc/`, so keys are looked at and may be refused
 * (route.021, route.022); its headers tell who the client was taken for. The cart is empty, and stays so.
 */
export function storeApi(shop: Shop): RestRoute[] {
  const { profile, data } = shop;
  // WooCommerce 5.8 has it without a version (wc-5.8: route.021).
  const namespaces = profile.storeApi === 'old-nonce' ? ['wc/store'] : ['wc/store', 'wc/store/v1'];
  return namespaces.flatMap(namespace => {
    const reading = (path: string, callback: (request: RestRequest) => RestResult | WpError) =>
      readable(namespace, `/${namespace}/${path}`, callback);
    const cartRoute = (path: string, methods: readonly string[]): RestRoute => ({
      ...reading(path, ({ context }) => ({ data: [], headers: headers(context, profile) })),
      endpoints: [
        ...(methods.includes('GET')
          ? reading(path, ({ context }) => ({ data: [], headers: headers(context, profile) })).endpoints
          : []),
        {
          methods: methods.filter(method => method !== 'GET'),
          args: {},
          permission: () => true,
          isSimulated: false,
          callback: request => changeCart(request, `/${namespace}/${path}`, profile),
        },
      ],
    });
    return [
      reading('cart', ({ context }) => cart(context, profile)),
      cartRoute('cart/items', ['GET', 'POST', 'DELETE']),
      cartRoute('cart/coupons', ['GET', 'POST', 'DELETE']),
      ...cartChanges.map(change => cartRoute(`cart/${change}`, ['POST'])),
      checkout(namespace, profile),
      reading('products', request => listed(products(request, data), data.products.size)),
      reading('products/(?P<id>[\\d]+)', ({ urlParams }) => {
        const product = data.products.get(Number(urlParams.get('id')));
        return product
          ? { data: showProduct(product) }
          : wpError('woocommerce_rest_product_invalid_id', 'Invalid product ID.', 404);
      }),
      reading('products/categories', () => {
        const categories = data.terms.filter([term => term.taxonomy === 'product_cat']);
        return listed(
          categories.map(({ id, name, slug, description, parent }) => ({
            id,
            name,
            slug,
            description,
            parent,
          })),
          categories.length,
        );
      }),
    ];
  });
}

const cartChanges = [
  'add-item',
  'remove-item',
  'update-item',
  'apply-coupon',
  'remove-coupon',
  'update-customer',
  'select-shipping-rate',
];

function listed(records: readonly object[], total: number): RestResult {
  return {
    data: records,
    headers: [
      ['X-WP-Total', total],
      ['X-WP-TotalPages', Math.ceil(total / 10)],
    ],
  };
}

function products(_request: RestRequest, data: Shop['data']): object[] {
  return data.products.ids(0, 10, 'desc').flatMap(id => {
    const product = data.products.get(id);
    return product ? [showProduct(product)] : [];
  });
}

function showProduct({ id, name, slug, sku, type }: Product): object {
  return { id, name, slug, parent: 0, type, sku };
}

/**
 * Whatever changes the cart needs the nonce that the cart came with, and a key is no substitute (store-api.004). Nothing
 * is changed then: this store has no carts.
 */
function changeCart({ context, method }: RestRequest, pattern: string, profile: Profile): WpError {
  return checkNonce(context, profile) ?? notSimulated(method, pattern);
}

/** Missing is 401, wrong is 403. The header's old name counts until 9.2 (store-api.008, store-api.013). */
function checkNonce(context: Context, { storeApi: form }: Profile): WpError | undefined {
  const old = form === 'cart-token' ? undefined : context.request.header('X-WC-Store-API-Nonce');
  const sent = form === 'old-nonce' ? old : (context.request.header('Nonce') ?? old);
  const name = form === 'old-nonce' ? 'X-WC-Store-API-Nonce' : 'Nonce';
  if (sent === undefined) {
    const message = `Missing the ${name} header. This endpoint requires a valid nonce.`;
    return wpError('woocommerce_rest_missing_nonce', message, 401);
  }
  return verifyNonce(context, sent, 'wc_store_api')
    ? undefined
    : wpError('woocommerce_rest_invalid_nonce', `${name} is invalid.`, 403);
}

/** What an order needs is looked for before the nonce (store-api.016). */
function checkout(namespace: string, profile: Profile): RestRoute {
  const pattern = `/${namespace}/checkout`;
  const callback = (request: RestRequest) => changeCart(request, pattern, profile);
  const permission = () => true as const;
  return {
    namespace,
    pattern,
    endpoints: [
      { methods: ['GET'], args: {}, permission, isSimulated: false, callback },
      {
        methods: ['POST'],
        args: { billing_address: { type: 'object', required: true } },
        permission,
        isSimulated: false,
        callback,
      },
      // A change of what is there already, which the newer versions ask for less.
      { methods: ['PUT', 'PATCH'], args: {}, permission, isSimulated: false, callback },
    ],
  };
}

/** A browser that asks whether it may: from 8.2 on it is told by the headers alone (store-api.005). */
export function isPreflight({ storeApi: form }: Profile, request: PhpRequest): boolean {
  return (
    (form === 'both' || form === 'cart-token') &&
    request.method === 'OPTIONS' &&
    ['Origin', 'Access-Control-Request-Method', 'Access-Control-Request-Headers'].every(
      name => request.header(name) !== undefined,
    )
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
