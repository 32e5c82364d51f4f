import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Summary } from '../../schemas/types/summary.ts';

type Column = Summary['targets'][number];

/** What a run has learnt about its target and done to it, beside the outcomes. All of it is told in the reports. */
export type TargetFacts = ReadOnly<
  Omit<Column, 'name' | 'kind' | 'judged' | 'version' | 'startedAt' | 'duration' | 'counts'>
>;

export type CapabilityFact = NonNullable<TargetFacts['capabilities']>[number];
