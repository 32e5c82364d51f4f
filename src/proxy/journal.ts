import type { WatchedExchange } from '../workbench/watched.ts';

/** What is kept at most; older ones go. */
export interface JournalLimits {
  readonly exchanges: number;
  /** Of bodies, together. */
  readonly bytes: number;
}

const usualLimits: JournalLimits = { exchanges: 50_000, bytes: 128 * 1024 * 1024 };

/** The exchanges that a proxy has seen, oldest first. */
export class ProxyJournal {
  readonly #limits: JournalLimits;
  readonly #listeners = new Set<(exchange: WatchedExchange) => void>();
  #kept: (WatchedExchange | undefined)[] = [];
  #first = 0;
  #bytes = 0;
  /** How many have been forgotten for their number or size. */
  forgotten = 0;

  constructor(limits: JournalLimits = usualLimits) {
    this.#limits = limits;
  }

  add(exchange: WatchedExchange): void {
    this.#kept.push(exchange);
    this.#bytes += bytesOf(exchange);
    while (this.#length > 1 && (this.#length > this.#limits.exchanges || this.#bytes > this.#limits.bytes))
      this.#forget();
    for (const listener of this.#listeners) listener(exchange);
  }

  list(): readonly WatchedExchange[] {
    return this.#kept.slice(this.#first) as WatchedExchange[];
  }

  clear(): void {
    this.#kept = [];
    this.#first = 0;
    this.#bytes = 0;
  }

  onExchange(listener: (exchange: WatchedExchange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get #length(): number {
    return this.#kept.length - this.#first;
  }

  /** The array is cut now and then alone: to shift it each time would cost its length. */
  #forget(): void {
    this.#bytes -= bytesOf(this.#kept[this.#first] as WatchedExchange);
    this.#kept[this.#first] = undefined;
    this.#first++;
    this.forgotten++;
    if (this.#first < 1_000) return;
    this.#kept = this.#kept.slice(this.#first);
    this.#first = 0;
  }
}

function bytesOf({ message, answer }: WatchedExchange): number {
  return message.body.length + answer.body.length;
}
