/** What `verify --watch` runs again. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { type KnownChange, nextRun } from '../../src/cli/verify/watch/next-run.ts';
import { projectFolder } from '../../src/verify/features-folder.ts';
import type { Requirement } from '../../src/verify/requirements.ts';

const requirement = (id: string, file: string) => ({ id, file }) as Requirement;
const requirements = [
  requirement('BASIC-01', 'features/basic.feature'),
  requirement('BASIC-02', 'features/basic.feature'),
  requirement('SHOP-01', '/shop/a.feature'),
  requirement('SHOP-02', '/shop/b.feature'),
];
const targets = new Map([
  ['one', '1'],
  ['two', '2'],
]);
const known = (more: Partial<KnownChange>): KnownChange => ({
  requirements,
  targets,
  before: targets,
  unmet: new Map(),
  changed: [],
  excused: [],
  ...more,
});
const ran = (more: Partial<KnownChange>) => {
  const next = nextRun(known(more));
  return next && [next.targets.join(), next.ids.join()];
};
const failing = new Map([['two', new Set(['BASIC-02'])]]);

test('the requirements of a changed feature, shipped or own, run on every target', () => {
  assert.deepEqual(ran({ changed: ['/shop/a.feature'] }), ['one,two', 'SHOP-01']);
  const shipped = path.resolve(projectFolder, 'features/basic.feature');
  assert.deepEqual(ran({ changed: [shipped] }), ['one,two', 'BASIC-01,BASIC-02']);
});

test('what failed runs again with them', () => {
  assert.deepEqual(ran({ changed: ['/shop/b.feature'], unmet: failing }), ['one,two', 'BASIC-02,SHOP-02']);
});

test('a change that touches nothing runs what failed, where it failed', () => {
  assert.deepEqual(ran({ changed: ['/shop/.env'], unmet: failing }), ['two', 'BASIC-02']);
  assert.equal(ran({ changed: ['/shop/.env'] }), undefined);
});

test('a target that is another now runs all, and a new one too; one that is gone does not', () => {
  const before = new Map([
    ['one', '0'],
    ['two', '2'],
    ['gone', '3'],
  ]);
  assert.deepEqual(ran({ before }), ['one', 'BASIC-01,BASIC-02,SHOP-01,SHOP-02']);
  assert.deepEqual(ran({ before: new Map([['one', '1']]) }), ['two', 'BASIC-01,BASIC-02,SHOP-01,SHOP-02']);
  assert.equal(ran({ unmet: new Map([['gone', new Set(['BASIC-01'])]]) }), undefined);
});

test('what is no longer selected is not run, though it failed', () => {
  assert.equal(ran({ unmet: new Map([['one', new Set(['OAUTH-01'])]]) }), undefined);
});

test('what a changed file of expected failures speaks of runs again', () => {
  assert.deepEqual(ran({ excused: ['BASIC-02'] }), ['one,two', 'BASIC-02']);
});
