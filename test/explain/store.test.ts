/** The explainer lays out the store's steps anew: held against what the store itself makes of any request. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { phpRequest } from '../../mocks/php/mod_php.ts';
import { describeSignature } from '../../mocks/woocommerce/authentication/oauth1/describe.ts';
import { sign } from '../../src/explain/plan.ts';
import { storeView } from '../../src/explain/store-view.ts';
import { consumerSecret, request, shapes } from './signed.ts';

const piece = fc.stringMatching(/^[a-z0-9[\]._%+ &=é~!*'-]{0,12}$/);
const pair = fc
  .tuple(piece, piece)
  .map(([name, value]) => `${name}=${value}`.replaceAll(' ', '%20').replaceAll('é', '%C3%A9'));

test('base string and signature are those of the store', () => {
  fc.assert(
    fc.property(
      fc.array(pair, { maxLength: 8 }),
      fc.constantFrom(...shapes),
      fc.constantFrom('', '/shop'),
      fc.constantFrom('/wp-json/wc/v3/orders', '/shop/wp-json/wc/v3/orders/', '//wp-json/wc/v3/orders'),
      fc.constantFrom('', 'note=a+b&c[]=1&c[]=2'),
      (pairs, shape, homePath, path, body) => {
        const home = { scheme: 'http', authority: 'home.test:81', path: homePath } as const;
        const unsigned = { query: pairs.join('&'), path, body, type: 'application/x-www-form-urlencoded' };
        const signed = request(shape, unsigned, 'abc');
        const steps = sign(storeView(signed, home, consumerSecret).plan, consumerSecret);
        const store = describeSignature(
          phpRequest({
            method: signed.method,
            scheme: signed.scheme,
            host: 'home.test',
            target: signed.target,
            headers: signed.headers.flat(),
            body: Buffer.from(signed.body, 'latin1'),
          }),
          home,
          false,
          consumerSecret,
        );
        assert.equal(steps.baseString, store.baseString);
        assert.equal(steps.signature, store.expected);
      },
    ),
    { numRuns: 300 },
  );
});
