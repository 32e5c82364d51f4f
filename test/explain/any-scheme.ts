/** Requests of every scheme of authentication and of none, as clients send them rightly and wrongly, for property tests. */

import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { percentEncode } from '../../src/explain/plan.ts';

export interface Place {
  readonly http: string;
  readonly https: string;
  /** The host and port that are signed. */
  readonly home: string;
  /** The path of the home URL, `/shop`. */
  readonly path?: string;
}

export interface SchemeRequest {
  readonly scheme: 'http' | 'https';
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

interface Pair {
  readonly key: string;
  readonly secret: string;
}

const paths = [
  '/wp-json/wc/v3/orders',
  '/wp-json/wc/v3/products',
  '/wp-json/wc/v2/orders',
  '/wp-json/wc/v1/products',
  '/wp-json/wc/v3/orders/999999',
  '/wp-json/wc/v3/system_status',
  '/index.php/wp-json/wc/v3/products',
  '/wp-json/wp/v2/users/me',
  '/wp-json/wc/v9/orders',
  '/wp-json/wc/v3',
  '/WP-JSON/wc/v3/orders',
  '/wc/v3/orders',
  '/wc-api/v3/products',
  '/wc-api/v2/orders',
  '/wc-api/v1/orders',
  '/wc-api/wc/v3/products',
  '/wp-json/wc-analytics/orders',
  '/wp-json/vendor/v1/things',
  ...[
    'orders',
    'customers',
    'coupons',
    'reports',
    'webhooks',
    'settings',
    'taxes/classes',
    'products/999999',
  ].flatMap(name => ['v1', 'v2', 'v3'].map(version => `/wp-json/wc/${version}/${name}`)),
  ...['customers', 'coupons', 'orders/999999', 'reports', 'products/count'].flatMap(name =>
    ['v1', 'v2', 'v3'].map(version => `/wc-api/${version}/${name}`),
  ),
  ...['/wc-api/v3', '/wc-api/v3/', '/wc-api/V3/orders', '/wc-api/v4/orders', '/wc-api/v3/nothing'],
  ...['/index.php/wc-api/v3/products', '/index.php/wp-json/wc/v2/orders', '//wp-json/wc/v3/orders'],
  ...[
    '/wp-json/wc/v3/orders/',
    '/wp-json//wc/v3/orders',
    '/wp-json/wc/v3//orders',
    '/wp-json/wc/v3/%6Frders',
  ],
  ...[
    '/wp-json',
    '/wp-json/',
    '/wp-json/wc',
    '/wp-json/wc/v2',
    '/wp-json/wc/v3/nothing',
    '/wp-json/wc/V3/orders',
  ],
  ...['/wp-json/wp/v2/posts', '/wp-json/wp/v2/settings', '/wp-json/wp/v2', '/wp-json/oembed/1.0'],
  ...['/wp-json/wc/store/products', '/wp-json/wc/store/v1/products', '/wp-json/wc/store/v1/cart'],
  ...['/', '/shop/', '/wp-json/wc-admin/options'],
];

/** What reaches an API by the query alone. */
const routes = [
  'rest_route=/wc/v3/orders',
  'rest_route=%2Fwc%2Fv2%2Fproducts',
  'rest_route=/wp/v2/users/me',
  'rest_route=/wc/v3/orders&x=wp-json/wc/',
  'wc-api-version=3&wc-api-route=/orders',
];

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The ways to send key and secret in the Authorization header. */
const basicFields: readonly ((pair: Pair) => string)[] = [
  ({ key, secret }) => `Basic ${base64(`${key}:${secret}`)}`,
  ({ key, secret }) => `Basic ${base64(`${key}:${secret}`)}`,
  ({ key, secret }) => `basic ${base64(`${key}:${secret}`)}`,
  ({ key, secret }) => `Basic ${base64(`${key}:${secret}`).replaceAll('=', '')}`,
  ({ key, secret }) => `Basic  ${base64(`${key}:${secret}`)}`,
  ({ key, secret }) => `Basic ${base64(`${key}:${secret}\n`)}`,
  ({ key, secret }) => `Basic ${base64(`${key}: ${secret}`)}`,
  ({ key, secret }) => `Basic ${base64(`${key} :${secret}`)}`,
  ({ key, secret }) => `Basic ${base64(`${secret}:${key}`)}`,
  ({ key, secret }) => `Basic ${base64(`${key}:${secret}0`)}`,
  ({ key }) => `Basic ${base64(`${key}:`)}`,
  ({ key }) => `Basic ${base64(key)}`,
  ({ key, secret }) => `Basic ${key}:${secret}`,
  ({ key, secret }) => `Basic ${base64(base64(`${key}:${secret}`))}`,
  () => `Basic ${base64('admin:adminpass')}`,
  ({ key, secret }) => base64(`${key}:${secret}`),
  ({ key }) => `Bearer ${key}`,
  () => 'Digest username="x"',
  ({ key, secret }) => `Basic ${base64(`"${key}":"${secret}"`)}`,
  ({ key, secret }) => `Basic ${base64(`${key.toUpperCase()}:${secret}`)}`,
  ({ key, secret }) => `Basic ${base64(`${key}:${secret.toUpperCase()}`)}`,
  ({ secret }) => `Basic ${base64(`:${secret}`)}`,
  ({ key, secret }) => `Basic ${base64(`${key}:${secret}`).replace(/(.{76})/, '$1 ')}`,
  ({ key, secret }) => `Basic ${base64(`${key}:${secret}`).slice(0, 76)}`,
  ({ key, secret }) => `Basic ${base64(`${key}:${secret}`)}==`,
  ({ key, secret }) => `Basic\t${base64(`${key}:${secret}`)}`,
  ({ key, secret }) => `BASIC ${base64(`${key}:${secret}:`)}`,
  ({ key, secret }) => `Basic ${base64(`  ${key}:${secret}`)}`,
  ({ key, secret }) => `Basic "${base64(`${key}:${secret}`)}"`,
  ({ key, secret }) => `Basic: ${base64(`${key}:${secret}`)}`,
  ({ key, secret }) => `Basic ${encodeURIComponent(base64(`${key}:${secret}`))}`,
  ({ key, secret }) => `Basic ${base64(`${encodeURIComponent(`${key}:`)}${secret}`)}`,
  ({ key, secret }) => `Basic ${base64(`${key}|${secret}`)}`,
  ({ key, secret }) => `Basic ${base64(`\ufeff${key}:${secret}`)}`,
  ({ key, secret }) => `Basic ${base64(`${key}:${secret}`)}, Basic ${base64(`${key}:${secret}`)}`,
  ({ key, secret }) => `Basic ${base64(`${key.slice(3)}:${secret.slice(3)}`)}`,
  () => 'Basic',
  () => '',
];

/** The ways to send them in the query. */
const queries: readonly ((pair: Pair) => string)[] = [
  ({ key, secret }) => `consumer_key=${key}&consumer_secret=${secret}`,
  ({ key, secret }) => `consumer_key=${key}&consumer_secret=${secret}`,
  ({ key, secret }) => `per_page=1&consumer_secret=${secret}&consumer_key=${key}`,
  ({ key, secret }) => `consumer_key=%20${key}&consumer_secret=${secret}`,
  ({ key, secret }) => `consumer_key=${key}&consumer_secret=${secret}%0A`,
  ({ key, secret }) => `customer_key=${key}&customer_secret=${secret}`,
  ({ key, secret }) => `oauth_consumer_key=${key}&consumer_secret=${secret}`,
  ({ key, secret }) => `oauth_consumer_key=${key}&oauth_consumer_secret=${secret}`,
  ({ key }) => `consumer_key=${key}`,
  ({ secret }) => `consumer_secret=${secret}`,
  ({ key, secret }) => `consumer_key=${secret}&consumer_secret=${key}`,
  ({ key, secret }) => `per_page=1?consumer_key=${key}&consumer_secret=${secret}`,
  ({ key, secret }) => `consumer_key=${key}&amp;consumer_secret=${secret}`,
  ({ key, secret }) => `Consumer_Key=${key}&consumer_secret=${secret}`,
  ({ key, secret }) => `consumer_key=${key}&consumer_secret=${secret}&consumer_secret=x`,
  ({ key, secret }) => `consumer_key[]=${key}&consumer_secret=${secret}`,
  ({ key, secret }) => `consumer%5Fkey=${key}&consumer_secret=${secret}`,
  ({ key, secret }) => `consumer.key=${key}&consumer.secret=${secret}`,
  ({ key, secret }) => `+consumer_key=${key}&consumer_secret=${secret}`,
  ({ key, secret }) => `consumer_key=${key}+&consumer_secret=${secret}`,
  ({ key, secret }) => `consumer_key=%22${key}%22&consumer_secret=%22${secret}%22`,
  ({ key, secret }) => `consumer_key=${key};consumer_secret=${secret}`,
  ({ key, secret }) => `?consumer_key=${key}&consumer_secret=${secret}`,
  ({ key, secret }) => `consumer_key=${key.toUpperCase()}&consumer_secret=${secret}`,
  ({ key, secret }) => `consumer_key=x&consumer_secret=x&consumer_key=${key}&consumer_secret=${secret}`,
  ({ key, secret }) => `consumer_key=${key}&consumer_secret=${secret}#x`,
  ({ secret }) => `consumer_key=0&consumer_secret=${secret}`,
  ({ key }) => `consumer_key=${key}&consumer_secret=0`,
  ({ key }) => `consumer_key=${key}&consumer_secret=`,
  ({ key, secret }) => `consumer_key%00=${key}&consumer_secret=${secret}`,
];

/** What is said of the request beside its credentials. */
const extras: readonly { readonly header?: readonly [string, string]; readonly pair?: string }[] = [
  { pair: '_method=GET' },
  { pair: '_method=DELETE' },
  { pair: '_method=OPTIONS' },
  { header: ['X-HTTP-Method-Override', 'GET'] },
  { header: ['X-HTTP-Method-Override', 'PUT'] },
  { header: ['X-WP-Nonce', '0123456789'] },
  { pair: '_wpnonce=0123456789' },
  { header: ['Cookie', 'wordpress_logged_in_x=admin'] },
  { header: ['Origin', 'http://app.test'] },
  { header: ['X-Forwarded-Proto', 'https'] },
  { header: ['X-Authorization', 'Basic x'] },
  { pair: '_jsonp=f' },
  { pair: 'per_page=1' },
  { pair: 'per_page=1000' },
  { pair: 'search=a%20b&include[]=1&include[]=2' },
];

const bodies: readonly { readonly type?: string; readonly body: (pair: Pair) => string }[] = [
  { type: 'application/json', body: () => '{}' },
  { type: 'application/json', body: () => '{"status":"draft"' },
  {
    type: 'application/json',
    body: ({ key, secret }) => `{"consumer_key":"${key}","consumer_secret":"${secret}"}`,
  },
  {
    type: 'application/x-www-form-urlencoded',
    body: ({ key, secret }) => `consumer_key=${key}&consumer_secret=${secret}`,
  },
  { type: 'application/x-www-form-urlencoded', body: () => 'x=1' },
  { body: () => 'x=1' },
];

const oauthForms = [
  'right',
  'right',
  'right',
  'no nonce',
  'other secret',
  'other path',
  'unknown method',
  'lower scheme',
] as const;

/** A request for a store at this place, with a key that it has. */
export function anyScheme(pair: Pair, now: () => number): fc.Arbitrary<(place: Place) => SchemeRequest> {
  return fc
    .record({
      scheme: fc.constantFrom('http' as const, 'https' as const),
      method: fc.constantFrom(...Array.from({ length: 6 }, () => 'GET'), ...otherMethods),
      path: fc.oneof(fc.constantFrom(...paths.slice(0, 3)), fc.constantFrom(...paths)),
      route: rarely(12, routes),
      extra: rarely(3, extras),
      content: rarely(2, bodies),
      basic: rarely(1, basicFields),
      query: rarely(1, queries),
      oauth: rarely(1, oauthForms),
      inHeader: fc.boolean(),
      only: fc.constantFrom('basic', 'query', 'oauth', 'all', 'none'),
    })
    .map(drawn => (place: Place) => {
      const { scheme, method, basic, query, oauth, inHeader, only, route, extra } = drawn;
      const content = takesBody.has(method) ? drawn.content : undefined;
      const path = `${place.path ?? ''}${route === undefined ? drawn.path : '/'}`;
      const uses = (name: string): boolean => only === name || only === 'all';
      const before = [route, extra?.pair, query && uses('query') ? query(pair) : undefined];
      const pairs = before.filter(one => one !== undefined);
      const headers: [string, string][] = [];
      if (basic && uses('basic')) headers.push(['Authorization', basic(pair)]);
      if (oauth && uses('oauth')) {
        const signed = oauthOf({
          scheme,
          method,
          path,
          query: pairs.join('&'),
          place,
          pair,
          form: oauth,
          now: now(),
        });
        if (inHeader && headers.length === 0)
          headers.push([
            'Authorization',
            `${oauth === 'lower scheme' ? 'oauth' : 'OAuth'} ${signed.map(([name, value]) => `${name}="${percentEncode(value)}"`).join(', ')}`,
          ]);
        else pairs.push(signed.map(([name, value]) => `${name}=${percentEncode(value)}`).join('&'));
      }
      if (extra?.header) headers.push([...extra.header]);
      if (content?.type !== undefined) headers.push(['Content-Type', content.type]);
      const target = pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
      return { scheme, method, target, headers, body: content?.body(pair) ?? '' };
    });
}

const otherMethods = ['HEAD', 'OPTIONS', 'DELETE', 'PUT', 'POST', 'PATCH'];
const takesBody = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** One of these, or as a rule nothing: once in so many and one. */
function rarely<T>(weight: number, values: readonly T[]): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
}

