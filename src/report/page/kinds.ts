import type { Summary } from '../../../schemas/types/summary.ts';
import { excuses } from '../../verify/expected-failures.ts';
import type { Verdict } from '../../verify/outcomes.ts';

type Cell = Summary['requirements'][number]['targets'][number];

/** The sign of each outcome. */
export const marks: Readonly<Record<Verdict, string>> = {
  passed: '✓',
  failed: '✗',
  'cannot tell': '?',
  'partly judged': '◐',
  skipped: '–',
};

/** What a cell is shown as, by its class in the style sheet. */
export const kinds = ['failed', 'expected', 'unknown', 'partly', 'passed', 'skipped'] as const;
export type Kind = (typeof kinds)[number];
/** Each kind in words. */
export const kindWords: Readonly<Record<Kind, string>> = {
  failed: 'failed',
  expected: 'failed as expected',
  unknown: 'cannot tell',
  partly: 'partly judged',
  passed: 'passed',
  skipped: 'skipped',
};

/** The kind of a cell. */
export function kindOf({ outcome, expectedFailure }: Cell): Kind {
  if (outcome === 'failed') return excuses(expectedFailure) ? 'expected' : 'failed';
  if (outcome === 'partly judged') return 'partly';
  return outcome === 'cannot tell' ? 'unknown' : outcome;
}
