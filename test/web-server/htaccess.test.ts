import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Store } from '../../mocks/index.ts';
import { get, testStore } from '../wordpress/site.ts';

describe('Apache in front of WordPress', () => {
  let store: Store;
  before(async () => {
    store = await testStore();
  });

  /** `404` where Apache says it, `PHP 404` where WordPress does. */
  async function answerer(target: string, method = 'GET'): Promise<string> {
    const got = await get(store, target, { method });
    return /iso-8859-1/.test(got.header('Content-Type') ?? '') ? String(got.status) : `PHP ${got.status}`;
  }

  for (const [target, expected] of [
    ['/wp-json/wc%2Fv3', '404'],
    ['/wp-json/a%00', '404'],
    ['/wp-json/wc%252Fv3', 'PHP 404'],
    ['/wp-json/?a=%2F%00', 'PHP 200'],
    ['/wp-json/%zz', '400'],
    ['/wp-json/?a=b#c', '400'],
    ['/../wp-json/', '400'],
    ['/a/%2e%2e/../wp-json/', '400'],
    ['/..%2f', '404'],
    ['/a%2f/../wp-json/', 'PHP 404'],
    ['/wp-json/wc/v3/.', 'PHP 404'],
  ] as const) {
    it(`answers ${target} with ${expected}`, async () => assert.equal(await answerer(target), expected));
  }

  it('has its own mind of methods where there is no file and no rule', async () => {
    const plain = await testStore({ switches: { permalinks: 'plain' } });
    for (const [method, status, allow] of [
      ['GET', 404, undefined],
      ['POST', 404, undefined],
      ['OPTIONS', 200, 'OPTIONS,HEAD,GET,POST'],
      ['DELETE', 405, 'OPTIONS,HEAD,GET,POST'],
      ['FOO', 501, 'OPTIONS,HEAD,GET,POST'],
      ['get', 501, 'OPTIONS,HEAD,GET,POST'],
    ] as const) {
      const got = await get(plain, '/wp-json/wc/v3', { method });
      assert.deepEqual([got.status, got.header('Allow')], [status, allow], method);
    }
    assert.equal((await get(plain, '//', { method: 'POST' })).status, 200);
    assert.equal((await get(plain, '/missing.php', { method: 'DELETE' })).status, 404);
    const below = await testStore({ home: 'http://shop.test:8105/shop' });
    assert.equal(
      (await get(below, '//shop//nope', { method: 'POST' })).header('Content-Type'),
      'text/html; charset=UTF-8',
    );
    assert.equal((await get(below, '/nope', { method: 'OPTIONS' })).status, 200);
    const search = await get(plain, '/index.php/wp-json/wc/v3?s=');
    assert.equal(search.status, 200);
  });

  it('lets PHP see any method that is a word, except TRACE and CONNECT', async () => {
    assert.equal(await answerer('/wp-json/', 'PROPFIND'), 'PHP 404');
    assert.equal(await answerer('/wp-json/', 'TRACE'), '405');
    assert.equal(await answerer('/wp-json/a%00', 'TRACE'), '404');
    assert.equal(await answerer('/wp-json/', 'CONNECT'), '400');
    assert.equal(await answerer('/wp-json/', 'A"B'), '400');
  });
});
