import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstDifference } from '../../src/page-parts/first-difference.ts';

test('the first difference is found, at an end too; texts that are alike have none', () => {
  for (const [one, other, expected] of [
    ['', '', undefined],
    ['GET&a', 'GET&a', undefined],
    ['GET&a', 'POST&a', 0],
    ['GET&a', 'GET&b', 4],
    ['GET&a', 'GET&ab', 5],
    ['GET&ab', 'GET&a', 5],
    ['', 'x', 0],
  ] as const)
    assert.equal(firstDifference(one, other), expected, `${one} ${other}`);
});
