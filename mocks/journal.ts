import type { Exchange } from './contract.ts';

/** What the bodies that clients sent may take together, in bytes: a few uploads must not cost gigabytes. */
const bodyBudget = 64 * 1024 * 1024;

/** The last exchanges, in a ring: writing one costs the same however many have been. */
export class Journal {
  readonly #capacity: number;
  #ring: (Exchange | undefined)[] = [];
  #oldest = 0;
  #count = 0;
  #bodyBytes = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(exchange: Exchange): void {
    if (this.#count === this.#capacity) this.#forgetOldest();
    this.#ring[(this.#oldest + this.#count) % this.#capacity] = exchange;
    this.#count += 1;
    this.#bodyBytes += exchange.message.body.length;
    while (this.#bodyBytes > bodyBudget && this.#count > 1) this.#forgetOldest();
  }

  /** Oldest first. */
  list(): readonly Exchange[] {
    return Array.from(
      { length: this.#count },
      (_, i) => this.#ring[(this.#oldest + i) % this.#capacity] as Exchange,
    );
  }

  clear(): void {
    this.#ring = [];
    this.#oldest = 0;
    this.#count = 0;
    this.#bodyBytes = 0;
  }

  #forgetOldest(): void {
    this.#bodyBytes -= this.#ring[this.#oldest]?.message.body.length ?? 0;
    this.#ring[this.#oldest] = undefined;
    this.#oldest = (this.#oldest + 1) % this.#capacity;
    this.#count -= 1;
  }
}
