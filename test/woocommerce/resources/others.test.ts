import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { client, fixture } from './client.ts';

describe('what else can be read', () => {
  it('is as much as recorded', async () => {
    const shop = await client();
    const length = async (path: string) => (await shop.get(path)).json.length;
    assert.equal(await length('v1/reports'), 2);
    assert.equal(await length('v3/reports'), 10);
    assert.equal(await length('v3/settings'), 27);
    assert.equal(await length('v3/payment_gateways'), 3);
    assert.equal(await length('v3/products/categories'), 1);
    assert.equal(await length('v3/taxes/classes'), 3);
    assert.equal(await length('v3/data'), 3);
    const older = await client({ fixture: fixture('wc-6.6') });
    assert.equal((await older.get('v3/settings')).json.length, 21);
  });

  it('tells totals of unpaged lists from 10.5 on', async () => {
    const zones = await (await client()).get('v3/shipping/zones?per_page=1');
    assert.deepEqual(
      [String(zones.header('x-wp-total')), String(zones.header('x-wp-totalpages'))],
      ['1', '1'],
    );
    const before = await (await client({ fixture: fixture('wc-8.2') })).get('v3/shipping/zones?per_page=1');
    assert.equal(before.header('x-wp-total'), undefined);
  });

  it('counts the pages of webhooks in WooCommerce’s way', async () => {
    const shop = await client();
    assert.equal(String((await shop.get('v3/webhooks?per_page=1')).header('x-wp-totalpages')), '1');
    assert.equal(String((await shop.get('v3/webhooks')).header('x-wp-totalpages')), '0');
  });
});

describe('parameters that no route knows', () => {
  it('do no harm, whatever they are', async () => {
    const shop = await client();
    for (const path of [
      'v3/products/categories?dp[a]=1',
      'v3/orders/22?dp[]=1',
      'v3/taxes?order[x]=1&tag[a]=2',
      'v3/products/attributes?page[a]=1',
      'v3/products/categories?offset[a]=1',
    ]) {
      assert.ok([200, 400].includes((await shop.get(path)).status), path);
    }
  });
});

