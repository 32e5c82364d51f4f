import type { UnjudgedOutcome } from '../../src/targets/target.ts';

/** Thrown where a scenario cannot be judged: it ends there, and the report says why. */
export class Unjudged extends Error {
  readonly unjudged: UnjudgedOutcome;

  constructor(unjudged: UnjudgedOutcome) {
    super(unjudged.reason);
    this.unjudged = unjudged;
  }
}

/** The target lacks what the scenario needs. */
export function skip(reason: string): never {
  throw new Unjudged({ outcome: 'skipped', reason });
}

/** The scenario is about another kind of store: nothing is missing for want of it. */
export function skipAsForeign(reason: string): never {
  throw new Unjudged({ outcome: 'skipped', reason, applies: false });
}

/** The target answered in a way that proves nothing: it limits the rate, a firewall stands before it. */
export function cannotTell(reason: string): never {
  throw new Unjudged({ outcome: 'cannot tell', reason });
}
