import type { HttpRequest } from '../client/http/exchange.ts';
import type { Known } from './known.ts';
import type { Reading, Shape } from './reading.ts';

/** What the person who asks has to give for a probe to be sent. */
type Needs = 'url' | 'key' | 'log-in';

/** What the probes sent so far were answered. */
export interface Answers {
  readonly known: Known;
  said(id: string): Reading['said'] | undefined;
  reading(id: string): Reading | undefined;
  isWordPress(id: string): boolean;
}

/** One request that tells faults apart. Probes are data: what is sent, and what the answer shows. */
export interface Probe {
  /** As in the documentation: `A5`, `B4h`. */
  readonly id: string;
  readonly title: string;
  /** What a healthy store answers, in words. */
  readonly healthy: string;
  readonly shows: string;
  readonly needs: Needs;
  /** What the API gives there, where another of its shapes would be another application's. */
  readonly shape?: Shape;
  /** Carries credentials that are wrong on purpose: brute-force plugins count those, so they are few. */
  readonly badCredentials?: boolean;
  /** Carries the consumer secret itself, or nearly: not sent over plain HTTP. */
  readonly showsSecret?: boolean;
  /** Sent after all others, and only where what they were answered asks for it. */
  readonly isWanted?: (answers: Answers) => boolean;
  /** Sent only where this holds: what it asks for would change something where a part of it is lost on the way. */
  readonly isSafe?: (answers: Answers) => boolean;
  /** What is asked just before it, the first time too. */
  prelude?(known: Known): HttpRequest | undefined;
  /** What was asked before it, and is asked again before it is: a cache may have let that go in between. */
  before?(known: Known): HttpRequest;
  /** The request; undefined when it makes no sense for this store. */
  request(known: Known): HttpRequest | undefined;
}
