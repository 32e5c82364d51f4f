/** What real stores (10.5, and 6.6 and 5.8 where they are named) said of values that a schema alone does not judge. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStore } from '../../../mocks/index.ts';
import { Client, fixture } from '../resources/client.ts';
import { fieldsOf, host, identities } from './identities.ts';

async function ask(version: string, who: string, request: string, body?: unknown) {
  const store = await createStore({ fixture: fixture(`wc-${version}`), profile: version });
  const identity = identities.find(({ name }) => name === who);
  assert.ok(identity);
  const [method = '', target = ''] = request.split(' ');
  const answer = await store.answer({
    method,
    scheme: 'https',
    host,
    target: `/wp-json${target}`,
    headers: ['Host', host, 'Content-Type', 'application/json', ...(await fieldsOf(store, identity))],
    body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
  });
  const { code, message, data } = JSON.parse(Buffer.from(answer.body).toString());
  return { status: answer.status, code, message, told: Object.values(data?.params ?? {})[0] };
}

const address = {
  first_name: 'A',
  last_name: 'B',
  address_1: 'x 1',
  city: 'y',
  state: 'CA',
  postcode: '90001',
  country: 'US',
  email: 'a@shop.test',
};

describe('the parameters that have a callback of their own', () => {
  const pair = '/wc-analytics/customers?orders_count_between';
  const cases: readonly [string, unknown, string][] = [
    [`GET ${pair}=`, undefined, 'orders_count_between is not a numerically indexed array.'],
    [`GET ${pair}[]=7`, undefined, 'orders_count_between must contain 2 numbers.'],
    [
      'GET /wc-analytics/customers?last_active_between[]=2026-01-01&last_active_between[]=2026-02-01',
      undefined,
      'last_active_between must contain 2 valid dates.',
    ],
    ['POST /wp/v2/posts', { meta: 'x' }, 'Invalid parameter.'],
    ['POST /wp/v2/posts', { template: 'nope' }, 'template is not one of .'],
    [
      'POST /wp/v2/users',
      { username: 'Äpfel', email: 'a@example.com', password: '12' },
      'This username is invalid because it uses illegal characters. Please enter a valid username.',
    ],
    ['POST /wp/v2/menus', { name: 'x', locations: ['x'] }, 'Invalid menu location.'],
    [
      'POST /wp/v2/font-families',
      { font_family_settings: '{}' },
      'name is a required property of font_family_settings.',
    ],
    ['GET /wp-block-editor/v1/url-details?url=x', undefined, 'Invalid parameter.'],
    [
      'GET /wp/v2/posts?categories=x',
      undefined,
      'categories is not a valid Term ID List. Reason: categories[0] is not of type integer.',
    ],
    [
      'POST /wc-admin/settings/payments/country',
      { location: 'USA' },
      'The location argument must be a valid ISO3166 alpha-2 country code.',
    ],
    ['GET /wc-admin-email/settings/email/preview-subject?type=x', undefined, 'Invalid email type.'],
    ['POST /jetpack/v4/connection', { isActive: true }, 'The isActive argument should be set to false.'],
    ['POST /wc/store/v1/cart/coupons', { code: 'x' }, 'Invalid parameter.'],
  ];
  for (const [request, body, told] of cases)
    it(`${request}: ${told}`, async () => {
      const answer = await ask('10.5', 'administrator', request, body);
      assert.deepEqual([answer.status, answer.code, answer.told], [400, 'rest_invalid_param', told]);
    });

  for (const [change, told] of [
    [{ country: 'XX' }, /^Invalid country code provided\. Must be one of: /],
    [{ state: 'ZZ' }, /^The provided state \(ZZ\) is not valid\. Must be one of: AL, /],
    [{ postcode: 'abc' }, /^The provided postcode \/ ZIP is not valid$/],
    [{ phone: 'abc' }, /^The provided phone number is not valid$/],
    [{ email: 'x' }, /^The provided email address is not valid$/],
    [{ first_name: ['x'] }, /^Invalid first_name provided\.$/],
  ] as const)
    it(`tells of an address before the nonce: ${JSON.stringify(change)}`, async () => {
      const { status, told: got } = await ask('10.5', 'nobody', 'POST /wc/store/v1/checkout', {
        billing_address: { ...address, ...change },
      });
      assert.equal(status, 400);
      assert.match(String(got), told);
    });

  it('asks for the nonce where nothing is wrong with the address, by its name or without a country', async () => {
    for (const change of [{}, { state: 'California' }, { country: '' }, { postcode: '' }]) {
      const { code } = await ask('10.5', 'nobody', 'POST /wc/store/v1/checkout', {
        billing_address: { ...address, ...change },
      });
      assert.equal(code, 'woocommerce_rest_missing_nonce', JSON.stringify(change));
    }
    const old = await ask('6.6', 'nobody', 'POST /wc/store/v1/checkout', { billing_address: {} });
    assert.equal(old.told, 'Country is required');
  });
});

describe('what is wrong', () => {
  for (const [request, body, names] of [
    [
      'POST /wc/v1/coupons',
      { code: 'x', minimum_amount: 5, product_ids: ['x'], discount_type: 'no' },
      'discount_type, product_ids, minimum_amount',
    ],
    ['POST /wc/v1/orders', { customer_note: ['x'], set_paid: 'no!' }, 'set_paid, customer_note'],
    ['POST /wc/v3/taxes', { postcodes: [['x']], rate: ['x'] }, 'rate, postcodes'],
    ['POST /wc/v3/products/reviews/batch', { product_name: true }, 'product_name'],
    ['GET /wc/v3/products/categories?offset=abc', undefined, 'offset'],
    ['GET /wc/v1/products?filter=x', undefined, 'filter'],
    ['POST /wc/v2/products', { grouped_products: 'x' }, 'grouped_products'],
  ] as const)
    it(`is named in the order of ${request}`, async () => {
      const { message } = await ask('10.5', 'administrator', request, body);
      assert.equal(message, `Invalid parameter(s): ${names}`);
    });

  it('is named as it was sent where it is found by the cleaning alone', async () => {
    const body = { review: true, name: 'x', email: 'y', id: [1] };
    const { message } = await ask('10.5', 'administrator', 'POST /wc/v1/products/1/reviews', body);
    assert.equal(message, 'Invalid parameter(s): review, id');
    const turned = { id: [1], name: 'x', email: 'y', review: true };
    const other = await ask('10.5', 'administrator', 'POST /wc/v1/products/1/reviews', turned);
    assert.equal(other.message, 'Invalid parameter(s): id, review');
  });

  it('is a status of products that came after 6.6', async () => {
    const { code } = await ask('6.6', 'administrator', 'POST /wc/v3/products', { status: 'trash' });
    assert.equal(code, 'rest_invalid_param');
  });
});

describe('customers', () => {
  const call = async (version: string, key: string, id: number, body: unknown) => {
    const store = await createStore({ fixture: fixture(`wc-${version}`), profile: version });
    const { status, json } = await new Client(store, key).call('POST', `v3/customers/${id}`, body);
    return status < 300 ? status : json.message;
  };
  const locked = (what: string, role: string) =>
    `Sorry, ${what} cannot be updated via this endpoint for a user with role ${role}.`;

  it('keep their address and password since 10.5 where they are somebody in the shop', async () => {
    const email = { email: 'a@example.com' };
    assert.equal(await call('10.5', 'admin_rw', 2, email), locked('email', 'shop_manager'));
    assert.equal(await call('10.5', 'admin_rw', 1, { password: '' }), locked('password', 'administrator'));
    assert.equal(await call('10.5', 'admin_rw', 5, email), 200);
    assert.equal(await call('9.2', 'admin_rw', 2, email), 200);
  });

  it('are changed by a shop manager who is the one', async () => {
    for (const version of ['5.8', '10.5'])
      assert.equal(await call(version, 'manager_rw', 2, { first_name: 'x' }), 200, version);
    assert.match(await call('10.5', 'manager_rw', 4, { first_name: 'x' }), /not allowed to edit/);
  });
});
