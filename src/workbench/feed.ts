import type { Watched, WatchedExchange } from './watched.ts';

/** So many exchanges can be opened; older ones are forgotten. */
const mostExchanges = 10_000;
/** What their bodies may take together, in bytes: a few uploads must not cost gigabytes. */
const mostBytes = 64 * 1024 * 1024;

interface Numbered {
  readonly number: number;
  readonly exchange: WatchedExchange;
}

/** Numbers the exchanges of what is watched, from when it is made, and tells of new ones. */
export class Feed {
  readonly #kept = new Map<number, WatchedExchange>();
  readonly #listeners = new Set<(item: Numbered) => void>();
  #last = 0;
  #oldest = 1;
  #bytes = 0;

  constructor(watched: Watched) {
    for (const exchange of watched.exchanges()) this.#add(exchange);
    watched.onExchange(exchange => this.#add(exchange));
  }

  get(number: number): WatchedExchange | undefined {
    return this.#kept.get(number);
  }

  /** Oldest first. */
  list(): readonly Numbered[] {
    return [...this.#kept].map(([number, exchange]) => ({ number, exchange }));
  }

  clear(): void {
    this.#kept.clear();
    this.#oldest = this.#last + 1;
    this.#bytes = 0;
  }

  onExchange(listener: (item: Numbered) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #add(exchange: WatchedExchange): void {
    const number = ++this.#last;
    this.#kept.set(number, exchange);
    this.#bytes += bytesOf(exchange);
    while (this.#kept.size > 1 && (this.#kept.size > mostExchanges || this.#bytes > mostBytes))
      this.#forget();
    for (const listener of this.#listeners) listener({ number, exchange });
  }

  #forget(): void {
    const oldest = this.#kept.get(this.#oldest);
    if (oldest) this.#bytes -= bytesOf(oldest);
    this.#kept.delete(this.#oldest++);
  }
}

function bytesOf({ message, answer }: WatchedExchange): number {
  return message.body.length + answer.body.length;
}
