import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { call, errorOf, headersOf, jsonOf, keyOf, type LegacyStore, legacyStore } from './legacy-store.ts';

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

interface Signing {
  readonly method?: string;
  /** What stands for the method in the base string, when it is not the one sent. */
  readonly signedMethod?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly parameters?: readonly (readonly [string, string])[];
  readonly oauth?: Readonly<Record<string, string>>;
  readonly ampersand?: boolean;
  readonly as?: string;
  /** What the path is below: the legacy API when it is left out. */
  readonly root?: string;
  /** The value of `filter[q]` as the base string has it. */
  readonly signedSearch?: string;
}

let counter = 0;

/** Signs as RFC 5849 says, and sends over HTTP. */
function signed(store: LegacyStore, path: string, signing: Signing = {}) {
  const { key, secret } = keyOf(store, signing.as ?? 'admin_rw');
  counter += 1;
  const oauth = {
    oauth_consumer_key: key,
    oauth_timestamp: String(store.now),
    oauth_nonce: `nonce${counter}`,
    oauth_signature_method: 'HMAC-SHA1',
    ...signing.oauth,
  };
  const parameters = [...(signing.parameters ?? []), ...Object.entries(oauth)];
  const pairs = parameters.map(([name, value]) => [encode(name), encode(value)] as const);
  const normalized = parameters
    .map(([name, value]) => [name, name === 'filter[q]' ? (signing.signedSearch ?? value) : value] as const)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const method = signing.method ?? 'GET';
  const url = `http://shop.test:8105/${signing.root ?? 'wc-api/'}${path}`;
  // With the plugin v1 and v2 sign the path of v3 (legacy.sign.010, legacy.sign.030).
  const signedUrl = url.replace(/\/wc-api\/v[12]\//, '/wc-api/v3/');
  const base = [signing.signedMethod ?? method, signedUrl, normalized.join('&')].map(encode).join('&');
  const hash = oauth.oauth_signature_method === 'HMAC-SHA256' ? 'sha256' : 'sha1';
  const hmacKey = signing.ampersand === false ? secret : `${secret}&`;
  const signature = createHmac(hash, hmacKey).update(base).digest('base64');
  const query = [...pairs, ['oauth_signature', encode(signature)]]
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return store.send({ method, url: `${url}?${query}`, headers: signing.headers ?? [] });
}

describe('OAuth on the legacy API', () => {
  test('v3 takes the secret with an ampersand behind it, v1 and v2 without', async () => {
    const store = await legacyStore();
    for (const [version, ampersand, status] of [
      ['v3', true, 200],
      ['v3', false, 401],
      ['v2', false, 200],
      ['v2', true, 401],
      ['v1', false, 200],
      ['v1', true, 401],
    ] as const) {
      const answer = await signed(store, `${version}/orders`, { ampersand });
      assert.equal(answer.status, status, `${version} with ampersand: ${ampersand}`);
    }
  });

  test('v1 and v2 sort what is inside filter[…], v3 leaves it in the order sent', async () => {
    const store = await legacyStore();
    const parameters = [
      ['filter[limit]', '2'],
      ['filter[created_at_min]', '2020-01-01'],
    ] as const;
    assert.equal((await signed(store, 'v2/orders', { parameters, ampersand: false })).status, 200);
    assert.equal((await signed(store, 'v3/orders', { parameters })).status, 401);
    assert.equal((await signed(store, 'v3/orders', { parameters: [...parameters].reverse() })).status, 200);
  });

  test('an array other than filter is signed by v3 and kills v1', async () => {
    const store = await legacyStore();
    const parameters = [['x[a]', '1']] as const;
    assert.equal((await signed(store, 'v3/orders', { parameters })).status, 200);
    const answer = await signed(store, 'v1/orders', { parameters, ampersand: false });
    assert.equal(answer.status, 500);
    assert.match(Buffer.from(answer.body).toString(), /There has been a critical error on this website/);
  });

  test('the method that overrides the one sent is the one that is signed', async () => {
    const store = await legacyStore();
    const override = { method: 'POST', headers: [['X-HTTP-Method-Override', 'GET']] as const };
    assert.equal((await signed(store, 'v3/orders', { ...override, signedMethod: 'GET' })).status, 200);
    assert.equal((await signed(store, 'v3/orders', { ...override, signedMethod: 'POST' })).status, 401);
    const parameters = [['_method', 'GET']] as const;
    assert.equal(
      (await signed(store, 'v3/orders', { method: 'POST', signedMethod: 'GET', parameters })).status,
      200,
    );
  });

  test('quotes and backslashes are signed with the backslash that WordPress puts before them', async () => {
    const store = await legacyStore();
    const parameters = [['filter[q]', "o'clock"]] as const;
    assert.equal((await signed(store, 'v3/products', { parameters })).status, 401);
    assert.equal((await signed(store, 'v3/products', { parameters, signedSearch: "o\\'clock" })).status, 200);
  });

  test('a timestamp out of the window is 401 in v2 and v3, and 200 with an error in v1', async () => {
    const store = await legacyStore();
    for (const [version, status] of [
      ['v3', 401],
      ['v2', 401],
      ['v1', 200],
    ] as const) {
      for (const seconds of [-901, 901]) {
        const answer = await signed(store, `${version}/orders`, {
          ampersand: version === 'v3',
          oauth: { oauth_timestamp: String(store.now + seconds) },
        });
        assert.equal(answer.status, status);
        assert.equal(errorOf(jsonOf(answer)), 'woocommerce_api_authentication_error: Invalid timestamp.');
      }
      const answer = await signed(store, `${version}/orders`, {
        ampersand: version === 'v3',
        oauth: { oauth_timestamp: String(store.now - 900) },
      });
      assert.equal(Object.keys(jsonOf(answer) as object)[0], 'orders');
    }
  });

  test('a nonce is spent for a key, in every version and in wc/v3 alike', async () => {
    const store = await legacyStore();
    const oauth = { oauth_nonce: 'once' };
    assert.equal((await signed(store, 'v3/orders', { oauth })).status, 200);
    const again = await signed(store, 'v2/orders', { oauth, ampersand: false });
    assert.equal(
      errorOf(jsonOf(again)),
      'woocommerce_api_authentication_error: Invalid nonce - nonce has already been used.',
    );
    assert.equal((await signed(store, 'v3/orders', { oauth, as: 'manager_rw' })).status, 200);
    const newer = await signed(store, 'orders', { root: 'wp-json/wc/v3/', oauth });
    assert.equal(jsonOf(newer).message, 'Invalid nonce - nonce has already been used.');
  });

  test('a nonce is compared loosely: 1e3 has been used when 1000 has', async () => {
    const store = await legacyStore();
    assert.equal((await signed(store, 'v3/orders', { oauth: { oauth_nonce: '1000' } })).status, 200);
    assert.equal((await signed(store, 'v3/orders', { oauth: { oauth_nonce: '1e3' } })).status, 401);
    assert.equal((await signed(store, 'v3/orders', { oauth: { oauth_nonce: '1001' } })).status, 200);
  });

  test('a nonce is spent although the key may not do what was asked', async () => {
    const store = await legacyStore();
    const refused = await signed(store, 'v3/orders', { as: 'admin_w', oauth: { oauth_nonce: 'spent' } });
    assert.match(errorOf(jsonOf(refused)), /does not have read permissions/);
    const again = await signed(store, 'v3/orders', { as: 'admin_w', oauth: { oauth_nonce: 'spent' } });
    assert.match(errorOf(jsonOf(again)), /nonce has already been used/);
  });

  test('the judgement of a wrong signature tells the base string', async () => {
    const store = await legacyStore();
    await signed(store, 'v3/orders', { ampersand: false });
    const judgement = store.judgements.find(({ rule }) => rule === 'legacy.oauth.signature');
    assert.equal(judgement?.outcome, 'refused');
    assert.match(
      String(judgement?.facts?.baseString),
      /^GET&http%3A%2F%2Fshop\.test%3A8105%2Fwc-api%2Fv3%2Forders&oauth_consumer_key%3Dck_/,
    );
  });
});

describe('the way to the legacy API', () => {
  test('version and route can come in the query, whatever the path', async () => {
    const store = await legacyStore();
    const { key, secret } = keyOf(store, 'admin_rw');
    const credentials = `consumer_key=${key}&consumer_secret=${secret}`;
    const url = `https://shop.test:8443/?wc-api-version=3&wc-api-route=/orders/count&${credentials}`;
    const answer = await store.send({ method: 'GET', url, headers: [] });
    assert.deepEqual(jsonOf(answer), { count: 19 });
  });

  test('a version that is none is served by the classes of v3', async () => {
    const store = await legacyStore();
    const url = 'https://shop.test:8443/?wc-api-version=9&wc-api-route=/';
    const answer = await store.send({ method: 'GET', url, headers: [] });
    const { store: index } = jsonOf(answer);
    assert.equal(index.version, '3.1.0');
    assert.equal(index.routes['/orders'].meta.self, 'https://shop.test:8105/wc-api/v9/orders');
  });

  test('a gateway that nobody has registered is 400 and -1', async () => {
    const store = await legacyStore();
    for (const url of [
      'http://shop.test:8105/wc-api/v9/orders',
      'http://shop.test:8105/wc-api/WC_Gateway_Paypal',
      'http://shop.test:8105/?wc-api=paypal',
    ]) {
      const answer = await store.send({ method: 'GET', url, headers: [] });
      assert.equal(answer.status, 400, url);
      assert.equal(jsonOf(answer), -1);
      assert.equal(headersOf(answer)['content-type'], 'text/html; charset=UTF-8');
    }
  });

  test('where the legacy API is not installed, errors is an object', async () => {
    const store = await legacyStore({ legacyApi: 'absent' });
    for (const path of ['v3/', 'v1/orders', 'v2/orders?consumer_key=x&consumer_secret=y']) {
      const answer = await store.send({
        method: 'GET',
        url: `https://shop.test:8443/wc-api/${path}`,
        headers: [],
      });
      assert.equal(answer.status, 404);
      assert.deepEqual(jsonOf(answer), {
        errors: { code: 'woocommerce_api_disabled', message: 'The WooCommerce API is disabled on this site' },
      });
    }
  });

  test('methods: lower case is put right by the plugin alone; OPTIONS is no method', async () => {
    const plugin = await legacyStore();
    assert.equal((await call(plugin, 'get', 'v3/orders/count')).status, 200);
    const builtIn = await legacyStore({ store: 'wc-8.2' });
    assert.equal((await call(builtIn, 'get', 'v3/orders/count')).status, 400);
    const options = await call(plugin, 'OPTIONS', 'v3/orders', { as: 'admin_w' });
    assert.equal(errorOf(options.json), 'woocommerce_api_unsupported_method: Unsupported request method');
  });

  test('_jsonp wraps the answer in a function', async () => {
    const store = await legacyStore();
    const url = 'https://shop.test:8443/wc-api/v3/?_jsonp=app.take';
    const answer = await store.send({ method: 'GET', url, headers: [] });
    assert.equal(headersOf(answer)['content-type'], 'application/javascript; charset=UTF-8');
    assert.match(Buffer.from(answer.body).toString(), /^\/\*\*\/app\.take\(\{"store":/);
    const wrong = await store.send({ method: 'GET', url: `${url}%3Balert(1)`, headers: [] });
    assert.equal(wrong.status, 400);
    assert.match(Buffer.from(wrong.body).toString(), /^\[\{"code":"woocommerce_api_jsonp_callback_invalid"/);
  });

  test('a body that v1 cannot read ends it, with JSON for clients that send JSON', async () => {
    const store = await legacyStore();
    const answer = await call(store, 'PUT', 'v1/orders/22', { body: { order: { status: 'completed' } } });
    assert.equal(answer.status, 500);
    assert.equal(answer.json.code, 'internal_server_error');
    const flat = await call(store, 'PUT', 'v1/orders/22', { body: { status: 'completed' } });
    assert.equal(flat.status, 200);
    assert.equal(flat.json.order.status, 'completed');
  });
});
