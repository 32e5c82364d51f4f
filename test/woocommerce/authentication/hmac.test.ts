import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hmac, hmacByNode } from '../../../mocks/woocommerce/authentication/oauth1/hmac.ts';

describe('hmac', () => {
  it('is Node’s HMAC, for any key and message', () => {
    const ascii = fc.string({ unit: 'binary-ascii', maxLength: 90 });
    const bytes = fc.uint8Array({ maxLength: 90 }).map(array => Buffer.from(array).toString('latin1'));
    fc.assert(
      fc.property(
        fc.constantFrom('sha1', 'sha256'),
        fc.oneof(ascii, bytes),
        fc.oneof(ascii, bytes),
        (name, key, message) => {
          const expected = createHmac(name, Buffer.from(key, 'latin1'))
            .update(message, 'latin1')
            .digest('base64');
          assert.equal(hmac(name as 'sha1' | 'sha256', key, message), expected);
          assert.equal(hmacByNode(name, key, message), expected);
        },
      ),
      { numRuns: 500 },
    );
  });
});
