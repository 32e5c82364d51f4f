import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { client, sample } from './client.ts';

describe('coupons', () => {
  it('have the recorded bodies in every version', async () => {
    const shop = await client();
    for (const version of ['v1', 'v2', 'v3']) {
      const [{ description, ...coupon }] = (await shop.get(`${version}/coupons`)).json;
      assert.equal(description, '', 'the samples leave it out');
      assert.equal(JSON.stringify([coupon]), JSON.stringify(sample(`${version}-coupons`)));
    }
  });

  it('are made, found by their code, changed and deleted', async () => {
    const shop = await client();
    const made = await shop.call('POST', 'v3/coupons', {
      code: 'Summer',
      amount: '12.5',
      discount_type: 'percent',
      date_expires: '2027-01-01',
    });
    assert.equal(made.status, 201);
    assert.equal(made.json.code, 'summer');
    assert.equal(made.json.amount, '12.50');
    assert.equal(made.json.date_expires, '2027-01-01T00:00:00');
    assert.equal((await shop.get('v3/coupons?code=SUMMER')).json[0].id, made.json.id);
    const twice = await shop.call('POST', 'v3/coupons', { code: 'summer' });
    assert.equal(twice.json.code, 'woocommerce_rest_coupon_code_already_exists');
    assert.equal((await shop.call('POST', 'v3/coupons', {})).json.code, 'rest_missing_callback_param');
    assert.equal(
      (await shop.call('PUT', `v3/coupons/${made.json.id}`, { usage_limit: 3 })).json.usage_limit,
      3,
    );
    assert.equal((await shop.call('DELETE', `v3/coupons/${made.json.id}?force=true`)).status, 200);
    assert.equal(
      (await shop.get(`v3/coupons/${made.json.id}`)).json.code,
      'woocommerce_rest_shop_coupon_invalid_id',
    );
  });

  it('are restricted to what is an e-mail address', async () => {
    const shop = await client();
    const fields = { code: 'mine', email_restrictions: ['a@app.test', '*@app.test', 'nope'] };
    const made = await shop.call('POST', 'v3/coupons', fields);
    assert.deepEqual(made.json.email_restrictions, ['a@app.test', '*@app.test']);
  });
});
