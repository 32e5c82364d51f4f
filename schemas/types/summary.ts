/* Generated from schemas/summary.schema.json by `npm run generate`: change the schema, not this file. */

/**
 * Of a requirement on a target. partly judged: what was judged has passed, and some of what it asks was not judged.
 */
export type Verdict = 'passed' | 'failed' | 'skipped' | 'cannot tell' | 'partly judged';
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
   * Of this format; another one comes with every change that a reader has to know of.
   */
  schemaVersion: 2;
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
   * What is otherwise than in an earlier report: latchkey report merge --since.
   */
  changes?: {
    /**
     * When the earlier report was begun.
     */
    since: string;
    /**
     * Failed now, and not then. What fails as expected is left out.
     */
    newlyFailed: Change[];
    /**
     * Failed then; met now, as far as it was judged.
     */
    newlyMet: Change[];
    /**
     * Stores that run another WooCommerce.
     */
    versions: {
      target: string;
      before: string;
      now: string;
    }[];
    /**
     * Targets that the earlier report does not tell of.
     */
    added: string[];
    /**
     * Targets that only the earlier report tells of.
     */
    gone: string[];
  };
  /**
   * @minItems 1
   */
  targets: {
    name: string;
    /**
     * Whether it was judged to the end, and something that a store has to let in was among it.
     */
    judged: boolean;
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
     * Where it was reached: the site's URL.
     */
    url?: string;
    /**
     * Versions by name, as far as the store tells them: WooCommerce, WordPress, PHP, web server.
     */
    versions?: {
      [k: string]: string;
    };
    /**
     * What tells this store from another one or from itself a week ago, by name: REST index, server, certificate.
     */
    fingerprints?: {
      [k: string]: string;
    };
    capabilities?: {
      /**
       * plain-http.
       */
      name: string;
      has: boolean;
      /**
       * Where that is known from: the configuration said so, or it was probed.
       */
      from: 'configuration' | 'probe';
      /**
       * In words: redirects to HTTPS.
       */
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
      /**
       * In words: key of persona reader, order 4711.
       */
      what: string;
      removed: boolean;
      /**
       * Why it is still there.
       */
      why?: string;
    }[];
    /**
     * What the doctor has found behind failures.
     */
    causes?: Cause[];
    /**
     * Why the run was ended early: what was seen instead of a store.
     */
    stopped?: string;
    /**
     * How many requests were sent, repeated ones counted.
     */
    requests?: number;
    /**
     * How many of them showed credentials that the store refused: brute-force plugins count those.
     */
    refusals?: number;
    /**
     * Sentences for a person: plain HTTP: redirects to HTTPS.
     */
    notes?: string[];
  }[];
  requirements: {
    id: string;
    level: 'MUST' | 'SHOULD';
    title: string;
    source: string;
    /**
     * What groups the requirements.
     */
    feature: string;
    /**
     * The worst over all targets.
     */
    outcome: 'passed' | 'failed' | 'skipped' | 'cannot tell' | 'partly judged';
    /**
     * In milliseconds.
     */
    duration: number;
    /**
     * @minItems 1
     */
    targets: {
      target: string;
      outcome: Verdict;
      /**
       * How many of its scenarios were judged: passed or failed.
       */
      judged: number;
      /**
       * How many of its scenarios are about a store as this one is; fewer than there are where some hold for other versions.
       */
      asked: number;
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
   * Of requirements alone.
   */
  'partly judged'?: number;
  /**
   * How many of the failed ones were expected to fail.
   */
  expected?: number;
}
export interface Change {
  requirement: string;
  target: string;
}
export interface Cause {
  /**
   * The doctor's name for it: strip-authorization.
   */
  id: string;
  title: string;
  certainty: 'proven' | 'likely' | 'possible';
  /**
   * Where, and the lines; latchkey doctor tells more.
   */
  fix: string;
  /**
   * How many failed scenarios it explains; each names it.
   */
  failures: number;
}
export interface Scenario {
  name: string;
  /**
   * Where it is written down; empty, with line 0, when nowhere.
   */
  file: string;
  line: number;
  outcome: Outcome;
  /**
   * Whether the store has to let somebody in; left out where a scenario is not of that kind.
   */
  positive?: boolean;
  /**
   * The cause of the target that explains why it failed.
   */
  cause?: string;
  /**
   * It was skipped because it is about another kind of store: another version, or one without the legacy API.
   */
  applies?: false;
  /**
   * Why it failed, was skipped or cannot be told; of one that has passed, what was not judged.
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
