/**
 * What a run has learned of its target and done to it, beside the outcomes: the reports tell it. Nothing in it is
 * secret: keys are named by their ids, users by the log-in names that Latchkey gave them.
 */
export interface TargetFacts {
  /** The site's URL, without a slash at its end. */
  readonly url: string;
  /** As the store told it: `10.5.0`. */
  readonly woocommerce?: string;
  readonly wordpress?: string;
  /** The web server's Server field. */
  readonly server?: string;
  /** Twelve hexadecimal digits of home URL, namespaces and routes: two stores with the same are set up alike. */
  readonly fingerprint?: string;
  readonly capabilities: readonly CapabilityFact[];
  /** How far the store's clock is ahead of this machine's, in seconds; negative when it is behind. */
  readonly clockSkew?: number;
  /** How many requests were sent, and how many of them with credentials that the store refused. */
  readonly requests?: number;
  readonly refusals?: number;
  /** Sentences that a person should read: `plain HTTP: redirects to HTTPS`. */
  readonly notes: readonly string[];
  /** What the run made on the store, and what became of it. */
  readonly created: readonly CreatedThing[];
}

export interface CapabilityFact {
  readonly capability: string;
  readonly has: boolean;
  /** Why not. */
  readonly reason?: string;
  /** Whether the configuration says so, or the store was asked. */
  readonly by: 'configuration' | 'probe';
}

/** A user or a key that the run made. */
export interface CreatedThing {
  readonly kind: 'user' | 'key';
  /** `user latchkey-3f9a-manager (shop_manager)`, `key 12 (read) of owner`. */
  readonly what: string;
  readonly state: 'removed' | 'left';
  /** Why it is still there, and how to remove it. */
  readonly reason?: string;
}
