/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

export type Outcome = 'passed' | 'failed' | 'skipped' | 'cannot tell';
/**
 * expired: the day is over, whatever the outcome.
 */
export type State = 'failed as expected' | 'passed' | 'expired' | 'not judged';

/**
 * What a run has found: reports/summary.json.
 */
export interface Summary {
  /**
   * What was run; verify when left out.
   */
  command?: 'verify' | 'gate';
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
  /**
   * Which part of a run this is; left out for a whole run and for a merged one.
   */
  shard?: {
    index: number;
    count: number;
  };
  /**
   * Whether expected failures that passed or have expired fail the run.
   */
  strict?: boolean;
  counts: {
    requirements: Counts;
    scenarios: Counts;
  };
  /**
   * @minItems 1
   */
  targets: {
    name: string;
    /**
     * client: a client whose traffic was judged (latchkey gate).
     */
    kind: 'simulated' | 'live' | 'client';
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
    startedAt?: string;
    /**
     * Where it was reached.
     */
    url?: string;
    /**
     * Versions by name: WooCommerce, WordPress, PHP …
     */
    versions?: {
      [k: string]: string;
    };
    /**
     * What tells this store from another one, by name.
     */
    fingerprints?: {
      [k: string]: string;
    };
    capabilities?: {
      name: string;
      has: boolean;
      from: 'configuration' | 'probe';
      told?: string;
    }[];
    /**
     * The target's clock minus the client's, in seconds.
     */
    clockDifference?: number;
    /**
     * What the run made there.
     */
    created?: {
      what: string;
      removed: boolean;
      /**
       * Why it is still there.
       */
      why?: string;
    }[];
    /**
     * Why the run was ended early.
     */
    stopped?: string;
    /**
     * How many requests were sent.
     */
    requests?: number;
    /**
     * How many of them showed credentials that were refused.
     */
    refusals?: number;
    /**
     * Sentences for a person.
     */
    notes?: string[];
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
      expectedFailure?: Expectation;
    }[];
    /**
     * What to do when it is not met.
     */
    fix?: string;
  }[];
  /**
   * The expected failures that concern this run.
   */
  expectedFailures?: {
    requirement: string;
    target: string;
    reason: string;
    expires: string;
    state: State;
  }[];
}
export interface Counts {
  total: number;
  passed: number;
  failed: number;
  skipped: number;
  'cannot tell': number;
  /**
   * How many of the failed ones were expected to fail.
   */
  expected?: number;
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
  /**
   * What broke the requirement, one by one.
   */
  findings?: {
    where: string;
    what: string;
  }[];
  /**
   * How many exchanges it had; they are in exchanges.har.
   */
  exchanges?: number;
}
export interface Expectation {
  reason: string;
  /**
   * The last day on which it is expected.
   */
  expires: string;
  state: State;
}
