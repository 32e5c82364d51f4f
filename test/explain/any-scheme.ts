/** Requests of every scheme of authentication and of none, as clients send them rightly and wrongly, for property tests. */

import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { percentEncode } from '../../src/explain/plan.ts';

export interface Place {
  readonly http: string;
  readonly https: string;
  /** The host and port that are signed. */
  readonly home: string;
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
      method: fc.constantFrom('GET', 'GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'DELETE', 'PUT'),
      path: fc.oneof(fc.constantFrom(...paths.slice(0, 3)), fc.constantFrom(...paths)),
      basic: fc.option(fc.constantFrom(...basicFields), { freq: 1, nil: undefined }),
      query: fc.option(fc.constantFrom(...queries), { freq: 1, nil: undefined }),
      oauth: fc.option(fc.constantFrom(...oauthForms), { freq: 1, nil: undefined }),
      inHeader: fc.boolean(),
      only: fc.constantFrom('basic', 'query', 'oauth', 'all', 'none'),
    })
    .map(({ scheme, method, path, basic, query, oauth, inHeader, only }) => (place: Place) => {
      const uses = (name: string): boolean => only === name || only === 'all';
      const pairs = query && uses('query') ? [query(pair)] : [];
      const headers: [string, string][] = [];
      if (basic && uses('basic')) headers.push(['Authorization', basic(pair)]);
      if (oauth && uses('oauth')) {
        const signed = oauthOf({
          scheme,
          method,
          path,
          query: pairs[0] ?? '',
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
      const target = pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
      return { scheme, method, target, headers, body: '' };
    });
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
    .map(part => part.split('=') as [string, string])
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

/** Whether an answer is that of a store which has let the request in, whatever its resource says then. */
export function isLetIn(status: number, code: string): boolean {
  if (status < 300) return true;
  if (status === 404 || status === 400)
    return code !== '' && code !== '-1' && !/no_route$|authentication|rest_callback/.test(code);
  return false;
}
