import { UsageError } from '../../mocks/errors.ts';
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Summary } from '../../schemas/types/summary.ts';
import type { Requirement } from './requirements.ts';
import type { RequirementSelection } from './selection.ts';

/** One of `count` parts of a run, counted from 1. */
export type Shard = ReadOnly<NonNullable<Summary['shard']>>;

/** @throws {UsageError} for anything but `I/N` with 1 ≤ I ≤ N. */
export function parseShard(text: string): Shard {
  const [, index, count] = (/^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count)
    throw new UsageError({ where: `--shard ${text}`, expected: 'I/N with I from 1 to N, such as 2/5' });
  return { index, count };
}

/**
 * The shard's part of a selection. Requirements stay whole; the one with the most scenarios is dealt first, each to
 * the shard that has the least to do so far, so that the parts take about the same time. The same selection is always
 * dealt in the same way: the shards of a run are started by themselves and never speak to each other.
 *
 * @param sharesKey the shards use one key: what signs with it stays in one shard then, since two that sign at the same
 *   moment make the store forget each other's nonces.
 * @throws {UsageError} when there are fewer requirements than shards: a run of nothing must not be a green one.
 */
export function shardOf(
  selection: RequirementSelection,
  shard: Shard,
  { sharesKey = false }: { readonly sharesKey?: boolean } = {},
): RequirementSelection {
  const { requirements } = selection;
  if (requirements.length < shard.count)
    throw new UsageError(
      `--shard ${shard.index}/${shard.count}: the selection has only ${counted(requirements.length)}`,
      { advice: `Split it into ${requirements.length} at most.` },
    );
  const own = new Set(deal(piles(requirements, sharesKey), shard.count)[shard.index - 1]);
  if (own.size === 0)
    throw new UsageError(
      `--shard ${shard.index}/${shard.count}: what signs with one key stays in one shard, so that there are only ${piles(requirements, sharesKey).length} parts`,
      {
        advice: `Split it into ${piles(requirements, sharesKey).length} at most, or let each shard make a key of its own: writes and an administrator's log-in.`,
      },
    );
  const part = requirements.filter(requirement => own.has(requirement));
  const ids = part.map(({ id }) => `@${id}`).join(' or ');
  return {
    requirements: part,
    tagExpression: selection.tagExpression === '' ? ids : `(${selection.tagExpression}) and (${ids})`,
  };
}

/** What stays together: each requirement by itself, and those that sign in one where they share a key. */
function piles(requirements: readonly Requirement[], sharesKey: boolean): Requirement[][] {
  if (!sharesKey) return requirements.map(each => [each]);
  const signing = requirements.filter(({ signs }) => signs);
  const others = requirements.filter(({ signs }) => !signs).map(each => [each]);
  return signing.length === 0 ? others : [signing, ...others];
}

function deal(whole: readonly (readonly Requirement[])[], count: number): Requirement[][] {
  const parts = Array.from({ length: count }, () => ({ own: [] as Requirement[], scenarios: 0 }));
  const size = (pile: readonly Requirement[]) => pile.reduce((sum, { scenarios }) => sum + scenarios, 0);
  const first = (pile: readonly Requirement[]) => pile.map(({ id }) => id).sort()[0] as string;
  const largestFirst = [...whole].sort(
    (one, other) => size(other) - size(one) || (first(one) < first(other) ? -1 : 1),
  );
  for (const pile of largestFirst) {
    // The first of the least: no shard stays empty, as each requirement has a scenario.
    const least = parts.reduce((best, part) => (part.scenarios < best.scenarios ? part : best));
    least.own.push(...pile);
    least.scenarios += size(pile);
  }
  return parts.map(({ own }) => own);
}

function counted(requirements: number): string {
  return `${requirements} requirement${requirements === 1 ? '' : 's'}`;
}
