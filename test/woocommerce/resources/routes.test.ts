import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { client, sample } from './client.ts';

interface Listed {
  readonly namespace: string;
  readonly methods: readonly string[];
}

/** What the patterns of the index stand for. */
function example(pattern: string): string {
  return pattern
    .replace('(?P<location>[\\w-]+)', pattern.includes('continents') ? 'eu' : 'de')
    .replace('(?P<currency>[\\w-]{3})', 'EUR')
    .replace('(?P<group_id>[\\w-]+)', 'general')
    .replace('(?P<slug>\\w[\\w\\s\\-]*)', 'zero-rate')
    .replace('(?P<id>\\w[\\w\\s\\-]*)', 'simple')
    .replace('(?P<id>[\\w-]+)', 'woocommerce_currency')
    .replace(/\(\?P<\w+>\[\\d\]\+\)/g, '1');
}

const routes = Object.entries((sample('index') as { routes: Record<string, Listed> }).routes).filter(
  ([path]) => /^\/wc\/v[123]\/./.test(path),
);

/** Open to everybody: PayPal calls them, and two lists are public (public.018, public.020 of rights-10.5). */
const open = /\/paypal-|\/layout-templates|\/orders\/statuses/;
// To an order that is not there nobody has a receipt or gets a refund, WooCommerce dies of a variation of no product;
// PayPal is not set up, and lets nobody in.
// The user with the example's id is an administrator, whom nobody deletes.
const refusedToAll =
  /^DELETE .*\/customers\/[^/]*$|^POST .*\/products\/[^/]*\/variations$|\/paypal-|\/receipt$|^POST .*\/orders\/[^/]*\/refunds$/;

describe('the routes of wc/v1, v2 and v3', () => {
  it('are those of the recorded index, with their methods', async () => {
    const shop = await client();
    const reply = await shop.store.answer({
      method: 'GET',
      scheme: 'https',
      host: 'shop.test:8443',
      target: '/wp-json/',
      headers: ['Host', 'shop.test:8443'],
      body: new Uint8Array(),
    });
    const index = JSON.parse(Buffer.from(reply.body).toString()).routes as Record<string, Listed>;
    const own = Object.entries(index).filter(([path]) => /^\/wc\/v[123]\/./.test(path));
    const sorted = (listed: [string, Listed][]) =>
      listed.map(([path, { methods }]) => `${path} ${methods.join(' ')}`).sort();
    assert.deepEqual(sorted(own), sorted(routes));
  });

  it('refuse whoever has no rights, with 401 or 403', async () => {
    const shop = await client();
    for (const [pattern, { methods }] of routes) {
      if (open.test(pattern)) continue;
      const path = example(pattern).replace('/wc/', '');
      for (const method of methods) {
        const body = method === 'GET' || method === 'DELETE' ? undefined : {};
        const anonymous = await shop.as(null).call(method, path, body);
        const customer = await shop.as('subscriber_r').call(method, path);
        // Where the record is looked for first, or an argument is missing, that is what is told; to who deletes a note
        // of an order that is not there, that notes have no trash (docs/discoveries/routes.md).
        const more = method === 'DELETE' && path.includes('/notes/') ? [501] : [];
        const known = [400, 401, 404, ...more];
        assert.ok(known.includes(anonymous.status), `${method} ${path}: ${anonymous.status}`);
        assert.ok([...known, 403].includes(customer.status), `${method} ${path}: ${customer.status}`);
        assert.notEqual(anonymous.json?.code, 'rest_no_route', `${method} ${path}`);
      }
    }
  });

  // The six stores answer 500 to a refund of an order that is not there.
  const noOrderToRefund = /^woocommerce_rest_invalid_order(_id)?$/;

  it('answer an administrator, whatever is asked', async () => {
    const shop = await client();
    for (const [pattern, { methods }] of routes) {
      const path = example(pattern).replace('/wc/', '');
      for (const method of methods) {
        const body = method === 'GET' || method === 'DELETE' ? undefined : {};
        if (refusedToAll.test(`${method} ${pattern}`)) continue;
        const reply = await shop.call(method, path, body);
        assert.notEqual(reply.json?.code, 'rest_no_route', `${method} ${path}`);
        assert.ok(
          ![401, 403, 500].includes(reply.status) || noOrderToRefund.test(reply.json?.code),
          `${method} ${path}: ${JSON.stringify(reply.json)}`,
        );
        assert.notEqual(reply.json, undefined, `${method} ${path}`);
      }
    }
  });

  it('are in the versions that have them', async () => {
    const shop = await client();
    for (const path of [
      'v1/settings',
      'v1/system_status',
      'v1/payment_gateways',
      'v1/shipping/zones',
      'v2/data',
    ]) {
      assert.equal((await shop.get(path)).json.code, 'rest_no_route', path);
    }
    for (const path of ['v2/settings', 'v3/data', 'v3/data/countries/de', 'v1/taxes/classes']) {
      assert.equal((await shop.get(path)).status, 200, path);
    }
  });
});