let count = 0;

function oauthOf(given: {
  readonly scheme: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly place: Place;
  readonly pair: Pair;
  readonly form: (typeof oauthForms)[number];
  readonly now: number;
}): (readonly [string, string])[] {
  const { form, pair, place, now } = given;
  const own = [
    ['oauth_consumer_key', pair.key],
    ...(form === 'no nonce' ? [] : [['oauth_nonce', `any${now}x${++count}`] as const]),
    ['oauth_signature_method', form === 'unknown method' ? 'HMAC-MD5' : 'HMAC-SHA256'],
    ['oauth_timestamp', String(now)],
  ] as const;
  const sent = given.query
    .split('&')
    .filter(Boolean)
    .map(part => part.replace(/#.*/, '').replaceAll('+', ' ').split('=') as [string, string])
    .map(([name, value = '']) => [decodeURIComponent(name), decodeURIComponent(value)] as const);
  const joined = [...sent, ...own]
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(part => part.join('='))
    .join('&');
  const uri = `${given.scheme}://${place.home}${form === 'other path' ? '/wp-json/wc/v3' : given.path}`;
  const base = `${given.method}&${percentEncode(uri)}&${percentEncode(joined)}`;
  const key = `${form === 'other secret' ? 'cs_other' : pair.secret}${/wc-api\/v[12]/.test(given.path) ? '' : '&'}`;
  return [...own, ['oauth_signature', createHmac('sha256', key).update(base).digest('base64')]];
}

/**
 * Whether an answer is that of a store which has let the request in; undefined where a resource says that it is not
 * there, or what it misses, which some tell to strangers too.
 */
export function isLetIn(status: number, contentType: string, body: string): boolean | undefined {
  const code = /"code":"([^"]*)"/.exec(body)?.[1];
  if (!/json|javascript/.test(contentType)) return false;
  if (status < 300) return true;
  if (status !== 404 && status !== 400 && status !== 500) return false;
  return code === undefined || /no_route$|authentication|rest_callback/.test(code) ? false : undefined;
}
