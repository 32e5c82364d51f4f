import type { Exchange } from './store.ts';

/** The last exchanges, in a ring: writing one costs the same however many have been. */
export class Journal {
  readonly #capacity: number;
  #ring: Exchange[] = [];
  #next = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(exchange: Exchange): void {
    this.#ring[this.#next] = exchange;
    this.#next = (this.#next + 1) % this.#capacity;
  }

  /** Oldest first. */
  list(): readonly Exchange[] {
    const start = this.#ring.length < this.#capacity ? 0 : this.#next;
    return [...this.#ring.slice(start), ...this.#ring.slice(0, start)];
  }

  clear(): void {
    this.#ring = [];
    this.#next = 0;
  }
}
