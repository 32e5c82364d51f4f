import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newestMinors, newestOf } from '../../src/real/official.ts';
import { isVersion } from '../../src/real/source.ts';

const versions = [
  '10.10.0',
  '10.9.1',
  '10.9.2',
  '10.11.0-beta.1',
  '10.11.0-rc.1',
  '9.9.5',
  'trunk',
  '6.9',
  '6.9.1',
];

test('a version means the newest that begins with it', () => {
  assert.equal(newestOf(versions, '10.9'), '10.9.2');
  assert.equal(newestOf(versions, '10.9.1'), '10.9.1');
  assert.equal(newestOf(versions, '10'), '10.10.0');
  assert.equal(newestOf(versions, '6.9'), '6.9.1');
  assert.equal(newestOf(versions, 'newest'), '10.10.0');
  assert.equal(newestOf(versions, 'next'), '10.11.0-rc.1');
  assert.equal(newestOf(versions, '10.11.0-beta.1'), '10.11.0-beta.1');
  // 10.1 is another version than 10.10, and a beta is meant by its whole name alone.
  assert.equal(newestOf(versions, '10.1'), undefined);
  assert.equal(newestOf(versions, '10.11'), undefined);
});

test('what is no version is a path', () => {
  for (const version of ['10.6', '10.6.1', '10.7.0-beta.1', 'newest', 'next'])
    assert.ok(isVersion(version), version);
  for (const file of ['./woocommerce', 'woocommerce.10.6.0.zip', '10.6.0.zip', '/shop'])
    assert.ok(!isVersion(file), file);
});

test('the newest minor versions are those that are released', () => {
  assert.deepEqual(newestMinors(versions, 3), ['10.10', '10.9', '9.9']);
});
