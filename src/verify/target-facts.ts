/** What a run has learnt about its target and done to it, beside the outcomes. All of it is told in the reports. */
export interface TargetFacts {
  /** Where it is reached: the site's URL. */
  readonly url?: string;
  /** Versions by name, as far as the store tells them: `WooCommerce`, `WordPress`, `PHP`, `web server`. */
  readonly versions?: Readonly<Record<string, string>>;
  /** What tells this store from another one or from itself a week ago, by name: `REST index`, `server`, `certificate`. */
  readonly fingerprints?: Readonly<Record<string, string>>;
  readonly capabilities?: readonly CapabilityFact[];
  /** The store's clock minus this machine's, in seconds. */
  readonly clockDifference?: number;
  /** What the run has made in the store. */
  readonly created?: readonly CreatedThing[];
  /** How many requests were sent, repeated ones counted. */
  readonly requests?: number;
  /** How many of them showed credentials that the store refused: brute-force plugins count those. */
  readonly refusals?: number;
  /** Sentences for a person: `plain HTTP: redirects to HTTPS`. */
  readonly notes?: readonly string[];
  /** Why the run was ended early: what was seen instead of a store. */
  readonly stopped?: string;
}

export interface CapabilityFact {
  /** `plain-http`. */
  readonly name: string;
  readonly has: boolean;
  /** Where that is known from: the configuration said so, or it was probed. */
  readonly from: 'configuration' | 'probe';
  /** In words: `redirects to HTTPS`. */
  readonly told?: string;
}

export interface CreatedThing {
  /** In words: `key of persona reader`, `order 4711`. */
  readonly what: string;
  readonly removed: boolean;
  /** Why it is still there. */
  readonly why?: string;
}
