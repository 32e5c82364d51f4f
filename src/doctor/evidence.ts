import type { Exchange } from '../http/exchange.ts';
import type { Whereabouts } from './discover.ts';
import type { Known } from './known.ts';
import type { Probe } from './probe.ts';
import type { Reading } from './reading.ts';

/** A probe with what came back. */
export interface Probed {
  readonly probe: Probe;
  readonly exchange: Exchange;
  readonly reading: Reading;
}

/** Something that went wrong with a probe itself; the others go on. */
export interface Crash {
  readonly probe: Probe;
  readonly error: unknown;
}

/** All that was seen, for faults to judge by. */
export class Evidence {
  readonly known: Known;
  readonly whereabouts: Whereabouts;
  /** Seconds that the store's clock is ahead of this one; undefined where it told no date. */
  readonly skew: number | undefined;
  readonly #probed = new Map<string, Probed>();
  readonly crashes: Crash[] = [];

  constructor(known: Known, whereabouts: Whereabouts, skew: number | undefined) {
    this.known = known;
    this.whereabouts = whereabouts;
    this.skew = skew;
  }

  add(probed: Probed): void {
    this.#probed.set(probed.probe.id, probed);
  }

  /** What a probe brought; undefined when it was not sent. */
  get(id: string): Probed | undefined {
    return this.#probed.get(id);
  }

  /** How the answer of a probe reads; undefined when it was not sent. */
  reading(id: string): Reading | undefined {
    return this.#probed.get(id)?.reading;
  }

  /** What the answer of a probe said; undefined when it was not sent. */
  said(id: string): Reading['said'] | undefined {
    return this.reading(id)?.said;
  }

  get all(): readonly Probed[] {
    return [...this.#probed.values()];
  }
}
