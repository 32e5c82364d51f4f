import type { Summary } from '../../schemas/types/summary.ts';
import { excuses } from '../verify/expected-failures.ts';
import type { Verdict } from '../verify/outcomes.ts';
import { many } from './words.ts';

type Cell = Summary['requirements'][number]['targets'][number];
/** What is otherwise than in an earlier report. */
export type ReportChanges = NonNullable<Summary['changes']>;

/** What an earlier report is remembered by: little, so that one of a thousand stores can be held beside the new one. */
export interface EarlierReport {
  /** ISO 8601. */
  readonly startedAt: string;
  /** WooCommerce's version of each target, as far as it was known. */
  readonly versions: ReadonlyMap<string, string | undefined>;
  /** By requirement and target. */
  readonly outcomes: ReadonlyMap<string, ReadonlyMap<string, RememberedOutcome>>;
}

/** What came of a cell; one that failed as expected is no failure that anybody has to look at. */
export type RememberedOutcome = Verdict | 'excused';

export function rememberedOutcome({ outcome, expectedFailure }: Cell): RememberedOutcome {
  return outcome === 'failed' && excuses(expectedFailure) ? 'excused' : outcome;
}

/** Compares a report with an earlier one. What only one of them was asked is no change. */
export function changesSince(
  { startedAt, versions, outcomes }: EarlierReport,
  { targets, requirements }: Pick<Summary, 'targets' | 'requirements'>,
): ReportChanges {
  const changes: ReportChanges = {
    since: startedAt,
    newlyFailed: [],
    newlyMet: [],
    versions: [],
    added: targets.flatMap(({ name }) => (versions.has(name) ? [] : [name])),
    gone: [],
  };
  const names = new Set(targets.map(({ name }) => name));
  changes.gone = [...versions.keys()].filter(name => !names.has(name));
  for (const { name, version: now } of targets) {
    const before = versions.get(name);
    if (before !== undefined && now !== undefined && before !== now)
      changes.versions.push({ target: name, before, now });
  }
  for (const { id, targets: cells } of requirements)
    for (const cell of cells) {
      const before = outcomes.get(id)?.get(cell.target);
      if (before === undefined) continue;
      const now = rememberedOutcome(cell);
      const change = { requirement: id, target: cell.target };
      if (now === 'failed' && before !== 'failed') changes.newlyFailed.push(change);
      if (before === 'failed' && (now === 'passed' || now === 'partly judged')) changes.newlyMet.push(change);
    }
  return changes;
}

/** One kind of change, for people. */
export interface ChangeLine {
  readonly tone: 'failed' | 'passed' | 'unknown';
  /** `3 requirements fail that did not`. */
  readonly what: string;
  readonly cells?: ReportChanges['newlyFailed'];
  readonly texts?: readonly string[];
}

/** The changes that there are, the worst first. */
export function changeLines({
  newlyFailed,
  newlyMet,
  versions,
  added,
  gone,
}: ReportChanges): readonly ChangeLine[] {
  const lines: (ChangeLine & { readonly number: number })[] = [
    {
      number: newlyFailed.length,
      tone: 'failed',
      what: `Newly failed: ${many(newlyFailed.length, 'requirement')} on ${many(stores(newlyFailed), 'store')}`,
      cells: newlyFailed,
    },
    {
      number: newlyMet.length,
      tone: 'passed',
      what: `Newly met: ${many(newlyMet.length, 'requirement')} on ${many(stores(newlyMet), 'store')}`,
      cells: newlyMet,
    },
    {
      number: versions.length,
      tone: 'unknown',
      what: `Another WooCommerce: ${many(versions.length, 'store')}`,
      texts: versions.map(({ target, before, now }) => `${target}: ${before} → ${now}`),
    },
    {
      number: gone.length,
      tone: 'unknown',
      what: `No longer visited: ${many(gone.length, 'store')}`,
      texts: gone,
    },
    {
      number: added.length,
      tone: 'unknown',
      what: `Visited for the first time: ${many(added.length, 'store')}`,
      texts: added,
    },
  ];
  return lines.filter(({ number }) => number > 0);
}

function stores(changes: ReportChanges['newlyFailed']): number {
  return new Set(changes.map(({ target }) => target)).size;
}
