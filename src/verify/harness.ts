import { createRedactor, type Redactor } from '../redact/redact.ts';
import type { Target } from '../targets/target.ts';

/**
 * What a run hands to the features, which Cucumber loads by itself. World parameters are JSON, so they carry a name
 * and this register holds what it stands for.
 */
export interface Harness {
  readonly target: Target;
  /** Knows the target's secrets. */
  readonly redactor: Redactor;
  /** How many requests got no answer. */
  failures: number;
  /** The scenarios that have failed and are run once more, by the ids of their pickles. */
  readonly repeated: Set<string>;
}

const harnesses = new Map<string, Harness>();
let last = 0;

/** Registers a target for a run. The name goes into the world parameter `harness`. */
export function register(target: Target): { readonly name: string; readonly harness: Harness } {
  const name = `harness-${++last}`;
  const harness = {
    target,
    redactor: createRedactor(target.secrets),
    failures: 0,
    repeated: new Set<string>(),
  };
  harnesses.set(name, harness);
  return { name, harness };
}

export function unregister(name: string): void {
  harnesses.delete(name);
}

export function harnessOf(name: string): Harness | undefined {
  return harnesses.get(name);
}
