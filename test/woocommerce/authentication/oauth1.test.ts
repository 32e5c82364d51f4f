import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { phpRequest } from '../../../mocks/php/mod_php.ts';
import { profileOf } from '../../../mocks/woocommerce/profiles.ts';
import { signatureOf } from '../../../mocks/woocommerce/signature.ts';
import { Bench, fixture, message } from './harness.ts';

const store = fixture('wc-10.5');
const key = store.keys.find(({ name }) => name === 'admin_rw') as (typeof store.keys)[number];

/** RFC 3986's encoding of text in UTF-8, written anew: the signer below shares nothing with the store. */
function percent(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

interface Signed {
  readonly method?: string;
  readonly url?: string;
  readonly hash?: 'sha1' | 'sha256';
  readonly secret?: string;
}

/** A signer of RFC 5849 section 3.4: names and values are text. Gives all parameters, the signature last. */
function sign(
  parameters: readonly (readonly [string, string])[],
  at: number,
  nonce: string,
  how: Signed = {},
) {
  const hash = how.hash ?? 'sha1';
  const all: [string, string][] = [
    ...parameters.map(([name, value]): [string, string] => [name, value]),
    ['oauth_consumer_key', key.consumer_key],
    ['oauth_timestamp', String(at)],
    ['oauth_nonce', nonce],
    ['oauth_signature_method', `HMAC-${hash.toUpperCase()}`],
  ];
  const normalized = all
    .map(([name, value]) => [percent(name), percent(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(pair => pair.join('='))
    .join('&');
  const url = how.url ?? `${store.home}/wp-json/wc/v3/orders`;
  const baseString = [how.method ?? 'GET', percent(url), percent(normalized)].join('&');
  const signature = createHmac(hash, `${how.secret ?? key.consumer_secret}&`)
    .update(baseString)
    .digest('base64');
  return { all: [...all, ['oauth_signature', signature] as [string, string]], baseString, signature };
}

const query = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&');

const text = fc.string({ unit: 'binary', maxLength: 12 });
/** Names that PHP leaves alone, and that sort as they do encoded: no dots, spaces, brackets or integers. */
const name = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_~-]{0,8}$/)
  .filter(chosen => !/^(oauth_|rest_route$|_method$)/.test(chosen));
const parameters = fc.uniqueArray(fc.tuple(name, text), { selector: ([chosen]) => chosen, maxLength: 8 });
const nonce = fc.stringMatching(/^[A-Za-z0-9]{1,32}$/).filter(chosen => chosen !== '0');

describe('OAuth 1.0a', () => {
  it('lets in whoever signs as RFC 5849 says, whatever the parameters and their order', () => {
    const bench = new Bench(store, '10.5');
    fc.assert(
      fc.property(
        parameters,
        nonce,
        fc.constantFrom('sha1', 'sha256'),
        fc.infiniteStream(fc.nat()),
        (sent, once, hash, order) => {
          bench.shop.nonces.clear();
          const { all } = sign(sent, bench.now, once, { hash: hash as 'sha1' | 'sha256' });
          const shuffled = all
            .map(pair => [order.next().value as number, pair] as const)
            .sort(([a], [b]) => a - b)
            .map(([, pair]) => pair);
          const verdict = bench.ask(message('GET', `${store.home}/wp-json/wc/v3/orders?${query(shuffled)}`));
          assert.equal(verdict.error, undefined);
          assert.equal(verdict.userId, 1);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes the same in a header and in the form body of a POST', () => {
    const bench = new Bench(store, '10.5');
    fc.assert(
      fc.property(parameters, nonce, (sent, once) => {
        bench.shop.nonces.clear();
        const signed = sign(sent, bench.now, once, { method: 'POST' });
        const oauth = signed.all.filter(([chosen]) => chosen.startsWith('oauth_'));
        const header = `OAuth ${oauth.map(([chosen, value]) => `${chosen}="${percent(value)}"`).join(', ')}`;
        const verdict = bench.ask(
          message(
            'POST',
            `${store.home}/wp-json/wc/v3/orders`,
            [
              ['Authorization', header],
              ['Content-Type', 'application/x-www-form-urlencoded'],
            ],
            query(sent),
          ),
        );
        assert.equal(verdict.error, undefined);
        assert.equal(verdict.userId, 1);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses a signature when anything that is signed has changed', () => {
    const bench = new Bench(store, '10.5');
    fc.assert(
      fc.property(parameters, nonce, name, text, (sent, once, added, value) => {
        fc.pre(!sent.some(([chosen]) => chosen === added));
        const { all } = sign(sent, bench.now, once);
        const url = `${store.home}/wp-json/wc/v3/orders?${query([...all, [added, value]])}`;
        assert.equal(
          bench.ask(message('GET', url)).error?.message,
          'Invalid signature - provided signature does not match.',
        );
      }),
      { numRuns: 100 },
    );
  });

  it('signs an integer name by the number that array_merge() gives it', () => {
    const bench = new Bench(store, '10.5');
    const { all } = sign([['0', 'x']], bench.now, 'a');
    const renamed = all.map(([chosen, value]) => [chosen === '0' ? '5' : chosen, value] as const);
    assert.equal(bench.ask(message('GET', `${store.home}/wp-json/wc/v3/orders?${query(renamed)}`)).userId, 1);
  });

  it('names what is below 0 without it: 0[a]=1 is signed as a=1', () => {
    const bench = new Bench(store, '10.5');
    // In the place of `0`, which sorts before every name.
    const { all } = sign([['A', '1']], bench.now, 'a');
    const moved = all.map(([chosen, value]) => [chosen === 'A' ? '0[A]' : chosen, value] as const);
    assert.equal(bench.ask(message('GET', `${store.home}/wp-json/wc/v3/orders?${query(moved)}`)).userId, 1);
  });

  it('puts the backslashes of WordPress before quotes in the path into the base string', () => {
    const bench = new Bench(store, '10.5');
    const { all } = sign([], bench.now, 'a', { url: `${store.home}/wp-json/wc/v3/it\\'s` });
    assert.equal(bench.ask(message('GET', `${store.home}/wp-json/wc/v3/it's?${query(all)}`)).userId, 1);
  });

  it('ends in a fatal error when the signature is an array', () => {
    const bench = new Bench(store, '10.5');
    const { all } = sign([], bench.now, 'a');
    const url = `${store.home}/wp-json/wc/v3/orders?${query(all).replace('oauth_signature=', 'oauth_signature[]=')}`;
    assert.throws(() => bench.ask(message('GET', url)), { name: 'FatalError' });
    const unknown = url.replace(key.consumer_key, 'ck_unknown');
    assert.equal(bench.ask(message('GET', unknown)).error?.message, 'Consumer key is invalid.');
  });

  it('ends in a fatal error when the secret of a known key is an array', () => {
    const bench = new Bench(store, '10.5');
    const url = (consumerKey: string) =>
      `https://shop.test:8443/wp-json/wc/v3/orders?consumer_key=${consumerKey}&consumer_secret[]=x`;
    assert.throws(() => bench.ask(message('GET', url(key.consumer_key))), { name: 'FatalError' });
    assert.equal(bench.ask(message('GET', url('ck_unknown'))).userId, 0);
  });

  it('tells what is missing in the order of the parameters, and nothing when all are', () => {
    const bench = new Bench(store, '10.5');
    const ask = (sent: string) =>
      bench.ask(message('GET', `${store.home}/wp-json/wc/v3/orders?${sent}`)).error?.message;
    assert.equal(ask('oauth_consumer_key=&oauth_nonce=0'), undefined);
    assert.equal(
      ask('oauth_signature_method=x&oauth_nonce=1'),
      'Missing OAuth parameters oauth_consumer_key, oauth_timestamp, oauth_signature',
    );
    assert.equal(
      ask('oauth_consumer_key=a&oauth_timestamp=0&oauth_nonce=1&oauth_signature=x&oauth_signature_method=y'),
      'Missing OAuth parameter oauth_timestamp',
    );
  });
});

describe('what a store makes of a signature', () => {
  it('is that by which it judges', () => {
    const bench = new Bench(store, '10.5');
    const odd = fc.constantFrom(
      'a',
      'a.b',
      'a b',
      'a[]',
      'a[b]',
      'a[b c][]',
      '5',
      '0[x][y]',
      '0[0][z]',
      'ü[é]',
      'a%5B',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(odd, text), { maxLength: 6 }), sent => {
        const { all } = sign([], bench.now, 'abc');
        const target = `${store.home}/wp-json/wc/v3/orders?${query([...sent, ...all])}`;
        const request = phpRequest(message('GET', target));
        const { signature } = signatureOf(
          request,
          { home: bench.site.home, profile: profileOf('10.5') },
          key.consumer_secret,
        );
        const judged = bench
          .ask(message('GET', target))
          .judgements.find(({ rule }) => rule === 'oauth1.signature');
        assert.equal(signature?.baseString, judged?.facts?.baseString);
        assert.equal(signature?.expected, judged?.facts?.expectedSignature);
        assert.equal(signature?.received, judged?.facts?.receivedSignature);
        bench.shop.nonces.clear();
      }),
      { numRuns: 200 },
    );
  });

  it('tells its parts, also where it compares nothing', () => {
    const request = phpRequest(
      message('GET', `${store.home}/wp-json/wc/v3/orders?include[]=a%20b&oauth_signature=x%20y`),
    );
    const home = { scheme: 'http', authority: 'shop.test:8105', path: '' } as const;
    const reading = signatureOf(request, { home, profile: profileOf('10.5') }, 'cs_secret');
    assert.equal(reading.api, 'wc');
    assert.equal(reading.unread, 'parameters');
    assert.deepEqual(reading.signature, {
      method: 'GET',
      uri: `${store.home}/wp-json/wc/v3/orders`,
      baseString: `GET&${percent(`${store.home}/wp-json/wc/v3/orders`)}&include%255B0%255D%3Da%2520b`,
      key: 'cs_secret&',
      algorithm: undefined,
      expected: undefined,
      received: 'x+y',
      isRight: false,
    });
  });
});
