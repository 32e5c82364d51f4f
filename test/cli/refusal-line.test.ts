/** What `latchkey serve` tells of a request that it refused, to somebody who is trying it out. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore, type Exchange, type Store } from '../../mocks/index.ts';
import { refusalLine } from '../../src/cli/serve/banner.ts';

const orders = '/wp-json/wc/v3/orders';

async function refusalLineOf(
  scheme: 'http' | 'https',
  target: string,
  ...headers: string[]
): Promise<string | undefined> {
  const store: Store = await createStore({ home: 'http://shop.test' });
  const message = { method: 'GET', scheme, host: 'shop.test', target, body: new Uint8Array(0) } as const;
  await store.answer({ ...message, headers: ['Host', 'shop.test', ...headers] });
  return refusalLine(store.journal()[0] as Exchange, undefined);
}

const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`;

test('key and secret over plain HTTP are told to need TLS', async () => {
  const needsTls = /^401 GET .*WooCommerce looks at key and secret over TLS only/;
  assert.match((await refusalLineOf('http', orders, 'authorization', basic('ck_a:cs_b'))) ?? '', needsTls);
  const query = await refusalLineOf(
    'http',
    `${orders}?consumer_key=ck_1&consumer_secret=cs_secretsecretsecret`,
  );
  assert.match(query ?? '', needsTls);
  assert.doesNotMatch(query ?? '', /secretsecret/);
});

test('where nothing was found, what was looked for is told', async () => {
  const unknown = await refusalLineOf('https', orders, 'Authorization', basic('ck_unknown:cs_b'));
  assert.match(unknown ?? '', /basic\.key: The consumer key in the header is unknown\./);
  const nobody = await refusalLineOf('https', orders);
  assert.match(nobody ?? '', /basic\.credentials: No consumer key .* oauth1\.parameters: No OAuth parameter/);
  assert.doesNotMatch(nobody ?? '', /over TLS only/);
  assert.equal(await refusalLineOf('http', '/wp-json/'), undefined, 'what was let in is not told');
});
