/** Faulty clients of our own making and a library of others, not made from the list of mistakes. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { explain } from '../../src/explain/explain.ts';
import { readRequest } from '../../src/explain/input/index.ts';
import { consumerKey, consumerSecret } from './signed.ts';

const OAuth = createRequire(import.meta.url)('oauth-1.0a');
const oauthLibrary = (options: object = {}) =>
  new OAuth({
    consumer: { key: consumerKey, secret: consumerSecret },
    signature_method: 'HMAC-SHA1',
    hash_function: (base: string, key: string) => createHmac('sha1', key).update(base).digest('base64'),
    ...options,
  });

/** The URL as a client sends it that takes its signature from the library. */
function urlOf(oauth: ReturnType<typeof oauthLibrary>, url: string, method = 'GET'): string {
  const fields = oauth.authorize({ url, method }) as Record<string, string>;
  const own = Object.entries(fields)
    .filter(([name]) => name.startsWith('oauth_'))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${url}${url.includes('?') ? '&' : '?'}${own.join('&')}`;
}

function named(url: string, home?: { scheme: 'http' | 'https'; authority: string; path: string }): string[] {
  const request = readRequest(url);
  assert.ok(request);
  const explanation = explain(request, { consumerSecret, ...(home && { home }) });
  return explanation.verdict === 'mistake'
    ? (explanation.explained[0]?.mistakes.map(mistake => mistake.id) ?? [])
    : [explanation.verdict];
}

const orders = 'http://shop.test/wp-json/wc/v3/orders';

test('oauth-1.0a signs simple requests right', () => {
  assert.deepEqual(named(urlOf(oauthLibrary(), `${orders}?per_page=1&search=a%20b`)), ['right']);
});

test('oauth-1.0a with last_ampersand: false', () => {
  assert.deepEqual(named(urlOf(oauthLibrary({ last_ampersand: false }), orders)), [
    'secret-without-ampersand',
  ]);
});

test('oauth-1.0a with an array of twelve items', () => {
  const items = Array.from({ length: 12 }, (_, i) => `include[${i}]=${i}`).join('&');
  assert.deepEqual(named(urlOf(oauthLibrary(), `${orders}?${items}`)), ['array-items-sorted']);
});

test('oauth-1.0a with an array without indices', () => {
  assert.deepEqual(named(urlOf(oauthLibrary(), `${orders}?include[]=1&include[]=2`)), [
    'array-without-index',
  ]);
});

test('oauth-1.0a with a dot in a name', () => {
  assert.deepEqual(named(urlOf(oauthLibrary(), `${orders}?a.b=1`)), ['name-not-as-php-sees-it']);
});

test('a client that calls www. while the home URL has none', () => {
  const url = urlOf(oauthLibrary(), 'http://www.shop.test/wp-json/wc/v3/orders');
  const home = { scheme: 'http', authority: 'shop.test', path: '' } as const;
  assert.deepEqual(named(url, home), ['host-is-not-home']);
});

test('a client whose TLS ends at a proxy: the store sees http', () => {
  const url = urlOf(oauthLibrary(), 'https://shop.test/wp-json/wc/v3/orders').replace('https:', 'http:');
  assert.deepEqual(named(url), ['scheme-of-base-uri']);
});

test('a server that adds q= to the query', () => {
  const url = `${urlOf(oauthLibrary(), orders)}&q=/wp-json/wc/v3/orders`;
  assert.deepEqual(named(url), ['added-after-signing']);
});

test('a client that signs GET for every method', () => {
  const url = urlOf(oauthLibrary(), orders, 'GET');
  const explained = named(`curl -X DELETE '${url}'`);
  assert.deepEqual(explained, ['wrong-method']);
});

test('a client written by hand that forgets the second encoding and announces the wrong algorithm', () => {
  const query: Record<string, string> = {
    oauth_consumer_key: consumerKey,
    oauth_nonce: 'abc',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: '1795224020',
    search: 'red shoes',
  };
  const joined = Object.keys(query)
    .sort()
    .map(name => `${name}=${query[name]}`)
    .join('&');
  const base = `GET&${encodeURIComponent(orders)}&${encodeURIComponent(joined)}`;
  const signature = createHmac('sha256', `${consumerSecret}&`).update(base).digest('base64');
  const sent = new URLSearchParams({ ...query, oauth_signature: signature });
  assert.deepEqual(named(`${orders}?${sent}`), ['values-not-encoded', 'other-algorithm']);
});

test('a client in another language that writes lower-case hexadecimal and form encoding', () => {
  const encode = (text: string): string =>
    encodeURIComponent(text)
      .replaceAll('%20', '+')
      .replace(/%[0-9A-F]{2}/g, hex => hex.toLowerCase());
  const query: Record<string, string> = {
    oauth_consumer_key: consumerKey,
    oauth_nonce: 'abc',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: '1795224020',
    search: 'red/shoes',
  };
  const joined = Object.keys(query)
    .sort()
    .map(name => `${encode(name)}=${encode(query[name] as string)}`)
    .join('&');
  const base = `GET&${encode(orders)}&${encode(joined)}`;
  const signature = createHmac('sha1', `${consumerSecret}&`).update(base).digest('base64');
  const sent = new URLSearchParams({ ...query, oauth_signature: signature });
  assert.deepEqual(named(`${orders}?${sent}`), ['lower-case-hexadecimal']);
});
