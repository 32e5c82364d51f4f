/** `targetHints` in a record's own link: WordPress 6.7 brought them, whatever WooCommerce runs on it. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { client, fixture } from './client.ts';

const stores: readonly [woocommerce: string, wordpress: string, isHinted: boolean][] = [
  ['8.2.2', '6.4.1', false],
  ['8.2.2', '6.7', true],
  ['9.2.5', '6.6.2', false],
  ['9.2.5', '7.0', true],
  ['10.5.0', '6.9.1', true],
];

for (const [woocommerce, wordpress, isHinted] of stores)
  it(`are ${isHinted ? 'there' : 'not there'} with WooCommerce ${woocommerce} on WordPress ${wordpress}`, async () => {
    const owner = await client({ fixture: { ...fixture(), woocommerce, wordpress } });
    const { json } = await owner.get('v3/orders?per_page=1');
    assert.equal('targetHints' in json[0]._links.self[0], isHinted);
  });
