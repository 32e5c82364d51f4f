/** The terms of products in WordPress's own namespace, asked before anything else has opened the tables (5.8 to 10.5). */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createStore } from '../../mocks/index.ts';
import { Client } from './resources/client.ts';

it('a category of products is shown to anybody, as the first request of a store too', async () => {
  const nobody = new Client(await createStore(), null);
  const first = await nobody.send('GET', '/wp-json/wp/v2/product_cat/15');
  assert.deepEqual([first.status, first.json.slug], [200, 'uncategorized']);
  const list = await nobody.send('GET', '/wp-json/wp/v2/product_cat?include=15');
  assert.equal(list.json.length, 1);
  const missing = await nobody.send('GET', '/wp-json/wp/v2/product_cat/999999');
  assert.deepEqual([missing.status, missing.json.code], [404, 'rest_term_invalid']);
});
