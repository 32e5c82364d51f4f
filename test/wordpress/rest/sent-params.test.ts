import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { merged, SentParams } from '../../../mocks/wordpress/rest/sent-params.ts';

const params = fc.dictionary(fc.constantFrom('page', 'order', 'status', 'search'), fc.integer());
const mapOf = (values: Record<string, number>) =>
  new Map<string, never>(Object.entries(values) as [string, never][]);

describe('the parameters of a request', () => {
  it('are a map of the defaults, what was sent over them, and what was sanitized over that', () => {
    fc.assert(
      fc.property(params, params, params, params, (defaults, query, body, sanitized) => {
        const sources = [mapOf(body), mapOf(query)];
        const sent = new SentParams(mapOf(defaults), sources);
        const plain = merged(mapOf(defaults), sources);
        assert.deepEqual(plain, new Map(Object.entries({ ...defaults, ...query, ...body })));
        for (const [name, value] of Object.entries(sanitized)) {
          sent.set(name, value);
          plain.set(name, value);
        }
        for (const name of ['page', 'order', 'status', 'search', 'other']) {
          assert.equal(sent.has(name), plain.has(name), name);
          assert.equal(sent.get(name), plain.get(name), name);
        }
        assert.equal(sent.size, plain.size);
        assert.deepEqual(Object.fromEntries(sent), Object.fromEntries(plain));
      }),
    );
  });
});
