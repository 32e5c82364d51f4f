import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Requirement, readRequirements } from '../../src/verify/requirements.ts';
import { select } from '../../src/verify/selection.ts';
import { parseShard, shardOf } from '../../src/verify/shard.ts';

const requirements = await readRequirements();
const scenariosOf = (some: readonly Requirement[]) => some.reduce((sum, { scenarios }) => sum + scenarios, 0);

describe('--shard', () => {
  for (const wanted of [[], ['@oauth']])
    for (const count of [1, 2, 3, 5, 12])
      it(`${count} shards are together ${wanted.join() || 'the whole'}, and none twice`, () => {
        const whole = select(requirements, wanted);
        const parts = Array.from({ length: count }, (_, i) => shardOf(whole, { index: i + 1, count }));
        const ids = parts.flatMap(part => part.requirements.map(({ id }) => id));
        assert.deepEqual(ids.toSorted(), whole.requirements.map(({ id }) => id).toSorted());
        for (const part of parts) {
          assert.ok(part.requirements.length > 0);
          for (const { id } of part.requirements) assert.match(part.tagExpression, new RegExp(`@${id}\\b`));
          if (wanted.length > 0) assert.match(part.tagExpression, /^\(@oauth\) and \(/);
        }
      });

  it('the parts have about as many scenarios each', () => {
    const whole = select(requirements, []);
    const sizes = [1, 2, 3, 4, 5].map(index => scenariosOf(shardOf(whole, { index, count: 5 }).requirements));
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 2, sizes.join(' '));
  });

  it('keeps what signs in one shard where the shards share a key', () => {
    for (const count of [2, 3, 5]) {
      const whole = select(requirements, []);
      const parts = Array.from({ length: count }, (_, i) =>
        shardOf(whole, { index: i + 1, count }, { sharesKey: true }),
      );
      const signing = parts.filter(part => part.requirements.some(({ signs }) => signs));
      assert.equal(signing.length, 1);
      assert.deepEqual(
        parts.flatMap(part => part.requirements.map(({ id }) => id)).toSorted(),
        requirements.map(({ id }) => id).toSorted(),
      );
    }
    const ids = new Set(requirements.filter(({ signs }) => signs).map(({ id }) => id));
    for (const id of ['OAUTH-01', 'NONCE-01', 'TIME-01', 'LEGACY-18']) assert.ok(ids.has(id), id);
    for (const id of ['BASIC-01', 'QUERY-01']) assert.ok(!ids.has(id), id);
    assert.throws(
      () => shardOf(select(requirements, ['@nonces']), { index: 2, count: 2 }, { sharesKey: true }),
      { code: 'LATCHKEY_USAGE', message: /what signs with one key stays in one shard/ },
    );
  });

  it('is dealt in the same way whatever order the requirements come in', () => {
    const shard = { index: 2, count: 4 };
    const ids = (some: readonly Requirement[]) =>
      shardOf(select(some, []), shard)
        .requirements.map(({ id }) => id)
        .toSorted();
    fc.assert(
      fc.property(fc.shuffledSubarray(requirements, { minLength: requirements.length }), shuffled => {
        assert.deepEqual(ids(shuffled), ids(requirements));
      }),
      { numRuns: 20 },
    );
  });

  it('is a mistake with more parts than requirements', () => {
    assert.throws(() => shardOf(select(requirements, ['BASIC-01']), { index: 1, count: 2 }), {
      code: 'LATCHKEY_USAGE',
      message: /only 1 requirement/,
    });
  });

  for (const text of ['0/2', '3/2', '1', '1/0', 'a/b', '1/2/3', '-1/2', ''])
    it(`"${text}" is a mistake`, () => {
      assert.throws(() => parseShard(text), { code: 'LATCHKEY_USAGE', message: /expected I\/N/ });
    });

  it('reads I/N', () => assert.deepEqual(parseShard('2/5'), { index: 2, count: 5 }));
});
