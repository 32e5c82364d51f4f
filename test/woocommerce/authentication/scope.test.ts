import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench, fixture, message } from './harness.ts';

const store = fixture('wc-10.5');
const key = store.keys.find(({ name }) => name === 'admin_rw') as (typeof store.keys)[number];
const authorization: [string, string] = [
  'Authorization',
  `Basic ${Buffer.from(`${key.consumer_key}:${key.consumer_secret}`).toString('base64')}`,
];

function ask(profile: string, target: string, home = 'https://shop.test:8443', body: string | null = null) {
  const bench = new Bench(store, profile, home);
  const headers: [string, string][] = [authorization];
  if (body !== null) headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  return bench.ask(message(body === null ? 'GET' : 'POST', `https://shop.test:8443${target}`, headers, body));
}

describe('which requests a key authenticates', () => {
  it('before 11.1: those whose URL holds the API’s path anywhere', () => {
    for (const target of [
      '/wp-json/wc/v3/orders',
      '/wp-json/wc-analytics/reports',
      '/index.php/wp-json/wc/v3/orders',
      '/somewhere?x=wp-json/wc/',
      '/wp-json/wp/v2/types?wp-json/wc-',
      '/wp-json/w"c/v3/orders',
    ]) {
      assert.equal(ask('10.5', target).userId, 1, target);
    }
    for (const target of [
      '/wp-json/',
      '/wp-json/wp/v2/users/me',
      '/wp-json/WC/v3/orders',
      '/wp-json//wc/v3/orders',
      '/?rest_route=/wc/v3/orders',
      '/wp-json/wc',
      '/wp-json/%77c/v3/orders',
    ]) {
      assert.equal(ask('10.5', target).userId, 0, target);
    }
  });

  it('from 11.1 on: those whose route begins with wc/ or wc-', () => {
    for (const target of [
      '/wp-json/wc/v3/orders',
      '/wp-json//wc/v3/orders',
      '//wp-json/wc/v3/orders',
      '/index.php/wp-json/wc/v3/orders',
      '/?rest_route=/wc/v3/orders',
      '/index.php?rest_route=wc/v3/orders/',
      '/?rest%5froute=%2Fwc-analytics%2Freports',
    ]) {
      assert.equal(ask('11.1', target).userId, 1, target);
    }
    for (const target of [
      '/wp-json/',
      '/wp-json/wp/v2/users/me',
      '/wp-json/WC/v3/orders',
      '/somewhere?x=wp-json/wc/',
      '/wp-json/wc/v3/orders?rest_route=/wp/v2/types',
    ]) {
      const verdict = ask('11.1', target);
      assert.equal(verdict.userId, 0, target);
      assert.equal(verdict.error, undefined, target);
    }
  });

  it('from 11.1 on: below the path of the home URL, its case not minded', () => {
    const home = 'https://shop.test:8443/shop';
    assert.equal(ask('11.1', '/shop/wp-json/wc/v3/orders', home).userId, 1);
    assert.equal(ask('11.1', '/SHOP/wp-json/wc/v3/orders', home).userId, 1);
    assert.equal(ask('11.1', '/shop/?rest_route=/wc/v3/orders', home).userId, 1);
  });

  it('from 11.1 on: not for another route than the URL names', () => {
    const verdict = ask('11.1', '/wp-json/wc/v3/orders', undefined, 'rest_route=/wp/v2/posts');
    assert.deepEqual(verdict.error, {
      code: 'woocommerce_rest_authentication_error',
      message: 'The provided API key cannot be used to access this endpoint.',
      data: { status: 401 },
    });
    assert.equal(ask('10.5', '/wp-json/wc/v3/orders', undefined, 'rest_route=/wp/v2/posts').error, undefined);
    assert.equal(ask('11.1', '/', undefined, 'rest_route=/wc/v3/orders').userId, 1);
  });
});
