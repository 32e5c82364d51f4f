import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import type { Store } from '../../../mocks/index.ts';
import { signRequest } from '../../../src/client/oauth1/request.ts';
import { asOwner, get, home, owner, testStore } from '../site.ts';

const orders = '/wp-json/wc/v3/orders';
const products = '/wp-json/wc/v3/products';

describe('the REST server', () => {
  let store: Store;
  before(async () => {
    store = await testStore();
  });
  beforeEach(() => store.reset());

  it('lists namespaces and routes in its index, with the scheme of the connection', async () => {
    const { json } = await get(store, '/wp-json/', { scheme: 'https', host: 'shop.test:8443' });
    assert.equal(json.url, 'http://shop.test:8105');
    assert.equal(json.home, 'https://shop.test:8105');
    assert.ok(json.namespaces.includes('wc/v3'));
    assert.ok('/wc/v3/orders' in json.routes);
    assert.ok('application-passwords' in json.authentication);
    assert.deepEqual((await get(store, '/wp-json/')).json.authentication, []);
  });

  it('says so when no route matches, or none with the method', async () => {
    for (const got of [
      await get(store, '/wp-json/nope'),
      await get(store, '/wp-json/wc/v3', { method: 'DELETE' }),
    ]) {
      assert.equal(got.status, 404);
      assert.equal(got.json.code, 'rest_no_route');
      assert.equal(got.header('Allow'), undefined);
    }
  });

  it('tells wrong parameters before it asks for permission, and all of them at once', async () => {
    const got = await get(store, `${orders}?per_page=0&status=nope`);
    assert.equal(got.status, 400);
    assert.equal(got.json.code, 'rest_invalid_param');
    assert.deepEqual(Object.keys(got.json.data.params).sort(), ['per_page', 'status']);
    assert.equal(got.json.data.details.per_page.code, 'rest_out_of_bounds');
  });

  it('refuses a body that says it is JSON and is none', async () => {
    const sent = { method: 'POST', headers: ['Content-Type', 'application/json'], body: '{"a":' };
    const got = await asOwner(store, orders, sent);
    assert.equal(got.status, 400);
    assert.equal(got.json.code, 'rest_invalid_json');
    assert.equal(got.json.data.json_error_code, 4);
  });

  it('takes a parameter from the JSON body before the query', async () => {
    const sent = {
      method: 'POST',
      headers: ['Content-Type', 'application/json'],
      body: '{"name":"From JSON"}',
    };
    assert.equal((await asOwner(store, `${products}?name=From+the+query`, sent)).json.name, 'From JSON');
  });

  it('takes a form body of a PUT too', async () => {
    const { json } = await asOwner(store, `${products}?per_page=1`);
    const sent = {
      method: 'PUT',
      headers: ['Content-Type', 'application/x-www-form-urlencoded'],
      body: 'name=From+a+form',
    };
    assert.equal((await asOwner(store, `${products}/${json[0].id}`, sent)).json.name, 'From a form');
  });

  it('keeps only the fields asked for, and the links of a single record', async () => {
    const list = await asOwner(store, `${orders}?_fields=id,billing.email&per_page=1`);
    assert.deepEqual(Object.keys(list.json[0]), ['id', 'billing']);
    assert.deepEqual(Object.keys(list.json[0].billing), ['email']);
    const one = await asOwner(store, `${orders}/${list.json[0].id}?_fields=id`);
    assert.deepEqual(Object.keys(one.json), ['id', '_links']);
  });

  it('puts status and headers into an envelope', async () => {
    const refused = await get(store, `${orders}?_envelope`);
    assert.equal(refused.status, 200);
    assert.equal(refused.json.status, 401);
    assert.deepEqual(refused.json.headers, []);
    const list = await asOwner(store, `${orders}?_envelope=1&per_page=1`);
    assert.equal(list.json.headers['X-WP-Total'], 19);
    assert.equal(list.header('X-WP-Total'), undefined);
  });

  it('calls back with _jsonp, by a name only', async () => {
    const got = await get(store, `${orders}?_jsonp=a.b_1`);
    assert.equal(got.status, 401);
    assert.match(got.text, /^\/\*\*\/a\.b_1\(\{"code":/);
    assert.equal(got.header('Content-Type'), 'application/javascript; charset=UTF-8');
    const wrong = await get(store, `${orders}?_jsonp=alert(1)`);
    assert.equal(wrong.status, 400);
    assert.equal(wrong.json.code, 'rest_callback_invalid');
    assert.match((await get(store, `${orders}?_jsonp=`)).header('Content-Type') ?? '', /json/);
  });

  it('answers HEAD as GET without the body', async () => {
    const got = await asOwner(store, orders, { method: 'HEAD' });
    assert.equal(got.status, 200);
    assert.equal(got.text, '');
    assert.equal(got.header('X-WP-Total'), '19');
  });

  it('answers OPTIONS with the route’s methods and schema to anybody', async () => {
    const got = await get(store, orders, { method: 'OPTIONS' });
    assert.equal(got.status, 200);
    assert.deepEqual(got.json.methods, ['GET', 'POST']);
    assert.equal(got.json.schema.title, 'shop_order');
    assert.equal(got.header('Allow'), undefined);
    assert.deepEqual((await get(store, '/wp-json/nope', { method: 'OPTIONS' })).json, []);
  });

  it('takes the method from _method before the header, and in any case', async () => {
    const header = ['X-HTTP-Method-Override', 'OPTIONS'];
    assert.ok((await get(store, orders, { headers: header })).json.methods);
    assert.ok((await get(store, `${orders}?_method=options`)).json.methods);
    assert.equal((await get(store, `${orders}?_method=GET`, { headers: header })).status, 401);
  });

  it('names in Allow what this client may do', async () => {
    assert.equal((await asOwner(store, orders)).header('Allow'), 'GET, POST');
    assert.equal((await get(store, orders)).header('Allow'), undefined);
    assert.equal((await asOwner(store, `${orders}?per_page=0`)).header('Allow'), 'GET, POST');
  });

  it('varies by Origin for a GET of nobody, and answers an Origin that is sent', async () => {
    assert.equal((await get(store, orders)).header('Vary'), 'Origin');
    assert.equal((await get(store, orders, { method: 'DELETE' })).header('Vary'), undefined);
    assert.equal((await asOwner(store, orders)).header('Vary'), undefined);
    const got = await asOwner(store, orders, { headers: ['Origin', 'https://app.example'] });
    assert.equal(got.header('Access-Control-Allow-Origin'), 'https://app.example');
    assert.equal(got.header('Access-Control-Allow-Credentials'), 'true');
    assert.equal(got.header('Vary'), 'Origin');
  });

  it('gives an Origin back as sanitize_url() leaves it', async () => {
    for (const [sent, given] of [
      ['null', 'null'],
      ['app.example', 'http://app.example'],
      ['javascript:alert(1)', ''],
      ['https://app.example/<a b>', 'https://app.example/a%20b'],
    ] as const) {
      const got = await get(store, orders, { headers: ['Origin', sent] });
      assert.equal(got.header('Access-Control-Allow-Origin'), given);
    }
    const none = await asOwner(store, orders, { headers: ['Origin', '0'] });
    assert.equal(none.header('Access-Control-Allow-Origin'), undefined);
  });

  it('has asked who is there before it refuses a callback or an array of methods', async () => {
    const signed = (query: string, nonce: string) => {
      const { url } = signRequest(
        { method: 'GET', url: `${home}${orders}?${query}` },
        {
          credentials: { consumerKey: owner.key, consumerSecret: owner.secret },
          signatureMethod: 'HMAC-SHA1',
          placement: 'query',
          timestamp: store.now(),
          nonce,
        },
      );
      return get(store, url.slice(home.length));
    };
    for (const [query, status] of [
      ['_jsonp=alert%281%29', 400],
      ['_method%5B0%5D=GET', 500],
    ] as const) {
      assert.equal((await signed(query, query)).status, status);
      assert.match((await signed('', query)).text, /nonce has already been used/);
    }
    const older = await testStore({ profile: '6.6' });
    const wrong = await asOwner(older, `${orders}?_jsonp=alert(1)`);
    assert.match(wrong.header('Cache-Control') ?? '', /no-cache/);
  });

  it('tells a fatal error as JSON to whoever sends or accepts JSON, as a page to others', async () => {
    const target = `${orders}?_method[]=GET`;
    const page = await get(store, target);
    assert.deepEqual([page.status, page.header('Content-Type')], [500, 'text/html; charset=UTF-8']);
    for (const headers of [
      ['Accept', 'text/html, application/json;q=0.9'],
      ['Content-Type', 'application/json'],
    ]) {
      const got = await get(store, target, { headers });
      assert.deepEqual([got.status, got.json.code], [500, 'internal_server_error']);
      assert.match(got.header('Cache-Control') ?? '', /no-cache/);
    }
    const legacy = '/wc-api/v3/orders?_method[]=GET';
    assert.equal((await get(await testStore({ profile: '8.2' }), legacy)).status, 500);
    assert.equal((await get(store, legacy)).status, 404);
  });

  it('keeps answers of somebody out of caches, and a refused override', async () => {
    assert.match((await asOwner(store, orders)).header('Cache-Control') ?? '', /no-store, private/);
    assert.equal((await get(store, orders)).header('Cache-Control'), undefined);
    const overridden = await get(store, orders, { headers: ['X-HTTP-Method-Override', 'PUT'] });
    assert.match(overridden.header('Cache-Control') ?? '', /no-cache/);
  });

  it('replaces its own Link by that of a list', async () => {
    const got = await asOwner(store, `${orders}?per_page=1`);
    assert.equal(got.headers.filter(([name]) => name === 'Link').length, 1);
    assert.match(got.header('Link') ?? '', /rel="next"$/);
  });

  it('refuses a request whose nonce is wrong, unless a key has authenticated', async () => {
    const nonce = ['X-WP-Nonce', '0000000000'];
    const got = await get(store, orders, { headers: nonce });
    assert.equal(got.status, 403);
    assert.equal(got.json.code, 'rest_cookie_invalid_nonce');
    assert.match(got.header('Cache-Control') ?? '', /no-cache/);
    assert.equal((await asOwner(store, orders, { headers: nonce })).status, 200);
    const older = await testStore({ profile: '6.6' });
    assert.equal((await get(older, orders, { headers: nonce })).header('Cache-Control'), undefined);
  });

  it('knows nobody outside wc/', async () => {
    assert.equal((await asOwner(store, '/wp-json/wp/v2/users/me')).json.code, 'rest_not_logged_in');
  });
});

describe('application passwords in use', () => {
  it('refuse a key outside wc/, and there only', async () => {
    const store = await testStore({ switches: { applicationPasswords: true } });
    assert.equal((await asOwner(store, '/wp-json/')).json.code, 'invalid_username');
    assert.equal((await asOwner(store, '/wp-json/wp/v2/types')).status, 401);
    assert.equal((await asOwner(store, orders)).status, 200);
    assert.equal((await get(store, '/wp-json/')).status, 200);
  });
});
