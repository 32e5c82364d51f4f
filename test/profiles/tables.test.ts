/** What `latchkey profiles` prints of the rules. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileDifferences, profiles } from '../../mocks/index.ts';
import { ruleTable } from '../../src/cli/profiles/tables.ts';

const lines = ruleTable().split('\n');

test('fits a terminal of 80 columns', () => {
  assert.deepEqual(
    lines.filter(line => line.length > 80),
    [],
  );
});

test('tells each profile, and each rule from which profile on it says what', () => {
  for (const name of Object.keys(profiles))
    assert.ok(
      lines.some(line => line.startsWith(name)),
      name,
    );
  for (const { rule } of profileDifferences)
    assert.ok(
      lines.some(line => line.startsWith(`${rule}: `)),
      rule,
    );
  const at = lines.findIndex(line => line.startsWith('orderTrashHooks: '));
  assert.ok(lines.slice(at).includes('  5.8 no · 8.2 yes'));
});
