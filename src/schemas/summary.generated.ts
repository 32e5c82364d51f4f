/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

export type Outcome = 'passed' | 'failed' | 'skipped' | 'cannot tell';

/**
 * What a run of the acceptance suite has found: reports/summary.json.
 */
export interface Summary {
  /**
   * Latchkey's version.
   */
  latchkey: string;
  startedAt: string;
  /**
   * In milliseconds.
   */
  duration: number;
  exitCode: 0 | 1 | 3;
  /**
   * Ids and tags as they were given; empty when everything was run.
   */
  selection: string[];
  counts: {
    requirements: Counts;
    scenarios: Counts;
  };
  /**
   * @minItems 1
   */
  targets: {
    name: string;
    kind: 'simulated' | 'live';
    /**
     * WooCommerce's version, as far as known.
     */
    version?: string;
    /**
     * In milliseconds.
     */
    duration: number;
    counts: {
      requirements: Counts;
      scenarios: Counts;
    };
  }[];
  requirements: {
    id: string;
    level: 'MUST' | 'SHOULD';
    title: string;
    source: string;
    feature: string;
    /**
     * The worst over all targets.
     */
    outcome: 'passed' | 'failed' | 'skipped' | 'cannot tell';
    /**
     * In milliseconds.
     */
    duration: number;
    /**
     * @minItems 1
     */
    targets: {
      target: string;
      outcome: Outcome;
      reasons: string[];
      /**
       * In milliseconds.
       */
      duration: number;
      scenarios: Scenario[];
    }[];
  }[];
}
export interface Counts {
  total: number;
  passed: number;
  failed: number;
  skipped: number;
  'cannot tell': number;
}
export interface Scenario {
  name: string;
  file: string;
  line: number;
  outcome: Outcome;
  /**
   * Why it failed, was skipped or cannot be told.
   */
  reason?: string;
  /**
   * In milliseconds.
   */
  duration: number;
}
