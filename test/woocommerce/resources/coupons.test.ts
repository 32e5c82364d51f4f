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

  it('are refused where they do not hold for an order, and taken where they do', async () => {
    const shop = await client();
    const refusal = async (restriction: object, email = '') => {
      const made = await shop.call('POST', 'v3/coupons', { code: 'c', amount: '1', ...restriction });
      const coupon_lines = [{ code: 'c' }];
      const line_items = [{ product_id: 12, quantity: 1 }];
      const order = await shop.call('POST', 'v3/orders', {
        line_items,
        coupon_lines,
        ...(email === '' ? {} : { billing: { email } }),
      });
      await shop.call('DELETE', `v3/coupons/${made.json.id}?force=true`);
      if (order.status === 201) return order.json.total;
      assert.equal(order.json.code, 'woocommerce_rest_invalid_coupon');
      return order.json.message.replace(/<[^>]*>/g, '');
    };
    const not = 'Sorry, coupon &quot;c&quot; is not applicable to';
    const wanted = 'Please enter a valid email at checkout to use coupon code &quot;c&quot;.';
    assert.equal(await refusal({}), '7.00');
    assert.equal(await refusal({ date_expires: '2020-01-01' }), 'Coupon &quot;c&quot; has expired.');
    assert.equal(
      await refusal({ minimum_amount: '50' }),
      'The minimum spend for coupon &quot;c&quot; is &#036;50.00.',
    );
    assert.equal(
      await refusal({ maximum_amount: '5' }),
      'The maximum spend for coupon &quot;c&quot; is &#036;5.00.',
    );
    assert.equal(await refusal({ product_ids: [13] }), `${not} selected products.`);
    assert.equal(await refusal({ product_ids: [12] }), '7.00');
    assert.equal(await refusal({ product_categories: [9999] }), `${not} selected products.`);
    assert.equal(await refusal({ excluded_product_ids: [12] }), `${not} the products: Product 3.`);
    assert.equal(
      await refusal({ excluded_product_categories: [15] }),
      `${not} the categories: Uncategorized.`,
    );
    assert.equal(await refusal({ email_restrictions: ['a@app.test'] }), wanted);
    assert.equal(await refusal({ email_restrictions: ['a@app.test'] }, 'b@app.test'), wanted);
    assert.equal(await refusal({ email_restrictions: ['*@app.test'] }, 'b@app.test'), '7.00');
  });
});
