import { createRedactor } from '../redact/redact.ts';
import { shownExplanation } from '../workbench/explained.ts';
import type { ShownExplanation } from '../workbench/view.ts';
import type { WatchedExchange } from '../workbench/watched.ts';

/** What explain is asked about an exchange: data alone, so that another thread can be asked. */
export interface ExplainJob {
  readonly exchange: WatchedExchange;
  readonly home: string;
  readonly profile?: string;
  /** The secret of the key that the request shows, where it is known. */
  readonly consumerSecret?: string;
  /** What the explanation must not show. */
  readonly secrets: readonly string[];
}

/** Undefined where explain has nothing to say. */
export type Explain = (job: ExplainJob) => Promise<ShownExplanation | undefined>;

export function explainJob(job: ExplainJob): ShownExplanation | undefined {
  return shownExplanation(job.exchange, job, job.consumerSecret, createRedactor(job.secrets));
}

/** Said in the place of an explanation that could not be had. */
export function notExplained(why: string): ShownExplanation {
  return {
    verdict: 'not explained',
    says: `Not explained: ${why}.`,
    fixes: [],
    causes: [],
    likeliest: '',
    notes: [],
    checks: [],
  };
}
