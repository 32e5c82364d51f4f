import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guardWrites, missingId } from '../../src/targets/writes.ts';

const orders = 'https://shop.test/wp-json/wc/v3/orders';
const refusal = { code: 'LATCHKEY_HARNESS', message: /would have written to what it did not make: / };

test('nothing is changed but what no store has, however a request says that it changes something', () => {
  const writesTo = (id: number) =>
    [
      { method: 'DELETE', url: `${orders}/${id}`, headers: [] },
      { method: 'POST', url: `https://shop.test/?rest_route=%2Fwc%2Fv3%2Forders%2F${id}`, headers: [] },
      { method: 'GET', url: `${orders}/${id}?_method=DELETE`, headers: [] },
      { method: 'GET', url: `${orders}/${id}`, headers: [['X-HTTP-Method-Override', 'DELETE']] },
    ] as const;
  for (const request of writesTo(22)) assert.throws(() => guardWrites(request), refusal, request.url);
  for (const request of writesTo(missingId)) guardWrites(request);
});

test('what reads is sent, and what is no API', () => {
  guardWrites({ method: 'GET', url: `${orders}/22?_method=GET`, headers: [] });
  guardWrites({ method: 'OPTIONS', url: orders, headers: [] });
  guardWrites({ method: 'POST', url: 'https://shop.test/wp-login.php', headers: [] });
});
