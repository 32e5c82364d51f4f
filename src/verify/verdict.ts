import type { Outcome } from './outcomes.ts';

/** How many had which outcome. */
export interface Counts {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly 'cannot tell': number;
}

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
 * The exit code of a run, by its scenarios: 1 when one failed; 3 when one cannot be told, or when none was judged at
 * all: a run that proved nothing is not green.
 */
export function exitCodeOfRun(scenarios: Counts): 0 | 1 | 3 {
  if (scenarios.failed > 0) return 1;
  if (scenarios['cannot tell'] > 0 || scenarios.passed === 0) return 3;
  return 0;
}
