/** Requests of every namespace and in every form that a store may be sent, for property tests. */
import fc from 'fast-check';
import { percentEncode } from '../../src/explain/plan.ts';
import type { ReceivedRequest } from '../../src/index.ts';

/** A request that is still to be signed. */
export interface AnyRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly path: string;
  readonly pairs: readonly string[];
  /** A form body, where there is one. */
  readonly form: readonly string[] | undefined;
  readonly override: string | undefined;
  readonly place: 'query' | 'header' | 'body';
  readonly signatureMethod: string;
}

export interface Credentials {
  readonly consumerKey: string;
  readonly timestamp: string;
  readonly nonce: string;
}

const namespaces = [
  ...['wc/v1', 'wc/v2', 'wc/v3', 'wc/v3', 'wc/v3', 'wc-analytics', 'wc/store/v1', 'wp/v2', 'WC/v3'].map(
    name => `/wp-json/${name}`,
  ),
  ...['v1', 'v2', 'v3', 'v1', 'v2', 'v3', 'v3', 'V3'].map(name => `/wc-api/${name}`),
];

const below = [
  '/orders',
  '/orders',
  '/orders',
  '/coupons',
  '/orders/',
  '/products/12',
  '//orders',
  '/products/%31%32',
  '/caf%C3%A9',
  '',
  '/',
];

const pathBelowHome = fc
  .tuple(
    fc.constantFrom('', '', '', '', '/index.php', '/'),
    fc.constantFrom(...namespaces),
    fc.constantFrom(...below),
  )
  .map(parts => parts.join(''));

/** What reaches an API by the query alone. */
const routes = [
  'rest_route=/wc/v3/orders',
  'rest_route=%2Fwc%2Fv2%2Fproducts',
  'wc-api-version=3&wc-api-route=/orders',
  'wc-api-version=1&wc-api-route=/orders%20',
  'x=wp-json/wc/',
];

const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/),
  fc.stringMatching(/^[a-zA-Z0-9._~% +é!*'"\\-]{1,6}$/),
  fc.constantFrom('0', '5', 'filter', 'status', '%66ilter', 'a%2561', 'aa', '_method'),
);
const inside = fc.oneof(
  fc.constantFrom('[]', '[]', '[x]', '[0]', '[limit]', '[b]', '[a]', '[x][y]', '[][]', '[x][0][z]'),
  fc.stringMatching(/^\[[a-z %&é'-]{1,4}\]$/),
);
const value = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{0,6}$/),
  fc.stringMatching(/^[a-zA-Z0-9._~% +é!*'"\\=/:&-]{0,8}$/),
  fc.constantFrom('%25', '%2525', '50%2525%20off', '%41', '%', '0', '1'),
);
const encoded = (text: string): string =>
  text.replaceAll(' ', '%20').replaceAll('é', '%C3%A9').replaceAll('"', '%22').replaceAll('\\', '%5C');

const pair = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(name, value).map(([one, other]) => `${encoded(one)}=${encoded(other)}`) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('c', 'include', 'filter', 'a', '0'), inside, value)
      .map(([one, more, other]) => `${one}${encoded(more)}=${encoded(other)}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...['_method=PUT', '_method[]=PUT', '_method=get', 'filter[limit]=2', 'filter[a][b]=1', 'c[x][y]=1'],
      ...[
        'c[]=1',
        'c[]=1&c[]=2',
        'oauth_version=1.0',
        'consumer_secret[]=x&consumer_key=x',
        'rest_route[]=x',
        '_jsonp=f',
      ],
    ),
  },
);

/** What is odd of the OAuth parameters themselves. */
const oddOauth = [
  'oauth_nonce=0',
  'oauth_signature[]=x',
  'oauth_consumer_key[]=x',
  'oauth_timestamp[]=1',
  'oauth_version=1.0',
];

/** @param homePath below which most requests lie. */
export function anyRequest(homePath: string, methods: readonly string[]): fc.Arbitrary<AnyRequest> {
  const path = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(pathBelowHome, fc.constant([] as string[])) },
    {
      weight: 1,
      arbitrary: fc.tuple(
        fc.constantFrom('/', '/index.php', ''),
        fc.constantFrom(...routes).map(one => [one]),
      ),
    },
  );
  return fc
    .record({
      method: fc.constantFrom(...methods),
      scheme: fc.constantFrom('http', 'http', 'http', 'http', 'http', 'https'),
      prefix: fc.constantFrom(...Array.from({ length: 9 }, () => homePath), ''),
      path,
      pairs: fc.array(pair, { maxLength: 5 }),
      form: fc.option(fc.array(pair, { maxLength: 3 }), { nil: undefined, freq: 4 }),
      override: fc.option(fc.constantFrom('PUT', 'get', 'DELETE'), { nil: undefined, freq: 5 }),
      odd: fc.option(fc.constantFrom(...oddOauth), { nil: undefined, freq: 12 }),
      place: fc.constantFrom('query', 'query', 'query', 'query', 'query', 'header', 'body'),
      signatureMethod: fc.constantFrom(
        ...Array.from({ length: 6 }, () => 'HMAC-SHA256'),
        'HMAC-SHA1',
        'hmac-sha1',
      ),
    })
    .map(({ prefix, path: [sent, route], pairs, odd, ...rest }) => ({
      ...rest,
      scheme: rest.scheme as 'http' | 'https',
      place: rest.place as AnyRequest['place'],
      path: `${prefix}${sent}` || '/',
      pairs: [...route, ...pairs, ...(odd === undefined ? [] : [odd])],
    }));
}

/** The request with these credentials in their place. */
export function withCredentials(
  given: AnyRequest,
  authority: string,
  { consumerKey, timestamp, nonce }: Credentials,
  signature: string,
): ReceivedRequest {
  const oauth = [
    ['oauth_consumer_key', consumerKey],
    ['oauth_nonce', nonce],
    ['oauth_signature_method', given.signatureMethod],
    ['oauth_timestamp', timestamp],
    // The store decodes it once more than PHP does.
    ['oauth_signature', percentEncode(signature)],
  ] as const;
  const own = oauth.map(([field, text]) => `${field}=${percentEncode(text)}`);
  const isForm = given.form !== undefined || given.place === 'body';
  const query = [...given.pairs, ...(given.place === 'query' ? own : [])].join('&');
  const headers: [string, string][] = [];
  if (given.place === 'header')
    headers.push([
      'Authorization',
      `OAuth ${oauth.map(([field, text]) => `${field}="${percentEncode(text)}"`).join(', ')}`,
    ]);
  if (given.override !== undefined) headers.push(['X-HTTP-Method-Override', given.override]);
  if (isForm) headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  return {
    source: 'http',
    method: given.method,
    methodAssumed: false,
    scheme: given.scheme,
    schemeAssumed: false,
    authority,
    target: query === '' ? given.path : `${given.path}?${query}`,
    headers,
    body: isForm ? [...(given.form ?? []), ...(given.place === 'body' ? own : [])].join('&') : '',
  };
}
