import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownDifferences } from '../../src/recordings/shown.ts';

const plain = (text: string) => text;

test('a long text is shown from where the two part, masked before it is cut', () => {
  const secret = `cs_${'a'.repeat(40)}`;
  const before = `${'x'.repeat(1_000)}${secret}`;
  const [only] = shownDifferences([{ what: 'message', wanted: `${before}one`, got: `${before}two` }], text =>
    text.replaceAll(secret, '***'),
  );
  assert.equal(only?.wanted, `…${'x'.repeat(37)}***one`);
  assert.equal(only?.got, `…${'x'.repeat(37)}***two`);
});

test('of a body that differs everywhere five places are told, and how many more there are', () => {
  const wanted = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`a${index}`, index]));
  const told = shownDifferences([{ what: 'body', wanted, got: {} }], plain);
  assert.equal(told.length, 6);
  assert.deepEqual(told[0], { what: 'body.a0', wanted: '0', got: 'nothing' });
  assert.match(told[5]?.wanted ?? '', /3 more places/);
});

test('members of arrays are told by their place, arrays of another length whole', () => {
  const told = shownDifferences(
    [{ what: 'body', wanted: { a: [{ b: 1 }], c: [1] }, got: { a: [{ b: 2 }], c: [1, 2] } }],
    plain,
  );
  assert.deepEqual(told, [
    { what: 'body.a[0].b', wanted: '1', got: '2' },
    { what: 'body.c', wanted: '[1]', got: '[1,2]' },
  ]);
});
