import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore, type Message, noBody } from '../../mocks/index.ts';

test('HEAD of the cart needs a nonce until 6.6, as whatever is no GET, and none from 7.8 on', async () => {
  const statuses: Record<string, number[]> = {};
  for (const profile of ['5.8', '6.6', '7.8', '10.5']) {
    const store = await createStore({ home: 'http://shop.test', profile });
    const target = profile === '5.8' ? '/wp-json/wc/store/cart' : '/wp-json/wc/store/v1/cart';
    const ask = async (method: string) => {
      const message: Message = {
        method,
        scheme: 'http',
        host: 'shop.test',
        target,
        headers: ['Host', 'shop.test'],
        body: noBody,
      };
      return (await store.answer(message)).status;
    };
    statuses[profile] = [await ask('GET'), await ask('HEAD')];
  }
  assert.deepEqual(statuses, { '5.8': [200, 401], '6.6': [200, 401], '7.8': [200, 200], '10.5': [200, 200] });
});
