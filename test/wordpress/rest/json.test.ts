import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { encodeJson } from '../../../mocks/wordpress/rest/json.ts';

describe('wp_json_encode()', () => {
  it('escapes slashes and everything outside ASCII', () => {
    assert.equal(encodeJson({ a: 'x/ü€😀' }), '{"a":"x\\/\\u00fc\\u20ac\\ud83d\\ude00"}');
  });

  it('leaves DEL as it is', () => assert.equal(encodeJson('\u007f'), '"\u007f"'));

  it('can be read back, and is ASCII', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const text = encodeJson(value);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
        assert.match(text, /^[\x00-\x7f]*$/);
      }),
    );
  });
});
