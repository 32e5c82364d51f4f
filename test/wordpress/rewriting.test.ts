import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Store } from '../../mocks/index.ts';
import { get, testStore } from './site.ts';

describe('what becomes of a URL', () => {
  let store: Store;
  before(async () => {
    store = await testStore();
  });

  const kinds: readonly (readonly [string, number, string])[] = [
    ['/', 200, 'page'],
    ['/wp-json', 200, 'rest'],
    ['/wp-json/', 200, 'rest'],
    ['/wp-json/wc/v3', 200, 'rest'],
    ['/WP-JSON/', 404, 'page'],
    ['/wp-jsonx', 404, 'page'],
    ['//wp-json//wc/v3/', 404, 'rest'],
    ['/wp-json/wc/v3/', 200, 'rest'],
    ['/wp-json/wc/v3//', 200, 'rest'],
    ['/wp-json/WC/V3', 200, 'rest'],
    ['/wp-json/wc/%763', 404, 'rest'],
    ['/%77p-json/wc/v3', 200, 'rest'],
    ['/index.php/wp-json/wc/v3', 200, 'rest'],
    ['/index.php/wp-json/wc/%763', 200, 'rest'],
    ['/?rest_route=/wc/v3', 200, 'rest'],
    ['/index.php?rest_route=/wc/v3/', 200, 'rest'],
    ['/nowhere?rest_route=/wc/v3', 200, 'rest'],
    ['/?rest_route=wc/v3', 404, 'rest'],
    ['/?rest_route=', 200, 'page'],
    ['/?rest_route[]=/wc/v3', 500, 'page'],
    ['/wp-json/wc/v3/orders?rest_route=/wc/v3', 200, 'rest'],
    ['/wp-content/nothing.css', 404, 'page'],
  ];
  for (const [target, status, kind] of kinds) {
    it(`${target} is a ${kind}, ${status}`, async () => {
      const got = await get(store, target);
      assert.equal(got.status, status);
      assert.match(got.header('Content-Type') ?? '', kind === 'rest' ? /json/ : /html/);
    });
  }

  it('refuses a query variable that comes twice and differs', async () => {
    const sent = {
      method: 'POST',
      headers: ['Content-Type', 'application/x-www-form-urlencoded'],
      body: 'rest_route=/wc/v2',
    };
    assert.equal((await get(store, '/?rest_route=/wc/v3', sent)).status, 400);
    assert.equal((await get(store, '/?_method=GET', sent)).json.namespace, 'wc/v2');
  });

  it('redirects a page, and never the REST API, to the host and port of the home URL', async () => {
    const page = await get(store, '/nowhere?a=1', { host: 'www.shop.test' });
    assert.equal(page.status, 301);
    assert.equal(page.header('Location'), 'http://shop.test:8105/nowhere?a=1');
    assert.equal(page.header('X-Redirect-By'), 'WordPress');
    assert.equal((await get(store, '/wp-json/wc/v3', { host: 'www.shop.test' })).status, 200);
    assert.equal((await get(store, '/nowhere', { host: 'SHOP.TEST:8105' })).status, 404);
    assert.equal((await get(store, '/nowhere', { host: 'www.shop.test', method: 'POST' })).status, 404);
  });

  it('names the REST root on the front page', async () => {
    assert.equal(
      (await get(store, '/')).header('Link'),
      '<http://shop.test:8105/wp-json/>; rel="https://api.w.org/"',
    );
  });

  it('drops index.php from the URL of a page', async () => {
    assert.equal((await get(store, '/index.php')).header('Location'), 'http://shop.test:8105/');
  });

  it('redirects pages as WordPress does', async () => {
    for (const [target, host, location] of [
      ['/nowhere.', 'shop.test:8105', 'http://shop.test:8105/nowhere'],
      ['/a%20%22?b=1', 'shop.test:8105', 'http://shop.test:8105/a?b=1'],
      ['/a"', 'shop.test:8105', 'http://shop.test:8105/a'],
      ['/a%C2%A0', 'shop.test:8105', 'http://shop.test:8105/a'],
      ['/a//b', 'shop.test:8105', 'http://shop.test:8105/a/b'],
      ['/a//b', '127.0.0.1', 'http://127.0.0.1:8105/a/b'],
      ['/a?p=&b=1', 'shop.test:8105', 'http://shop.test:8105/a?b=1'],
      ['/a', 'www.shop.test:8105', 'http://shop.test:8105/a'],
      // Only www. is put right; another name of the site is one of its own.
      ['/a', '127.0.0.1:8105', undefined],
      ['/a%2f', 'shop.test:8105', undefined],
    ] as const) {
      assert.equal((await get(store, target, { host })).header('Location'), location, target);
    }
    const lower = await get(store, '/nowhere.', { method: 'get' });
    assert.equal(lower.header('Location'), 'http://shop.test:8105/nowhere');
  });

  it('takes a path of the REST API for the front page when rest_route is sent empty', async () => {
    const target = '/wp-json/wc/v3/orders?a=1&rest_route=';
    const got = await get(store, target);
    const location = 'http://shop.test:8105/wp-json/wc/v3/orders/?a=1&rest_route=';
    assert.deepEqual([got.status, got.header('Location')], [301, location]);
    assert.equal((await get(store, target, { method: 'PUT' })).status, 200);
  });

  it('has no body for a HEAD, whatever answers it', async () => {
    for (const target of [
      '/',
      '/nowhere',
      '/%zz',
      '/wp-json/?_jsonp=a-b',
      '/wp-json/nope?_method=GET',
      '/wp-json/?_method[]=x',
    ]) {
      assert.equal((await get(store, target, { method: 'HEAD' })).text, '', target);
    }
  });
});

describe('a site in a sub-directory', () => {
  it('answers below it and not beside it', async () => {
    const store = await testStore({ home: 'http://shop.test:8105/shop' });
    assert.equal((await get(store, '/shop/wp-json/wc/v3')).status, 200);
    assert.equal((await get(store, '/shop/index.php?rest_route=/wc/v3')).status, 200);
    const beside = await get(store, '/wp-json/wc/v3');
    assert.equal(beside.status, 404);
    assert.match(beside.text, /<title>404 Not Found<\/title>/);
    assert.equal((await get(store, '/shops')).header('Content-Type'), 'text/html; charset=iso-8859-1');
  });
});

describe('plain permalinks', () => {
  it('leave nothing to rewrite: the web server answers, but for rest_route', async () => {
    const store = await testStore({ switches: { permalinks: 'plain' } });
    const missing = await get(store, '/wp-json/wc/v3');
    assert.equal(missing.status, 404);
    assert.equal(missing.header('Content-Type'), 'text/html; charset=iso-8859-1');
    assert.equal((await get(store, '/?rest_route=/wc/v3')).status, 200);
    assert.equal(
      (await get(store, '/')).header('Link'),
      '<http://shop.test:8105/index.php?rest_route=/>; rel="https://api.w.org/"',
    );
  });
});

describe('targets that are none', () => {
  for (const target of ['/%', '/%zz', '*', 'nothing', '']) {
    it(`${JSON.stringify(target)} is refused by the web server`, async () => {
      const store = await testStore();
      assert.equal((await get(store, target)).status, 400);
    });
  }
});
