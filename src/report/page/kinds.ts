import type { Summary } from '../../../schemas/types/summary.ts';
import { excuses } from '../../verify/expected-failures.ts';
import { type Kind, kindOfOutcome } from './marks.ts';

type Cell = Summary['requirements'][number]['targets'][number];

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
  return outcome === 'partly judged' ? 'partly' : kindOfOutcome(outcome);
}
