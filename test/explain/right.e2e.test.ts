/** A right signature is never called a mistake; what a store refuses besides is said precisely. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { signRequest } from '../../src/client/oauth1/request.ts';
import { explain } from '../../src/explain/explain.ts';
import type { ExplainOptions, Explanation } from '../../src/explain/explanation.ts';
import { readRequest } from '../../src/explain/input/index.ts';
import { mistakes } from '../../src/explain/mistakes/index.ts';
import { sign } from '../../src/explain/plan.ts';
import { consumerKey, consumerSecret, request, shapes, viewOf } from './signed.ts';

const timestamp = 1_795_224_020;
const credentials = { consumerKey, consumerSecret };

/** Names that PHP leaves alone, each once. */
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter(text => !text.startsWith('oauth_'));
const parameters = fc.uniqueArray(fc.tuple(name, fc.string({ unit: 'grapheme', maxLength: 10 })), {
  selector: ([key]) => key,
  maxLength: 5,
});
const query = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([key, value]) => `${key}=${encodeURIComponent(value.toWellFormed())}`).join('&');

test('any request that the client of Latchkey signs is right', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
      fc.constantFrom('http://shop.test', 'https://shop.test', 'http://localhost:8080/shop'),
      fc.constantFrom('HMAC-SHA1', 'HMAC-SHA256'),
      fc.constantFrom('header', 'query'),
      parameters,
      fc.boolean(),
      (method, home, signatureMethod, placement, pairs, withForm) => {
        const order = method === 'PUT' || method === 'DELETE' ? '/12' : '';
        const url = `${home}/wp-json/wc/v3/orders${order}?${query(pairs)}`;
        const form = withForm && method === 'POST' ? ([['note', 'a b&c']] as const) : undefined;
        const signed = signRequest(
          { method, url, ...(form && { form }) },
          {
            credentials,
            signatureMethod: signatureMethod as 'HMAC-SHA1',
            placement: placement as 'header',
            timestamp,
            nonce: 'n0nce',
          },
        );
        const [, scheme, authority, target] = /^(https?):\/\/([^/]+)(.*)$/s.exec(signed.url) ?? [];
        const fields = [
          `${method} ${scheme}://${authority}${target} HTTP/1.1`,
          ...(signed.authorization ? [`Authorization: ${signed.authorization}`] : []),
          ...(signed.form ? ['Content-Type: application/x-www-form-urlencoded'] : []),
        ];
        const read = readRequest(`${fields.join('\r\n')}\r\n\r\n${signed.form ?? ''}`);
        assert.ok(read);
        const explanation = explain(read, { consumerSecret, now: timestamp });
        assert.equal(explanation.verdict, 'right', explanation.says);
        // Parameters at random are not always those of the route.
        const others = explanation.notes.filter(note => note.id !== 'refused-besides');
        assert.deepEqual(others, []);
      },
    ),
    { numRuns: 200 },
  );
});

test('a single mistake is named, or another one that yields the very same signature', () => {
  const variants = fc.record({
    shape: fc.constantFrom(...shapes),
    pairs: parameters,
    mistake: fc.constantFrom(...mistakes),
    which: fc.nat(),
  });
  fc.assert(
    fc.property(variants, ({ shape, pairs, mistake, which }) => {
      const unsigned = { query: query(pairs) };
      const { plan, view } = viewOf(shape, unsigned);
      const all = mistake.variants(plan, view);
      fc.pre(all.length > 0);
      const { signature } = sign((all[which % all.length] as (typeof all)[number]).plan, consumerSecret);
      fc.pre(signature !== '' && signature !== sign(plan, consumerSecret).signature);
      const explanation = explain(request(shape, unsigned, signature), { consumerSecret, depth: 'singles' });
      assert.equal(explanation.verdict, 'mistake');
      for (const { mistakes: told } of explanation.explained) {
        assert.equal(told.length, 1);
        const forms = mistakes.find(item => item.id === told[0]?.id)?.variants(plan, view) ?? [];
        assert.ok(forms.some(form => sign(form.plan, consumerSecret).signature === signature));
      }
    }),
    { numRuns: 300 },
  );
});

const orders = 'http://shop.test/wp-json/wc/v3/orders';

function signedUrl(url: string, method = 'GET', signatureMethod = 'HMAC-SHA1', nonce = 'n0nce'): string {
  const options = { credentials, signatureMethod, placement: 'query', timestamp, nonce } as const;
  return signRequest({ method, url }, options as Parameters<typeof signRequest>[1]).url;
}

function explanationOf(text: string, options: Partial<ExplainOptions> = {}): Explanation {
  const read = readRequest(text);
  assert.ok(read, text);
  return explain(read, { consumerSecret, now: timestamp, ...options });
}

test('what the input leaves open is taken so that the signature is right', () => {
  const posted = explanationOf(signedUrl(orders, 'POST'));
  assert.equal(posted.verdict, 'right');
  assert.match(posted.says, /right for POST/);
  // A raw request does not tell its scheme.
  const { pathname, search } = new URL(signedUrl(orders.replace('http:', 'https:')));
  const overTls = explanationOf(`GET ${pathname}${search} HTTP/1.1\nHost: shop.test\n\n`);
  assert.equal(overTls.verdict, 'right');
  assert.match(overTls.says, /over https/);
});

