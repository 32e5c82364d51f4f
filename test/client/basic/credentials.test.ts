import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { basicCredentials } from '../../../src/client/basic/credentials.ts';

describe('basicCredentials', () => {
  it('gives the example of RFC 7617 section 2', () => {
    assert.equal(basicCredentials('Aladdin', 'open sesame'), 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
  });

  it('gives the example of RFC 7617 section 2.1, in UTF-8', () => {
    assert.equal(basicCredentials('test', '123£'), 'Basic dGVzdDoxMjPCow==');
  });

  it('refuses a colon in the user-id and control characters', () => {
    assert.throws(() => basicCredentials('a:b', 'c'), { code: 'LATCHKEY_CREDENTIALS' });
    assert.throws(() => basicCredentials('a', 'c\n'), { code: 'LATCHKEY_CREDENTIALS' });
  });

  it('can be taken apart again', () => {
    const text = fc.string({ unit: 'grapheme' }).filter(value => !/[\x00-\x1f\x7f]/.test(value));
    fc.assert(
      fc.property(text, text, (user, password) => {
        fc.pre(!user.includes(':'));
        const pair = Buffer.from(basicCredentials(user, password).slice(6), 'base64').toString('utf8');
        assert.equal(pair, `${user}:${password}`);
      }),
    );
  });
});
