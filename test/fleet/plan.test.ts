import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type FleetStore, planFleet } from '../../src/fleet/plan.ts';

const stores: fc.Arbitrary<FleetStore[]> = fc
  .array(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 40,
  })
  .map(all => all.map((hosts, index) => ({ target: `t${index}`, hosts: hosts.map(host => `h${host}:443`) })));

test('every target stands in one shard, and the targets of a host in the same', () => {
  fc.assert(
    fc.property(stores, fc.integer({ min: 1, max: 50 }), (fleet, count) => {
      const shards = planFleet(fleet, count, new Map());
      const placed = shards.flatMap(({ index, targets }) => targets.map(target => [target, index] as const));
      assert.deepEqual(placed.map(([target]) => target).sort(), fleet.map(({ target }) => target).sort());
      const shardOf = new Map(placed);
      for (const one of fleet)
        for (const other of fleet)
          if (one.hosts.some(host => other.hosts.includes(host)))
            assert.equal(shardOf.get(one.target), shardOf.get(other.target));
      assert.ok(shards.length <= count && shards.every(({ targets }) => targets.length > 0));
    }),
  );
});

test('no shard takes longer than an even share and the slowest store', () => {
  const times = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 20 }), (seconds, count) => {
      const fleet = seconds.map((_, index) => ({ target: `t${index}`, hosts: [`h${index}:443`] }));
      const shards = planFleet(fleet, count, new Map(seconds.map((time, index) => [`t${index}`, time])));
      const sum = seconds.reduce((all, time) => all + time, 0);
      const longest = Math.max(...shards.map(shard => shard.seconds));
      assert.ok(longest <= sum / shards.length + Math.max(...seconds));
      assert.equal(
        shards.reduce((all, shard) => all + shard.seconds, 0),
        sum,
      );
    }),
  );
});

test('a store that no report tells of counts as the median of the others', () => {
  const fleet = ['a', 'b', 'c', 'd'].map(target => ({ target, hosts: [`${target}.test:443`] }));
  const known = new Map([
    ['a', 10],
    ['b', 30],
    ['c', 500],
  ]);
  assert.deepEqual(planFleet(fleet, 2, known), [
    { index: 1, targets: ['c'], seconds: 500 },
    { index: 2, targets: ['b', 'd', 'a'], seconds: 70 },
  ]);
});
