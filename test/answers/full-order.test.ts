/** The order that scenarios see has everything an order can have, and fits the schema of each API and version. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInFixture } from '../../mocks/index.ts';
import { answerProblems } from '../../src/answers/validate.ts';
import { basicCredentials } from '../../src/client/basic/credentials.ts';
import { createSimulatedTarget } from '../../src/targets/create-simulated.ts';

const owner = builtInFixture().keys.find(({ name }) => name === 'owner');
const authorization = basicCredentials(owner?.consumer_key ?? '', owner?.consumer_secret ?? '');

for (const [path, schema] of [
  ['/wc-api/v1/orders?filter[limit]=1', 'legacy-orders-v1'],
  ['/wc-api/v2/orders?filter[limit]=1', 'legacy-orders'],
  ['/wc-api/v3/orders?filter[limit]=1', 'legacy-orders'],
  ['/wp-json/wc/v1/orders?per_page=1', 'orders-v1'],
  ['/wp-json/wc/v2/orders?per_page=1', 'orders-v2'],
  ['/wp-json/wc/v3/orders?per_page=1', 'orders-v3'],
] as const) {
  test(`${path} shows lines, taxes, shipping, a fee and a coupon, as ${schema} says`, async () => {
    const target = await createSimulatedTarget();
    try {
      const { answer } = await target.send({
        method: 'GET',
        url: `https://shop.test${path}`,
        headers: [['Authorization', authorization]],
      });
      const json = JSON.parse(Buffer.from(answer?.body ?? []).toString('utf8'));
      assert.deepEqual(answerProblems(schema, json), []);
      const [order] = json.orders ?? json;
      for (const lines of ['line_items', 'tax_lines', 'shipping_lines', 'fee_lines', 'coupon_lines'])
        assert.equal(order[lines].length, 1, lines);
    } finally {
      await target.close();
    }
  });
}

test('the schema of v1 is not that of v2 and v3: its lines have neither subtotal_tax nor meta, its taxes no ids', async () => {
  const target = await createSimulatedTarget();
  try {
    const { answer } = await target.send({
      method: 'GET',
      url: 'https://shop.test/wc-api/v1/orders?filter[limit]=1',
      headers: [['Authorization', authorization]],
    });
    const json = JSON.parse(Buffer.from(answer?.body ?? []).toString('utf8'));
    assert.deepEqual(answerProblems('legacy-orders', json), [
      '/orders/0/line_items/0: expected a property "subtotal_tax"',
      '/orders/0/line_items/0: expected a property "meta"',
      '/orders/0/tax_lines/0: expected a property "id"',
      '/orders/0/tax_lines/0: expected a property "rate_id"',
    ]);
  } finally {
    await target.close();
  }
});
