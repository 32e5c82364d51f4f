import { type FaultName, faultById } from '../../mocks/faults.ts';
import type { Finding } from '../../schemas/types/diagnosis.ts';
import type { Evidence } from './evidence.ts';
import type { ServerSoftware } from './server.ts';

/**
 * - `proven`: nothing else that is known answers so.
 * - `likely`: look-alikes remain, this one is the commonest.
 * - `possible`: look-alikes remain that are as common, or one place outside cannot decide it.
 */
type Certainty = Finding['certainty'];

export type FindingLevel = Finding['level'];

export interface Suspicion {
  readonly certainty: Certainty;
  /** Where this store is hit less, or harder, than the fault usually does. */
  readonly level?: FindingLevel;
  /** What was seen, each a sentence that names the probe and quotes its answer. */
  readonly proof: readonly string[];
  /** Names what is hit where that is a part alone: one path, one method. The fault's own title when left out. */
  readonly title?: string;
  /** Where it is, when what was seen says more than the fault's own layer. */
  readonly layer?: FaultName['layer'];
  /** What to ask whom; by the layer when left out. */
  readonly ask?: string;
  /** The place (`where`) of the fix that what was seen speaks for: it comes first. */
  readonly firstFix?: string;
  /** Probes that something in front of WordPress answered: its own fixes then come first. */
  readonly answeredBy?: readonly string[];
  /** A part of the API is hit, and the rest is open. */
  readonly isOfPart?: true;
  /** It rests on requests that are dropped: that an answer was late is no doubt then. */
  readonly isOfDropped?: true;
  /** What it rests on was answered otherwise when it was asked again. */
  readonly isUnsteady?: true;
  /** What cannot be decided from one place outside, and whom to ask. */
  readonly undecided?: string;
}

/** A cure, exact enough to be pasted. */
export interface Fix {
  /** The server or product that it is for; `any` where it does not matter. */
  readonly server: ServerSoftware | 'any';
  /** Where the lines go: a file and the place in it, or a page of settings. */
  readonly where: string;
  /** The lines to add, or the clicks to make; empty where a line only has to go. */
  readonly lines: string;
  /** The wrong line that these take the place of, where it is there. */
  readonly insteadOf?: string;
  /** How to see that it worked. */
  readonly check: string;
  /** The lines were never run on such a server; they are printed with a mark. */
  readonly notTried?: true;
}

interface LookAlike {
  readonly id: string;
  /** How the two are told apart. */
  readonly difference: string;
}

/** One thing that goes wrong between a client and WooCommerce, and how it is told from what looks like it. */
export interface Fault extends FaultName {
  /** `fault` keeps clients out; `warning` will; `information` is worth knowing. */
  readonly level: FindingLevel;
  /** The probes that tell it. */
  readonly probes: readonly string[];
  readonly lookAlikes: readonly LookAlike[];
  /** Judges the evidence; undefined when nothing points to this fault. */
  examine(evidence: Evidence): Suspicion | undefined;
  readonly fixes: readonly Fix[];
  /** What a client can do that cannot change the server. */
  readonly workaround: string;
  /** Advice that goes round and is wrong. */
  readonly wrongAdvice?: string;
  readonly sources: readonly string[];
}

/**
 * A fault that the simulated store can show too: its name is the one that it has there.
 * @throws {RangeError} for an id that the simulated store does not have.
 */
export function simulated(id: string, knowledge: Omit<Fault, keyof FaultName>): Fault {
  const named = faultById(id);
  if (named === undefined) throw new RangeError(`the simulated store has no fault "${id}"`);
  const { layer, title, seen } = named;
  return { id, layer, title, seen, ...knowledge };
}
