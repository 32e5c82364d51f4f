/* Generated from schemas/diagnosis.schema.json by `npm run generate`: change the schema, not this file. */

/**
 * What latchkey doctor has found: its --json.
 */
export interface Diagnosis {
  /**
   * Of this format; another one comes with every change that a reader has to know of.
   */
  schemaVersion: 1;
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
   * The URL asked, without a path of the API.
   */
  url: string;
  /**
   * Where the store answers.
   */
  site: string;
  /**
   * Null where none was found.
   */
  restRoot: string | null;
  /**
   * The home URL that the store tells.
   */
  home: string | null;
  /**
   * The probes and faults that --only asked for; null where all was asked. The verdict is then of a part.
   */
  only: string[] | null;
  hasKey: boolean;
  reached: boolean;
  /**
   * Nothing above information was found, and each part of the proof was seen: the verdict is healthy or open.
   */
  healthy: boolean;
  verdict: Verdict;
  /**
   * The servers that show themselves in answers, nearest first.
   */
  servers: string[];
  /**
   * The redirects of the front page.
   */
  redirects: {
    from: string;
    to: string;
    status: number;
  }[];
  /**
   * What hides other things first, then proof before guess, faults before warnings, the layer that a request meets first.
   */
  findings: Finding[];
  works: string[];
  /**
   * How many were sent, repeats included: so many lines stand in the log of the server that took them.
   */
  requests: number;
  probes: {
    id: string;
    title: string;
    method: string;
    url: string;
    said:
      | 'let in'
      | 'anonymous'
      | 'forbidden'
      | 'missing parameter'
      | 'refused'
      | 'other error'
      | 'redirect'
      | 'not JSON'
      | 'odd JSON'
      | 'no answer';
    answer: string;
    /**
     * In milliseconds.
     */
    duration: number;
  }[];
  notSent: {
    id: string;
    reason: string;
  }[];
  /**
   * Probes and faults that broke: faults of Latchkey itself.
   */
  crashes: {
    id: string;
    error: string;
  }[];
}
export interface Verdict {
  /**
   * healthy: proven, with a key. open: open to keys, as far as can be seen without one. not proven: nothing was found, and a part of the proof is missing.
   */
  kind: 'healthy' | 'open' | 'not proven' | 'warning' | 'fault' | 'not reached';
  /**
   * A healthy, B open, C a warning or not proven, D a fault though keys get in, F a fault that keeps keys out, null not reached.
   */
  grade: 'A' | 'B' | 'C' | 'D' | 'F' | null;
  /**
   * Whose matter the first finding is.
   */
  blame: 'nobody' | 'key' | 'client' | 'host' | 'store';
  /**
   * What to ask whom.
   */
  ask: string | null;
  proof: string[];
  /**
   * What is lacking for the store to be proven healthy.
   */
  missing: string[];
  /**
   * What was seen of the key; null where none was given.
   */
  key: {
    ways: string[];
    resources: {
      resource: string;
      answer: 'allowed' | 'forbidden' | 'refused' | 'not asked';
    }[];
    methods: {
      method: string;
      answer: 'allowed' | 'forbidden' | 'refused' | 'not asked';
    }[];
    /**
     * Each method that writes at each resource that the key reads.
     */
    pairs: {
      resource: string;
      method: string;
      answer: 'allowed' | 'forbidden' | 'refused' | 'not asked';
    }[];
  } | null;
}
export interface Finding {
  id: string;
  layer:
    | 'client'
    | 'dns'
    | 'tls'
    | 'network'
    | 'cdn'
    | 'firewall'
    | 'proxy'
    | 'web-server'
    | 'php'
    | 'wordpress'
    | 'plugin'
    | 'woocommerce'
    | 'key'
    | 'user';
  level: 'fault' | 'warning' | 'information';
  certainty: 'proven' | 'likely' | 'possible';
  title: string;
  /**
   * What a client sees of it, in one sentence.
   */
  seen: string;
  /**
   * @minItems 1
   */
  proof: string[];
  /**
   * What one place outside cannot decide, and whom to ask.
   */
  undecided: string | null;
  /**
   * What to ask whom.
   */
  ask: string;
  /**
   * Findings that explain the same as well.
   */
  alternatives: string[];
  fixes: {
    server: string;
    /**
     * It is for a server that shows itself.
     */
    atHand: boolean;
    /**
     * The lines were run on such a server, and healed it.
     */
    tried: boolean;
    where: string;
    lines: string;
    /**
     * The line that goes, where it is there.
     */
    insteadOf: string | null;
    check: string;
  }[];
  workaround: string;
  wrongAdvice: string | null;
  sources: string[];
  page: string;
}
