import type { HttpExchange } from '../client/http/exchange.ts';
import type { Whereabouts } from '../site/whereabouts.ts';
import type { Certificate } from './certificate.ts';
import type { Grant } from './grant.ts';
import type { Known } from './known.ts';
import type { OtherProtocol } from './other-protocol.ts';
import type { Probe } from './probe.ts';
import type { Reading } from './reading.ts';
import type { Tally } from './send.ts';
import { isAlive, provingProbe } from './wordpress-proof.ts';

/** A probe with what came back. */
export interface Probed {
  readonly probe: Probe;
  readonly exchange: HttpExchange;
  readonly reading: Reading;
}

/** How long requests waited for their turn, in milliseconds. */
export interface HeldBack {
  /** The answers to requests after a pause. */
  readonly rested: readonly number[];
  /** The answers to those that followed them, one by one. */
  readonly following: readonly number[];
}

/** Requests of one kind that are refused, or pass, each time that they are sent. */
export interface ByContent {
  /** What was asked. */
  readonly title: string;
  /** So many requests of one kind were refused each time that they were sent, and so many passed each time. */
  readonly refused: number;
  readonly passed: number;
}

/** Something that went wrong with a probe itself; the others go on. */
export interface Crash {
  readonly probe: Probe;
  readonly error: unknown;
}

/** Why nothing more was sent, where it took as long as it may. */
export const timeIsUp = 'time was up';

/** A probe that was left out, and why. */
export interface NotSent {
  readonly probe: Probe;
  readonly reason: string;
}

/** The store, or something in front of it, refused for how often it was asked, and for nothing else. */
export interface Limit {
  /** The probe that was refused. */
  readonly probe: string;
  readonly reading: Reading;
  /** How many requests had been answered before it. */
  readonly answered: number;
  /** As Retry-After says; undefined where it was not sent. */
  readonly seconds: number | undefined;
  /** How that is known. */
  readonly sign:
    | 'it says so'
    | 'it asks to come back later'
    | 'refused when asked fast, answered when asked slowly'
    | 'the same request passed after a pause'
    | 'a request that had passed was refused as well, and passed later';
  /** What the doctor did. */
  readonly reaction: 'began anew, more slowly' | 'stopped';
}

/** From one request on nothing was answered any more, what had been answered before included. */
export interface Stop {
  /** The probe that was the first. */
  readonly probe: string;
  readonly reading: Reading;
  /** How many requests had been answered before it. */
  readonly answered: number;
}

/** What was seen besides the answers of the probes. */
export interface Circumstances {
  readonly known: Known;
  readonly whereabouts: Whereabouts;
  /** Seconds that the store's clock is ahead of this one; undefined where it told no date. */
  readonly skew?: number;
  /** What a server showed whose certificate was not accepted. */
  readonly certificate?: Certificate;
  /** The alert that the server closed the connection with, where no HTTP answer came: `ERR_SSL_…_ALERT_…`. */
  readonly alert?: string;
  /** What the port speaks, where no answer of HTTP/1.1 came. */
  readonly protocol?: OtherProtocol;
  /** A CA was given, so what it signed is meant to be trusted. */
  readonly hasOwnCa?: boolean;
  /** How long one answer was waited for, in milliseconds. */
  readonly timeout?: number;
  /** How many requests were sent, by who sends them. */
  readonly tally?: Readonly<Tally>;
}

/** All that was seen, for faults to judge by. */
export class Evidence {
  readonly known: Known;
  readonly whereabouts: Whereabouts;
  readonly skew: number | undefined;
  readonly certificate: Certificate | undefined;
  readonly alert: string | undefined;
  readonly protocol: OtherProtocol | undefined;
  readonly hasOwnCa: boolean;
  readonly timeout: number;
  /** Where an administrator's way to granting keys ended; undefined where it was not gone. */
  grant: Grant | undefined;
  readonly crashes: Crash[] = [];
  readonly notSent: NotSent[] = [];
  readonly limits: Limit[] = [];
  /** Probes that were answered too late while others were under way, and in time when they were asked alone. */
  readonly late: string[] = [];
  /** What had seemed dropped, and was answered when it was waited for longer. */
  readonly latecomers: Probed[] = [];
  /** 429 was given to the same request each time, slowly too, while another passed between: no number of requests. */
  isRuleOf429 = false;
  /** Some requests of one kind are refused, for what chance has put into them. */
  byContent: ByContent | undefined;
  /** Requests wait for their turn. */
  heldBack: HeldBack | undefined;
  /** Where the store stopped answering while it was asked. */
  stop: Stop | undefined;
  /** True when the probes that findings rest on were to be asked again, and time was up before. */
  isCutShort = false;
  /** True when what a healthy verdict rests on was asked several times over, and answered each time. */
  isSteady = false;
  /** 503 with Retry-After came again and again for what a request held, while others passed: it asks for no fewer of them. */
  areRefusalsForContent = false;
  readonly #tally: Readonly<Tally> | undefined;
  readonly #repeats = new Map<string, Reading[]>();
  #provenBy: string | undefined;
  readonly #probed = new Map<string, Probed>();

