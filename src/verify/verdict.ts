import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Scenario, Summary, Counts as SummaryCounts, Verdict } from '../../schemas/types/summary.ts';
import { exitCodes } from '../exit-codes.ts';

/** From the worst on. */
export const verdicts: readonly Verdict[] = ['failed', 'cannot tell', 'partly judged', 'passed', 'skipped'];

/** How much of what a requirement asks was judged. */
export interface Judged {
  /** How many of its scenarios have passed or failed. */
  readonly judged: number;
  /** How many of its scenarios are about a store as this one is. */
  readonly asked: number;
}

type JudgedScenario = ReadOnly<Pick<Scenario, 'outcome' | 'positive' | 'applies'>>;

export function howMuchWasJudged(scenarios: readonly JudgedScenario[]): Judged {
  return {
    judged: scenarios.filter(isJudged).length,
    asked: scenarios.filter(({ applies }) => applies !== false).length,
  };
}

/**
 * The verdict on a requirement: the worst of its scenarios'. It is met only where all was judged that is asked of such a
 * store; one of which a part was skipped says so.
 */
export function verdictOfScenarios(scenarios: readonly JudgedScenario[]): Verdict {
  const worst = worstOf(scenarios.map(({ outcome }) => outcome));
  const { judged, asked } = howMuchWasJudged(scenarios);
  return worst === 'passed' && judged < asked ? 'partly judged' : worst;
}

/** The worst of several; skipped where there is none. */
export function worstOf(given: readonly Verdict[]): Verdict {
  return verdicts.find(verdict => given.includes(verdict)) ?? 'skipped';
}

/** Whether a store was seen to let somebody in, or not to where it has to: without that a refusal proves nothing. */
export function isPositiveJudged(scenarios: readonly JudgedScenario[]): boolean {
  return scenarios.some(each => isJudged(each) && each.positive !== false);
}

function isJudged({ outcome }: JudgedScenario): boolean {
  return outcome === 'passed' || outcome === 'failed';
}

/** How many had which outcome. */
export type Counts = ReadOnly<SummaryCounts>;

export function count(items: readonly { readonly outcome: Verdict }[]): Counts {
  const of = (outcome: Verdict) => items.filter(item => item.outcome === outcome).length;
  return {
    total: items.length,
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped'),
    'cannot tell': of('cannot tell'),
    ...(of('partly judged') > 0 && { 'partly judged': of('partly judged') }),
  };
}

/**
 * The exit code of a run, by its scenarios: `failed` when one failed that was not expected to; `broken` when one cannot be told, or
 * when nothing positive was judged on a target (`isProven`): a store that refuses everything proves nothing. Of a part of a
 * run only the whole can say that. Nor is a run green that was cut short, or has left something in a store.
 */
export function exitCodeOfRun(
  scenarios: Counts,
  { isPart = false, isProven = true, isUnfinished = false, brokenExpectations = false } = {},
): Summary['exitCode'] {
  if (scenarios.failed > (scenarios.expected ?? 0) || brokenExpectations) return exitCodes.failed;
  const isUnproven = scenarios['cannot tell'] > 0 || isUnfinished || (!isProven && !isPart);
  return isUnproven ? exitCodes.broken : exitCodes.passed;
}
