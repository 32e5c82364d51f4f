import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Summary, Counts as SummaryCounts } from '../../schemas/types/summary.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Outcome } from './outcomes.ts';

/** How many had which outcome. */
export type Counts = ReadOnly<SummaryCounts>;

export function count(items: readonly { readonly outcome: Outcome }[]): Counts {
  const of = (outcome: Outcome) => items.filter(item => item.outcome === outcome).length;
  return {
    total: items.length,
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped'),
    'cannot tell': of('cannot tell'),
  };
}

/**
 * The exit code of a run, by its scenarios: `failed` when one failed that was not expected to; `broken` when one cannot be told, or
 * when none was judged at all: a run that proved nothing is not green. Of a part of a run only the whole can say that. Nor is one that was cut short, or has left something in a store.
 */
export function exitCodeOfRun(
  scenarios: Counts,
  { isPart = false, isUnfinished = false, brokenExpectations = false } = {},
): Summary['exitCode'] {
  if (scenarios.failed > (scenarios.expected ?? 0) || brokenExpectations) return exitCodes.failed;
  const isJudged = scenarios.passed + scenarios.failed > 0;
  const isUnproven = scenarios['cannot tell'] > 0 || isUnfinished || (!isJudged && !isPart);
  return isUnproven ? exitCodes.broken : exitCodes.passed;
}
