/* Generated from schemas/diagnosis.schema.json by `npm run generate`: change the schema, not this file. */

/**
 * What latchkey doctor has found: its --json.
 */
export interface Diagnosis {
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
  hasKey: boolean;
  reached: boolean;
  /**
   * Nothing above information was found.
   */
  healthy: boolean;
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
   * By level, then by certainty, then by the layer that a request meets first.
   */
  findings: Finding[];
  works: string[];
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
