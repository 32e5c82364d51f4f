import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parse_str } from '../../../mocks/php/parse_str.ts';
import { sign as storeSign } from '../../../mocks/woocommerce/authentication/oauth1/signature.ts';
import { signatureBaseString } from '../../../mocks/woocommerce/legacy/signature.ts';
import { signatureBaseString as clientBaseString } from '../../../src/client/oauth1/base-string.ts';
import { formatParameters } from '../../../src/client/oauth1/parameters.ts';
import { sign } from '../../../src/client/oauth1/signature.ts';

const url = 'http://shop.test:8105/wc-api/v3/orders';

/** Names that PHP leaves alone. */
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/);
/** A percent sign followed by two digits would be decoded once more by the legacy API. */
const value = fc.string({ unit: 'grapheme', maxLength: 12 }).filter(text => !/%[0-9a-f]{2}/i.test(text));

describe('the base string of the legacy API', () => {
  test('is that of RFC 5849 where names are plain and nothing is nested', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 8 }),
        fc.constantFrom(1, 2, 3),
        (parameters, api) => {
          const sent = parse_str(formatParameters(parameters));
          const ours = signatureBaseString(api as 1 | 2 | 3, 'GET', url, sent);
          assert.equal(ours, clientBaseString('GET', url, parameters));
        },
      ),
    );
  });

  test('and so is the signature of v3', () => {
    fc.assert(
      fc.property(value, fc.constantFrom('HMAC-SHA1', 'HMAC-SHA256'), (text, method) => {
        const base = clientBaseString('POST', url, [['q', text]]);
        const algorithm = method === 'HMAC-SHA1' ? 'sha1' : 'sha256';
        assert.equal(
          storeSign(algorithm, 'cs_secret&', base),
          sign(base, method as 'HMAC-SHA1' | 'HMAC-SHA256', 'cs_secret'),
        );
      }),
    );
  });

  test('v1 and v2 sort what is in filter[…] among all names, v3 leaves its order', () => {
    const sent = parse_str('zebra=1&filter[b]=2&filter[a]=3&apple=4');
    const root = `GET&${encodeURIComponent(url)}&`;
    assert.equal(
      signatureBaseString(1, 'get', url, sent),
      `${root}apple%3D4%26filter%255Ba%255D%3D3%26filter%255Bb%255D%3D2%26zebra%3D1`,
    );
    assert.equal(
      signatureBaseString(3, 'get', url, sent),
      `${root}apple%3D4%26filter%255Bb%255D%3D2%26filter%255Ba%255D%3D3%26zebra%3D1`,
    );
  });

  test('what is nested deeper is the word Array to v3, and the end of v1', () => {
    const sent = parse_str('filter[a][b]=1');
    assert.match(signatureBaseString(3, 'GET', url, sent), /filter%255Ba%255D%3DArray$/);
    assert.throws(() => signatureBaseString(1, 'GET', url, sent), { name: 'FatalError' });
  });
});
