import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import OAuth from 'oauth-1.0a';
import { baseStringUri, signatureBaseString } from '../../../src/client/oauth1/base-string.ts';
import { formDecode, percentEncode } from '../../../src/client/oauth1/encode.ts';
import {
  formatParameters,
  normalizeParameters,
  parseParameters,
} from '../../../src/client/oauth1/parameters.ts';
import { signRequest } from '../../../src/client/oauth1/request.ts';
import { type SignatureMethod, sign, signatureMethods } from '../../../src/client/oauth1/signature.ts';

describe('RFC 5849', () => {
  it('section 3.4.1.1: the signature base string', () => {
    const query = parseParameters('b5=%3D%253D&a3=a&c%40=&a2=r%20b');
    const header = [
      ['oauth_consumer_key', '9djdj82h48djs9d2'],
      ['oauth_token', 'kkk9d7dh3k39sjv7'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131201'],
      ['oauth_nonce', '7d8f3e4a'],
    ] as const;
    const body = parseParameters('c2&a3=2+q');
    assert.equal(
      signatureBaseString('post', 'http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b', [
        ...query,
        ...header,
        ...body,
      ]),
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D' +
        '%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1' +
        '%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });

  it('section 3.4.1.2: the base string URI', () => {
    assert.equal(baseStringUri('http://EXAMPLE.COM:80/r%20v/X?id=123'), 'http://example.com/r%20v/X');
    assert.equal(baseStringUri('https://www.example.net:8080/?q=1'), 'https://www.example.net:8080/');
    assert.equal(baseStringUri('HTTPS://example.net:443'), 'https://example.net/');
    assert.throws(() => baseStringUri('/wp-json'), { code: 'LATCHKEY_URL' });
  });

  it('section 1.2: the photo of the vacation, signed with HMAC-SHA1', () => {
    const baseString = signatureBaseString(
      'GET',
      'http://photos.example.net/photos',
      parseParameters(
        'file=vacation.jpg&size=original&oauth_consumer_key=dpf43f3p2l4k3l03&oauth_token=nnch734d00sl2jdk' +
          '&oauth_signature_method=HMAC-SHA1&oauth_timestamp=137131202&oauth_nonce=chapoH',
      ),
    );
    assert.equal(
      sign(baseString, 'HMAC-SHA1', 'kd94hf93k423kf44', 'pfkkdhi9sl3r4s00'),
      'MdpQcU8iPSUjWoN/UDMsK2sui9I=',
    );
  });

  it('OAuth Core 1.0 appendix A.5: the example with photos.example.net', () => {
    const baseString = signatureBaseString(
      'GET',
      'http://photos.example.net/photos',
      parseParameters(
        'file=vacation.jpg&size=original&oauth_consumer_key=dpf43f3p2l4k3l03&oauth_token=nnch734d00sl2jdk' +
          '&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1191242096&oauth_nonce=kllo9940pd9333jh&oauth_version=1.0',
      ),
    );
    assert.equal(
      sign(baseString, 'HMAC-SHA1', 'kd94hf93k423kf44', 'pfkkdhi9sl3r4s00'),
      'tR3+Ty81lMeYAr/Fid0kMTYa/WM=',
    );
  });

  it('section 3.6: what is encoded', () => {
    assert.equal(percentEncode("-._~!'()* +☃"), '-._~%21%27%28%29%2A%20%2B%E2%98%83');
  });
});

describe('parameters', () => {
  const parameters = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })));

  it('come back from a query string', () => {
    fc.assert(
      fc.property(parameters, given => {
        assert.deepEqual(parseParameters(formatParameters(given)), given);
      }),
    );
  });

  it('are normalised alike in whatever order they are sent', () => {
    fc.assert(
      fc.property(
        parameters.chain(given =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        ([given, shuffled]) => assert.equal(normalizeParameters(shuffled), normalizeParameters(given)),
      ),
    );
  });

  it('keep a bad percent sign', () => {
    assert.equal(formDecode('100%+%zz%4'), '100% %zz%4');
  });
});

describe('signRequest', () => {
  const credentials = { consumerKey: 'ck_1', consumerSecret: 'cs_2' };
  const options = {
    credentials,
    signatureMethod: 'HMAC-SHA256',
    timestamp: 1700000000,
    nonce: 'abc',
  } as const;

  it('puts the parameters into the query', () => {
    const signed = signRequest({ method: 'GET', url: 'http://x/a?b=1' }, { ...options, placement: 'query' });
    assert.match(signed.url, /^http:\/\/x\/a\?b=1&oauth_consumer_key=ck_1&.*&oauth_signature=[^&]+$/);
    assert.equal(signed.authorization, undefined);
  });

  it('puts them into the header, quoted', () => {
    const signed = signRequest(
      { method: 'GET', url: 'http://x/a?b=1' },
      { ...options, placement: 'header', realm: 'r' },
    );
    assert.equal(signed.url, 'http://x/a?b=1');
    assert.match(
      signed.authorization ?? '',
      /^OAuth realm="r", oauth_consumer_key="ck_1", .*oauth_signature="[^"]+"$/,
    );
  });

  it('puts them into a form body', () => {
    const signed = signRequest(
      { method: 'POST', url: 'http://x/a', form: [['n', 'a b']] },
      { ...options, placement: 'body' },
    );
    assert.match(signed.form ?? '', /^n=a%20b&oauth_consumer_key=ck_1&.*&oauth_signature=[^&]+$/);
  });

  it('signs the same wherever they travel', () => {
    const signatures = (['query', 'header', 'body'] as const).map(
      placement =>
        signRequest({ method: 'POST', url: 'http://x/a?b=1' }, { ...options, placement }).signature,
    );
    assert.equal(new Set(signatures).size, 1);
  });

  it('agrees with the package oauth-1.0a', () => {
    const name = fc.stringMatching(/^[a-z][a-zA-Z0-9~!*'() +%é☃-]{0,8}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, fc.string({ unit: 'grapheme' })), {
          selector: ([key]) => key,
          maxLength: 6,
        }),
        fc.constantFrom(...signatureMethods),
        fc.constantFrom('GET', 'POST', 'DELETE'),
        (given, method: SignatureMethod, verb) => {
          const peer = new OAuth({
            consumer: { key: credentials.consumerKey, secret: credentials.consumerSecret },
            signature_method: method,
            hash_function: (text, key) =>
              createHmac(method === 'HMAC-SHA1' ? 'sha1' : 'sha256', key)
                .update(text)
                .digest('base64'),
          });
          const address = 'http://shop.test:8105/wp-json/wc/v3/orders';
          const url = `${address}?${formatParameters(given)}`;
          const data = {
            oauth_consumer_key: credentials.consumerKey,
            oauth_timestamp: 1700000000,
            oauth_nonce: 'abc',
            oauth_signature_method: method,
          };
          const wanted = peer.getSignature(
            { url: address, method: verb, data: Object.fromEntries(given) },
            undefined,
            data as never,
          );
          const signed = signRequest(
            { method: verb, url },
            { ...options, signatureMethod: method, placement: 'query' },
          );
          assert.equal(signed.signature, wanted);
        },
      ),
    );
  });
});
