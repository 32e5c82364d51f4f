import type { Outcome, Verdict } from '../../../schemas/types/summary.ts';

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
/** The kind of a scenario. */
export function kindOfOutcome(outcome: Outcome): Kind {
  return outcome === 'cannot tell' ? 'unknown' : outcome;
}