test('a host in capitals or with its default port is that of the home URL', () => {
  for (const host of ['SHOP.test', 'shop.test:80'])
    assert.equal(explanationOf(signedUrl(orders).replace('shop.test', host)).verdict, 'right', host);
});

test('a right signature that the store refuses all the same: it says for what', () => {
  const refused = (
    text: string,
    id: string,
    options: Partial<ExplainOptions> = {},
    verdict = 'right',
  ): void => {
    const explanation = explanationOf(text, options);
    assert.equal(explanation.verdict, verdict, id);
    assert.match(explanation.says, /refuses it all the same/);
    assert.deepEqual(explanation.explained, []);
    assert.ok(
      [explanation.cause, ...explanation.notes].some(note => note?.id === id && note.refuses),
      id,
    );
  };
  const url = signedUrl(orders);
  refused(url, 'timestamp-out-of-window', { now: timestamp + 16 * 60 });
  refused(url, 'timestamp-in-local-time', { now: timestamp - 2 * 3600 });
  refused(url, 'timestamp-in-local-time', { now: timestamp + 3600 });
  // Right is what the store has compared: these it does not look at.
  refused(signedUrl(orders.replace('wc/v3', 'wp/v2')), 'wordpress-namespace', {}, 'unread');
  refused(signedUrl('https://shop.test/wc-api/v3/orders'), 'legacy-over-tls', {}, 'unread');
});

test('a signature of a method that the store does not know is judged by what its name means', () => {
  for (const name of ['hmac-sha256', 'HMACSHA256', 'HMAC-SHA512']) {
    const plain = viewOf(
      { method: 'GET', place: 'query', signatureMethod: name as 'HMAC-SHA1' },
      { query: 'a=1' },
    );
    const { signature } = sign(plain.plan, consumerSecret);
    const signed = request(
      { method: 'GET', place: 'query', signatureMethod: name as 'HMAC-SHA1' },
      { query: 'a=1' },
      signature,
    );
    const explanation = explain(signed, { consumerSecret });
    assert.equal(explanation.verdict, 'unread', name);
    assert.match(explanation.says, /does not know the signature method/);
  }
});

test('a missing parameter comes first, whatever the signature is', () => {
  const without = explanationOf(signedUrl(orders, 'GET', 'HMAC-SHA1', ''));
  assert.equal(without.verdict, 'incomplete');
  assert.match(without.says, /lacks oauth_nonce.*fits what was sent/);
  const dropped = explanationOf(signedUrl(orders).replace(/&oauth_nonce=[^&]*/, ''));
  assert.equal(dropped.verdict, 'incomplete');
  assert.match(dropped.says, /lacks oauth_nonce/);
});

test('how the parameters stand in the request is told', () => {
  const header = (change: (value: string) => string): string => {
    const options = {
      credentials,
      signatureMethod: 'HMAC-SHA1',
      placement: 'header',
      timestamp,
      nonce: 'n',
    } as const;
    const { authorization = '' } = signRequest({ method: 'GET', url: orders }, options);
    return `GET ${orders} HTTP/1.1\nAuthorization: ${change(authorization)}\n\n`;
  };
  const ids = (text: string): string[] => explanationOf(text).notes.map(note => note.id);
  assert.ok(ids(header(value => value.replace('OAuth', 'oauth'))).includes('authorization-scheme'));
  assert.ok(ids(header(value => value.replace('OAuth', 'Bearer'))).includes('authorization-scheme'));
  assert.match(explanationOf(header(value => value.replace('OAuth', 'oauth'))).says, /begins with "oauth"/);
  assert.match(explanationOf(header(value => value.replaceAll('"', "'"))).says, /single quotes/);
  assert.ok(ids(header(value => value.replace('_nonce=', '_nonce ='))).includes('authorization-spaces'));
  const twice = signedUrl(`${orders}?per_page=5`).replace('5&', '5?');
  assert.match(explanationOf(twice).says, /lacks oauth_consumer_key|second "\?"/);
  assert.equal(explanationOf(twice).verdict, 'incomplete');
  assert.ok(ids(twice).includes('question-mark-twice'));
  assert.ok(ids(signedUrl(`${orders}?a=1`).replaceAll('&', '&amp;')).includes('ampersand-as-entity'));
  const legacy = header(value => value).replace('wp-json/wc/v3', 'wc-api/v3');
  assert.equal(explanationOf(legacy).verdict, 'incomplete');
  assert.ok(ids(legacy).includes('legacy-header'));
});

test('a request without OAuth is told as such', () => {
  assert.match(
    explanationOf(`curl -u ck_1:cs_2 ${orders}`).says,
    /^Basic credentials are sent over plain HTTP/,
  );
  assert.match(explanationOf(`curl -H 'Authorization: Basic Y2s6Y3M=' ${orders}`).says, /^Basic credentials/);
});