  constructor(circumstances: Circumstances) {
    this.known = circumstances.known;
    this.whereabouts = circumstances.whereabouts;
    this.skew = circumstances.skew;
    this.certificate = circumstances.certificate;
    this.alert = circumstances.alert;
    this.protocol = circumstances.protocol;
    this.hasOwnCa = circumstances.hasOwnCa ?? false;
    this.timeout = circumstances.timeout ?? 10_000;
    this.#tally = circumstances.tally;
  }

  add(probed: Probed): void {
    // What answered first may have been answered otherwise since.
    if (this.#probed.has(probed.probe.id)) this.#provenBy = undefined;
    this.#probed.set(probed.probe.id, probed);
  }

  /** The same probe, sent again after a pause. */
  addRepeat(id: string, reading: Reading): void {
    this.#repeats.set(id, [...this.repeats(id), reading]);
  }

  /** True when something was sent again. */
  get hasRepeats(): boolean {
    return this.#repeats.size > 0;
  }

  /** What a probe was answered when it was sent again. */
  repeats(id: string): readonly Reading[] {
    return this.#repeats.get(id) ?? [];
  }

  /** Takes a probe back: what it was answered says nothing of the request. */
  remove(id: string): void {
    this.#provenBy = undefined;
    this.#probed.delete(id);
    this.#repeats.delete(id);
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

  /** How many requests were sent, those included that were sent again and those that were taken back. */
  get sent(): number {
    return this.#tally?.sent ?? this.all.length;
  }

  get all(): readonly Probed[] {
    return [...this.#probed.values()];
  }

  /**
   * True when the answer is what this store tells somebody whom it does not know: `cannot_view`, or the code of a
   * plugin that closes the API.
   */
  isAnonymous(id: string): boolean {
    const reading = this.reading(id);
    if (reading === undefined) return false;
    if (reading.said === 'anonymous') return true;
    return this.isClosed && reading.said === 'other error' && reading.code === this.reading('A4')?.code;
  }

  /** True when a plugin answers for WooCommerce whenever nobody is logged in: it hides WooCommerce's own errors. */
  get isClosed(): boolean {
    const anonymous = this.reading('A4');
    if (this.provenBy === undefined) return false;
    // WP_Error without a status of its own is answered 500 (rest_convert_error_to_response).
    if (anonymous?.said !== 'other error' || (anonymous.status ?? 0) < 400) return false;
    return !/^(rest_no_route|rest_invalid_param|internal_server_error|wp_die)$/.test(anonymous.code ?? '');
  }

  /** True when both were answered with an error of the same words, whatever the language. */
  isSameError(one: string, other: string): boolean {
    const [a, b] = [this.reading(one), this.reading(other)];
    return a?.code !== undefined && a.said !== 'no answer' && a.code === b?.code && a.message === b?.message;
  }

  /** The probe whose answer only WordPress gives; undefined where none does: then nothing is WordPress's. */
  get provenBy(): string | undefined {
    this.#provenBy ??= provingProbe(this.all);
    return this.#provenBy;
  }

  /** True when WordPress itself answers, and no copy of its answers: then a key may be shown. */
  get isAlive(): boolean {
    return isAlive(this.all);
  }

  /** True when JSON of WordPress came, data or error; what wp_die() says in JSON is a page in another dress. */
  isWordPress(id: string): boolean {
    if (this.provenBy === undefined) return false;
    const said = this.said(id);
    if (this.reading(id)?.code === 'wp_die') return false;
    return (
      said === 'let in' ||
      said === 'anonymous' ||
      said === 'forbidden' ||
      said === 'missing parameter' ||
      said === 'refused' ||
      said === 'other error'
    );
  }

  /** True when an answer came that is no JSON: a page of something in front of WordPress, or of its theme. */
  isPage(id: string): boolean {
    return this.said(id) === 'not JSON';
  }
}
