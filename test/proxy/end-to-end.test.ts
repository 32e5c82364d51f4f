import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endToEnd, requestFields } from '../../src/proxy/end-to-end.ts';

test('fields of one connection do not go on, nor those that Connection names; the others stay as they were', () => {
  const sent = [
    ...[
      'Host',
      'a',
      'X-One',
      '1',
      'Connection',
      'keep-alive, X-Own',
      'x-own',
      'b',
      'Keep-Alive',
      'timeout=5',
    ],
    ...['TE', 'trailers', 'Transfer-Encoding', 'chunked', 'Upgrade', 'h2c', 'Proxy-Connection', 'keep-alive'],
    ...['Proxy-Authorization', 'Basic eA==', 'x-one', '2', 'Authorization', 'Basic eQ=='],
  ];
  assert.deepEqual(endToEnd(sent), ['Host', 'a', 'X-One', '1', 'x-one', '2', 'Authorization', 'Basic eQ==']);
});

test('a request gets the store’s Host in the place of its own, once, and no Expect', () => {
  assert.deepEqual(
    requestFields(['A', '1', 'HOST', 'x', 'Expect', '100-continue', 'host', 'y'], 'shop.test'),
    [...['A', '1', 'HOST', 'shop.test']],
  );
  assert.deepEqual(requestFields(['A', '1'], 'shop.test'), ['Host', 'shop.test', 'A', '1']);
});
