import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../src/explain/explain.ts';
import { mistakes } from '../../src/explain/mistakes/index.ts';
import { sign } from '../../src/explain/plan.ts';
import { consumerSecret, request, type Unsigned, viewOf } from './signed.ts';

const shape = { method: 'GET', place: 'query', signatureMethod: 'HMAC-SHA256' } as const;
const rich: Unsigned = {
  query: 'search=a%20b%21&include[]=3&include[]=1&empty=',
  authority: 'shop.test:8080',
  path: '/shop/wp-json/wc/v3/orders',
};

/** The mistakes under which the request is signed, the second on top of the first. */
function signedWith(first: string, second: string): { signature: string; right: string } {
  const { plan, view } = viewOf(shape, rich);
  const one = mistakes.find(mistake => mistake.id === first)?.variants(plan, view)[0]?.plan;
  assert.ok(one, first);
  const two = mistakes.find(mistake => mistake.id === second)?.variants(one, view)[0]?.plan;
  assert.ok(two, second);
  return {
    signature: sign(two, consumerSecret).signature,
    right: sign(plan, consumerSecret).signature,
  };
}

const pairs = [
  ['array-without-index', 'secret-without-ampersand'],
  ['empty-parameters-dropped', 'port-left-out'],
  ['not-sorted', 'lower-case-hexadecimal'],
  ['spaces-as-plus', 'subdirectory-left-out'],
  ['query-not-signed', 'wrong-method'],
  ['reserved-marks-left-bare', 'other-algorithm'],
  ['scheme-of-base-uri', 'hexadecimal-digest'],
  ['port-left-out', 'trailing-slash'],
  ['array-name-bare', 'values-not-encoded'],
  ['method-in-lower-case', 'key-and-secret-swapped'],
] as const;

for (const [first, second] of pairs)
  test(`${first} and ${second} at once are both named`, () => {
    const { signature } = signedWith(first, second);
    const explanation = explain(request(shape, rich, signature), { consumerSecret });
    assert.equal(explanation.verdict, 'mistake');
    const named = explanation.explained.map(item => item.mistakes.map(told => told.id).join('+'));
    assert.ok(named.includes(`${first}+${second}`), named.join(', '));
  });

test('a rare wrong key is named together with any way to get the base string wrong', () => {
  const { plan, view } = viewOf(shape, rich);
  const of = (id: string, index: number) => {
    const found = mistakes.find(mistake => mistake.id === id)?.variants(plan, view)[index];
    assert.ok(found, id);
    return found.plan;
  };
  const base = of('base-string-with-line-end', 4);
  const key = of('secret-is-a-placeholder', 5);
  const { signature } = sign({ ...base, key: key.key }, consumerSecret);
  const explanation = explain(request(shape, rich, signature), { consumerSecret });
  assert.deepEqual(
    explanation.explained[0]?.mistakes.map(told => told.id),
    ['base-string-with-line-end', 'secret-is-a-placeholder'],
  );
});

test('where nothing fits every pair has been tried, and no more than the bench allows a second for', () => {
  const { right } = signedWith('not-sorted', 'wrong-method');
  const { tried, verdict } = explain(request(shape, rich, right), { consumerSecret: 'cs_another' });
  assert.equal(verdict, 'unexplained');
  assert.ok(tried.pairs > 20_000 && tried.pairs < 150_000, `${tried.pairs} pairs`);
});
