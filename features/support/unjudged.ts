import type { UnjudgedOutcome } from '../../src/targets/target.ts';

/** Thrown where a scenario cannot be judged: it ends there, and the report says why. */
export class Unjudged extends Error {
  readonly outcome: UnjudgedOutcome['outcome'];

  constructor(outcome: UnjudgedOutcome['outcome'], reason: string) {
    super(reason);
    this.outcome = outcome;
  }
}

/** The target lacks what the scenario needs. */
export function skip(reason: string): never {
  throw new Unjudged('skipped', reason);
}

/** The target answered in a way that proves nothing: it limits the rate, a firewall stands before it. */
export function cannotTell(reason: string): never {
  throw new Unjudged('cannot tell', reason);
}
