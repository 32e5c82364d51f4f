/** The legacy API's own way to sign, where it is not that of RFC 5849: figures of a real WooCommerce 8.2.2. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { explain, readRequest } from '../../src/index.ts';
import { consumerKey, consumerSecret } from './signed.ts';

const home = { scheme: 'http', authority: 'shop.test:8282', path: '' } as const;

/** Signs these normalized parameters, and sends `query`. */
function verdictOf(
  path: string,
  query: string,
  normalized: string,
  key = `${consumerSecret}&`,
  profile = '8.2',
) {
  const oauth = `oauth_consumer_key=${consumerKey}&oauth_nonce=n&oauth_signature_method=HMAC-SHA256&oauth_timestamp=1795224020`;
  const url = `http://shop.test:8282${path}`;
  const pairs = [...(normalized === '' ? [] : [normalized]), ...encodeURIComponent(oauth).split('%26')];
  const base = `GET&${encodeURIComponent(url)}&${pairs.join('%26')}`;
  const signature = createHmac('sha256', key).update(base).digest('base64');
  const read = readRequest(`GET ${url}?${query}&${oauth}&oauth_signature=${encodeURIComponent(signature)}`);
  assert.ok(read);
  return explain(read, { consumerSecret, home, profile, depth: 'singles' });
}

test('v3 signs an array inside an array as the word Array', () => {
  const plainly = verdictOf('/wc-api/v3/orders', 'c[x][y]=1', 'c%255Bx%255D%255By%255D%3D1');
  assert.equal(plainly.verdict, 'unexplained');
  assert.ok(plainly.notes.some(({ id }) => id === 'array-in-array'));
  const asArray = verdictOf('/wc-api/v3/orders', 'c[x][y]=1', 'c%255Bx%255D%3DArray');
  assert.equal(asArray.verdict, 'right', asArray.says);
});

test('v1 and v2 die of arrays, whatever is signed', () => {
  for (const version of ['v1', 'v2'])
    for (const profile of ['5.8', '6.6', '7.8', '8.2', '9.2', '10.5', '11.1']) {
      const died = verdictOf(
        `/wc-api/${version}/orders`,
        'c[]=1',
        'c%255B0%255D%3D1',
        consumerSecret,
        profile,
      );
      assert.equal(died.verdict, 'dies', profile);
      assert.match(died.says, /the store dies of this request: 500/i);
      assert.equal(died.steps, undefined);
    }
});

test('v1 and v2 read filter[…], and sign with the secret alone', () => {
  const read = (key: string) =>
    verdictOf('/wc-api/v2/orders', 'filter[limit]=1', 'filter%255Blimit%255D%3D1', key);
  assert.equal(read(consumerSecret).verdict, 'right');
  assert.equal(read(`${consumerSecret}&`).explained[0]?.mistakes[0]?.id, 'ampersand-for-old-legacy-api');
});

test('a home URL with a host name in UTF-8 is signed in UTF-8', () => {
  const base = (host: string) =>
    `GET&${encodeURIComponent(`http://${host}/wp-json/wc/v3/orders`)}&${encodeURIComponent(oauth)}`;
  const oauth = `oauth_consumer_key=${consumerKey}&oauth_nonce=n&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1795224020`;
  const verdict = (host: string) => {
    const signature = createHmac('sha1', `${consumerSecret}&`).update(base(host)).digest('base64');
    const url = `http://xn--mller-kva.test/wp-json/wc/v3/orders?${oauth}&oauth_signature=${encodeURIComponent(signature)}`;
    const read = readRequest(`GET ${url}`);
    assert.ok(read);
    return explain(read, { consumerSecret, home: { scheme: 'http', authority: 'müller.test', path: '' } })
      .verdict;
  };
  assert.equal(verdict('müller.test'), 'right');
  assert.notEqual(verdict('xn--mller-kva.test'), 'right');
});

test('an empty parameter is one that PHP takes for empty', () => {
  const read = readRequest(
    `GET http://shop.test/wp-json/wc/v3/orders?oauth_consumer_key=${consumerKey}&oauth_nonce=0&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1795224020&oauth_signature=x`,
  );
  assert.ok(read);
  const { verdict, missing } = explain(read, { consumerSecret, depth: 'singles' });
  assert.equal(verdict, 'incomplete');
  assert.deepEqual(missing, ['oauth_nonce']);
});