describe('what else can be written', () => {
  it('are taxes and their classes', async () => {
    const shop = await client();
    const rate = await shop.call('POST', 'v3/taxes', { country: 'de', rate: '19', name: 'VAT' });
    assert.equal(rate.status, 201);
    assert.equal(rate.json.rate, '19.0000');
    assert.equal((await shop.get('v3/taxes')).json[0].country, 'DE');
    await shop.call('POST', 'v3/taxes', { name: 'second', order: 2 });
    await shop.call('POST', 'v3/taxes', { name: 'first', order: 1 });
    const names = async (query: string) =>
      (await shop.get(`v3/taxes${query}`)).json.map((one: { name: string }) => one.name);
    assert.deepEqual(await names(''), ['VAT', 'first', 'second'], 'by their order, which is the default');
    assert.deepEqual(await names('?orderby=id&order=desc'), ['first', 'second', 'VAT']);
    assert.deepEqual(await names('?per_page=2&page=2'), ['second']);
    assert.equal((await shop.call('POST', 'v3/taxes/classes', { name: 'Books' })).json.slug, 'books');
    assert.equal((await shop.call('DELETE', 'v3/taxes/classes/books?force=true')).status, 200);
    assert.equal((await shop.call('DELETE', `v3/taxes/${rate.json.id}`)).status, 501);
  });

  it('are webhooks', async () => {
    const shop = await client();
    const hook = { topic: 'order.created', delivery_url: 'http://127.0.0.1:1/hook', secret: 'hidden' };
    const made = await shop.call('POST', 'v3/webhooks', hook);
    assert.equal(made.status, 201);
    assert.equal(made.json.resource, 'order');
    assert.equal(JSON.stringify(made.json).includes('hidden'), false);
    const wrong = await shop.call('POST', 'v3/webhooks', { ...hook, topic: 'moon.risen' });
    assert.equal(wrong.json.code, 'woocommerce_rest_shop_webhook_invalid_topic');
    assert.equal((await shop.get(`v1/webhooks/${made.json.id}/deliveries`)).json.length, 0);
  });

  it('are settings', async () => {
    const shop = await client();
    const path = 'v3/settings/general/woocommerce_currency_pos';
    assert.equal((await shop.call('PUT', path, { value: 'right' })).json.value, 'right');
    assert.equal((await shop.get(path)).json.value, 'right');
    assert.equal((await shop.call('PUT', path, { value: 'up' })).json.code, 'rest_setting_value_invalid');
    assert.equal((await shop.get('v3/settings/nope')).json.code, 'rest_setting_setting_group_invalid');
    await shop.store.reset();
    assert.equal((await shop.get(path)).json.value, 'left');
  });

  it('are all the settings that a store of the version lists', async () => {
    const shop = await client();
    const length = async (group: string) => (await shop.get(`v3/settings/${group}`)).json.length;
    const groups = [
      'general',
      'products',
      'tax',
      'shipping',
      'account',
      'email',
      'advanced',
      'email_new_order',
    ];
    assert.deepEqual(await Promise.all(groups.map(length)), [20, 31, 9, 5, 10, 10, 40, 8]);
    assert.equal((await shop.get('v3/settings/integration')).json.code, 'rest_setting_setting_group_invalid');
    const currency = (await shop.get('v3/settings/general/woocommerce_currency')).json;
    assert.deepEqual(
      [Object.keys(currency.options).length, currency.tip, currency.group_id],
      [163, '', 'general'],
    );
    assert.equal('group_id' in (await shop.get('v3/settings/general')).json[0], false);
    const country = 'v3/settings/general/woocommerce_default_country';
    assert.equal((await shop.call('PUT', country, { value: 'DE:DE-BE' })).status, 200);
    assert.equal((await shop.call('PUT', country, { value: 'XX' })).json.code, 'rest_setting_value_invalid');
    const older = await client({ fixture: fixture('wc-5.8') });
    assert.equal((await older.get('v3/settings/advanced')).json.length, 19);
  });

  it('are shipping zones, their places and their methods', async () => {
    const shop = await client();
    const zone = await shop.call('POST', 'v3/shipping/zones', { name: 'Europe' });
    assert.equal(zone.status, 201);
    const path = `v3/shipping/zones/${zone.json.id}`;
    const places = await shop.call('PUT', `${path}/locations`, [{ code: 'EU', type: 'continent' }]);
    assert.equal(places.json[0].code, 'EU');
    const method = await shop.call('POST', `${path}/methods`, { method_id: 'flat_rate' });
    assert.equal(method.json.title, 'Flat rate');
    assert.deepEqual(Object.keys(method.json.settings), ['title', 'tax_status', 'cost']);
    const own = `${path}/methods/${method.json.id}`;
    const wrong = await shop.call('PUT', own, { settings: { tax_status: 'nope' } });
    assert.equal(wrong.json.code, 'rest_setting_value_invalid');
    await shop.call('POST', 'v3/products/shipping_classes', { name: 'Bulky' });
    const names = Object.keys((await shop.get(own)).json.settings);
    assert.match(names.join(' '), /^title tax_status cost class_costs class_cost_\d+ no_class_cost type$/);
    assert.equal((await shop.get(`${path}/methods`)).json.length, 1);
    assert.equal((await shop.call('PUT', 'v3/shipping/zones/0', { name: 'x' })).status, 403);
    assert.equal((await shop.call('DELETE', `${path}?force=true`)).status, 200);
    assert.equal((await shop.get(path)).json.code, 'woocommerce_rest_shipping_zone_invalid');
  });

  it('are shipping zones that are named by what they cover, where they are given no name', async () => {
    const shop = await client();
    const zone = await shop.call('POST', 'v3/shipping/zones', { name: ' ' });
    assert.equal(zone.json.name, 'Everywhere');
    const path = `v3/shipping/zones/${zone.json.id}`;
    const nameOf = async (...places: readonly (readonly [type: string, code: string])[]) => {
      const sent = places.map(([type, code]) => ({ type, code }));
      await shop.call('PUT', `${path}/locations`, sent);
      return (await shop.call('PUT', path, { name: '' })).json.name;
    };
    const many = ['DE', 'FR', 'IT', 'ES', 'PT', 'BE', 'NL', 'AT'].map(code => ['country', code] as const);
    const states = ['US:CA', 'US:NY'].map(code => ['state', code] as const);
    assert.equal(
      await nameOf(['postcode', '10115'], ['country', 'DE'], ['state', 'US:CA'], ['continent', 'EU']),
      'Europe, Germany, California, 10115',
    );
    assert.equal(
      await nameOf(...many, ...states, ['postcode', '10115'], ['postcode', '2*'], ['postcode', '3*']),
      'Germany, France, Italy, Spain, Portugal, Belgium, Netherlands, Austria, California, New York and 3 other regions',
    );
  });

  it('are tax rates whose lists of places take the place of the texts', async () => {
    const shop = await client();
    const sent = { postcode: '10117', postcodes: ['9*'], city: 'Bonn', cities: ['Ulm'] };
    const { json } = await shop.call('POST', 'v3/taxes', sent);
    assert.deepEqual([json.postcode, json.postcodes, json.city, json.cities], ['9*', ['9*'], 'ULM', ['ULM']]);
  });

  it('are payment gateways', async () => {
    const shop = await client();
    assert.equal((await shop.call('PUT', 'v3/payment_gateways/cod', { enabled: true })).json.enabled, true);
    const cod = (await shop.get('v3/payment_gateways/cod')).json;
    assert.equal(cod.enabled, true);
    assert.deepEqual([cod.order, cod.needs_setup, cod.settings.enable_for_virtual.value], ['', false, 'yes']);
    const settings = { instructions: 'Pay soon', enable_for_virtual: 'no' };
    const changed = (await shop.call('PUT', 'v3/payment_gateways/cod', { settings })).json;
    assert.equal(changed.settings.instructions.value, 'Pay soon');
    const wrong = await shop.call('PUT', 'v3/payment_gateways/cod', {
      settings: { enable_for_virtual: 'x' },
    });
    assert.equal(wrong.json.code, 'rest_setting_value_invalid');
    assert.equal((await shop.get('v3/payment_gateways/gold')).status, 404);
  });

  it('is counted by the reports', async () => {
    const shop = await client({ now: () => 1_795_224_078 });
    const [sales] = (await shop.get('v3/reports/sales?period=month')).json;
    assert.equal(sales.total_orders, 15);
    const groups = async (query: string) => {
      const [report] = (await shop.get(`v3/reports/sales?${query}`)).json;
      return [report.totals_grouped_by, Object.keys(report.totals).length];
    };
    assert.deepEqual(await groups(''), ['day', 1]);
    assert.deepEqual(await groups('period=week'), ['day', 7]);
    assert.deepEqual(await groups('period=year'), ['month', 11]);
    assert.deepEqual(await groups('date_min=2026-08-01&date_max=2026-11-20'), ['day', 112]);
    assert.deepEqual(await groups('date_min=2026-07-15&date_max=2026-11-20'), ['month', 5]);
    const totals = (await shop.get('v3/reports/orders/totals')).json;
    assert.equal(totals.find((one: { slug: string }) => one.slug === 'pending').total, 4);
  });
});
