/** Every mistake of the list is named, in query and header form, with both algorithms, for GET and POST. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explain } from '../../src/explain/explain.ts';
import type { Mistake } from '../../src/explain/mistake.ts';
import { mistakes } from '../../src/explain/mistakes/index.ts';
import { sign } from '../../src/explain/plan.ts';
import { consumerSecret, request, type Shape, shapes, type Unsigned, viewOf } from './signed.ts';

const form = 'application/x-www-form-urlencoded';

/** Requests that together show every mistake. */
const unsigned: readonly Unsigned[] = [
  { query: 'per_page=2&status=any' },
  { query: 'search=a%20b%21%2A%28c%29%27~%2F%3A%2C%40&b=%C3%A9&B=2' },
  { query: 'search=a+b&name=50%2525+off' },
  { query: 'plus=a+b' },
  { query: 'search=a&=' },
  { query: 'include[]=3&include[]=1&include[]=2' },
  { query: Array.from({ length: 12 }, (_, i) => `include%5B${i}%5D=${i}`).join('&') },
  { query: 'after.date=1&page2=x&page=1&empty=' },
  { query: 'a=1&a=2&flag=true&zero=0&q=%2Fwp-json%2Fwc%2Fv3%2Forders', oauth: { oauth_version: '1.0' } },
  { query: 'after=2024-01-01T00:00:00Z&price=10.50&per_page=5&rest_route=%2Fwc%2Fv3%2Forders', path: '/' },
  { path: '/wp-json/wc/v3/orders/12', oauth: { oauth_nonce: 'AbC+d=' } },
  { query: 'word=e%CC%81%E2%82%AC&zwei=%C3%A9%C2%A0x' },
  { authority: 'www.shop.test:8080', path: '/shop/wp-json//wc/v3/orders/' },
  { home: { scheme: 'http', authority: 'store.example', path: '' } },
  { path: '/wc-api/v2/orders', query: 'filter[limit]=1' },
  { authority: 'localhost', scheme: 'https', query: '_method=PUT' },
  { authority: 'Shop.Test', path: '/wp-json/wc/v3/products/%41' },
  { query: 'x=1', body: 'note=a%20b&z=1', type: form },
  { body: '{"status":"completed","n":1}', type: 'application/json' },
  { body: '{"status":"completed","n":2}', type: form },
];

/** What is a mistake with one version's legacy API may be right with another's. */
const profile = '11.1';

/** In how many requests each variant is looked for: enough to see it, few enough to be quick. */
const enough = 2;

/** Some variants have a thousand siblings: these are spread over them. */
const mostVariants = 12;

/** The legacy API does not read the header: nothing is signed there. */
const isRead = (shape: Shape, one: Unsigned): boolean =>
  shape.place === 'query' || !one.path?.startsWith('/wc-api/');

function shows(mistake: Mistake, shape: Shape): number {
  let count = 0;
  for (const one of unsigned) {
    if (count >= enough) break;
    if (!isRead(shape, one)) continue;
    const { plan, view } = viewOf(shape, one);
    const right = sign(plan, consumerSecret).signature;
    const variants = mistake.variants(plan, view);
    const step = Math.ceil(variants.length / mostVariants);
    for (const variant of variants.filter((_, index) => index % step === 0)) {
      const { signature } = sign(variant.plan, consumerSecret);
      if (signature === right || signature === '') continue;
      const explanation = explain(request(shape, one, signature), {
        consumerSecret,
        home: one.home,
        profile,
      });
      const named = explanation.explained.flatMap(item => item.mistakes.map(told => told.id));
      assert.equal(explanation.verdict, 'mistake', `${mistake.id} (${variant.detail ?? ''}) in ${one.query}`);
      assert.ok(explanation.explained.every(item => item.mistakes.length === 1));
      // A rare mistake is passed over where a common one makes the same signature.
      if (mistake.inPairs === 0 && !named.includes(mistake.id)) continue;
      count++;
      assert.ok(
        named.includes(mistake.id),
        `${mistake.id} (${variant.detail ?? ''}): named ${named.join(', ')}`,
      );
    }
  }
  return count;
}

describe('each mistake is named', () => {
  /** Those that a request without a body cannot show. */
  const onlyWithBody = new Set(['form-body-not-signed', 'json-labelled-as-form']);
  /** PHP reads the form body of a POST, so that signing it is no mistake there. */
  const onlyWithoutPost = new Set(['body-signed-though-not-read']);
  /** The legacy API reads the query alone. */
  const onlyInQuery = new Set(['ampersand-for-old-legacy-api', 'own-path-of-old-legacy-api']);
  for (const shape of shapes) {
    test(`${shape.method}, ${shape.place}, ${shape.signatureMethod}`, () => {
      for (const mistake of mistakes) {
        const possible =
          (shape.method === 'POST' || !onlyWithBody.has(mistake.id)) &&
          (shape.method !== 'POST' || !onlyWithoutPost.has(mistake.id)) &&
          (shape.place === 'query' || !onlyInQuery.has(mistake.id));
        const count = shows(mistake, shape);
        assert.equal(count > 0, possible, `${mistake.id} shows in ${count} requests`);
      }
    });
  }
});

test('there are at least 45 mistakes, each with an id of its own', () => {
  assert.ok(mistakes.length >= 45);
  assert.equal(new Set(mistakes.map(mistake => mistake.id)).size, mistakes.length);
});

test('a right signature is called right in every form', () => {
  for (const shape of shapes)
    for (const one of unsigned) {
      const { plan } = viewOf(shape, one);
      const right = request(shape, one, sign(plan, consumerSecret).signature);
      const explanation = explain(right, { consumerSecret, home: one.home });
      assert.equal(explanation.verdict, isRead(shape, one) ? 'right' : 'incomplete');
      assert.deepEqual(explanation.explained, []);
    }
});
