/** A store that a fleet visits. */
export interface FleetStore {
  readonly target: string;
  /** `shop.test:443` of each of its URLs: targets that share one are never visited at the same time. */
  readonly hosts: readonly string[];
}

/** What one job of a CI visits. */
export interface FleetShard {
  /** From 1 on. */
  readonly index: number;
  readonly targets: readonly string[];
  /** How long it takes if it takes as long as before, one store after the other. */
  readonly seconds: number;
}

/** Seconds of a store that no report tells of, where none tells of any: the suite of a paced store. */
const usualSeconds = 60;

/**
 * Deals stores to shards so that the longest takes as little as it can: the slowest first, each to the shard that has
 * the least to do so far (Graham's rule, at most a third above the best there is). Targets of one host stay in one shard.
 *
 * @param seconds how long each target took before; a target that is not in it counts as the median of those that are.
 * @returns the shards that have something to do: as many as there are hosts, at most `count`.
 *
 * @example
 * ```ts
 * planFleet([{ target: 'a', hosts: ['a.test:443'] }], 4, new Map([['a', 12]]));
 * // [{ index: 1, targets: ['a'], seconds: 12 }]
 * ```
 */
export function planFleet(
  stores: readonly FleetStore[],
  count: number,
  seconds: ReadonlyMap<string, number>,
): readonly FleetShard[] {
  const usual = median([...seconds.values()]) ?? usualSeconds;
  const lasting = (target: string): number => seconds.get(target) ?? usual;
  const groups = byHost(stores)
    .map(targets => ({ targets, seconds: targets.reduce((sum, target) => sum + lasting(target), 0) }))
    .toSorted((one, other) => other.seconds - one.seconds);
  const shards = Array.from({ length: Math.min(count, groups.length) }, (_, place) => ({
    index: place + 1,
    targets: [] as string[],
    seconds: 0,
  }));
  for (const group of groups) {
    const least = shards.reduce((best, shard) => (shard.seconds < best.seconds ? shard : best));
    least.targets.push(...group.targets);
    least.seconds += group.seconds;
  }
  return shards;
}

/** The targets of one host together, also where two hosts are joined by a target that has both. */
function byHost(stores: readonly FleetStore[]): string[][] {
  const groups = new Set<{ targets: string[]; hosts: Set<string> }>();
  const ofHost = new Map<string, { targets: string[]; hosts: Set<string> }>();
  for (const { target, hosts } of stores) {
    const joined = { targets: [] as string[], hosts: new Set(hosts) };
    for (const group of new Set(hosts.flatMap(host => ofHost.get(host) ?? []))) {
      groups.delete(group);
      joined.targets.push(...group.targets);
      for (const host of group.hosts) joined.hosts.add(host);
    }
    joined.targets.push(target);
    groups.add(joined);
    for (const host of joined.hosts) ofHost.set(host, joined);
  }
  return [...groups].map(({ targets }) => targets);
}

function median(numbers: readonly number[]): number | undefined {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
}
