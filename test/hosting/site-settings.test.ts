/** Faults that are settings of the site: what comes of them is said by WordPress and WooCommerce inside the store. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Answer, createStore, firstHeader, noBody } from '../../mocks/index.ts';

async function ask(
  fault: string,
  target: string,
  headers: readonly string[] = [],
): Promise<Answer & { text: string }> {
  const store = await createStore({ home: 'https://shop.test', profile: '8.2', faults: [fault] });
  const { consumerKey, consumerSecret } = store.grant({ permissions: 'read' });
  const answer = await store.answer({
    method: 'GET',
    scheme: 'https',
    host: 'shop.test',
    target,
    headers: [
      'Host',
      'shop.test',
      ...headers.map(value => value.replace('KEY', btoa(`${consumerKey}:${consumerSecret}`))),
    ],
    body: noBody,
  });
  return { ...answer, text: Buffer.from(answer.body).toString('utf8') };
}

describe('critical-error', () => {
  const json = ['Accept', 'application/json'];

  it('is told in JSON to who accepts it, and on a page to others, whatever the URL (measured with 10.5)', async () => {
    for (const target of ['/wp-json/wc/v3/orders', '/wp-json/', '/', '/wc-api/v3/', '/wp-login.php']) {
      const told = await ask('critical-error', target, json);
      assert.equal(told.status, 500);
      assert.equal(JSON.parse(told.text).code, 'internal_server_error');
      const shown = await ask('critical-error', target);
      assert.equal(shown.status, 500);
      assert.equal(firstHeader(shown.headers, 'Content-Type'), 'text/html; charset=UTF-8');
      assert.match(shown.text, /There has been a critical error on this website\./);
    }
  });

  it('may be that of a part of the site', async () => {
    const fault = 'critical-error:path=/wp-json/';
    assert.equal((await ask(fault, '/wp-json/')).status, 500);
    assert.equal((await ask(fault, '/')).status, 200);
  });
});

it('legacy-disabled is a store without the legacy API', async () => {
  const { status, text } = await ask('legacy-disabled', '/wc-api/v3/');
  assert.equal(status, 404);
  assert.equal(JSON.parse(text).errors.code, 'woocommerce_api_disabled');
  assert.equal((await ask('legacy-disabled', '/wp-json/wc/v3')).status, 200);
});

describe('authorization-basic-only', () => {
  const orders = '/wp-json/wc/v3/orders';

  it('lets Basic credentials in, as far as WordPress reads them', async () => {
    assert.equal((await ask('authorization-basic-only', orders, ['Authorization', 'Basic KEY'])).status, 200);
    // Measured with WordPress 6.9.1: with anything behind them they are none.
    assert.equal(
      (await ask('authorization-basic-only', orders, ['Authorization', 'Basic KEY!'])).status,
      401,
    );
  });

  it('hides OAuth from WooCommerce: not even what is missing is told', async () => {
    const oauth = ['Authorization', 'OAuth oauth_consumer_key="a"'];
    const { status, text } = await ask('authorization-basic-only', orders, oauth);
    assert.deepEqual([status, JSON.parse(text).code], [401, 'woocommerce_rest_cannot_view']);
  });
});
