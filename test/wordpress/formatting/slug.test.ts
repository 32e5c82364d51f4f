import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from '../../../mocks/index.ts';
import { Client, fixture } from '../../woocommerce/resources/client.ts';

test('nothing is left in a slug of what stands for a mark in a name', async () => {
  const owner = new Client(await createStore({ fixture: fixture() }));
  for (const name of ['Cup & Bowl', 'Cup &amp; Bowl']) {
    const { json } = await owner.call('POST', 'v3/products', { name });
    assert.match(json.slug, /^cup-bowl(-2)?$/);
  }
});
