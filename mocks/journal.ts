/** What the bodies that were sent may take together, in bytes: a few uploads must not cost gigabytes. */
const bodyBudget = 64 * 1024 * 1024;

/** The last entries, in a ring: writing one costs the same however many have been. */
export class Journal<Entry> {
  readonly #capacity: number;
  readonly #bytesOf: (entry: Entry) => number;
  #ring: (Entry | undefined)[] = [];
  #oldest = 0;
  #count = 0;
  #bodyBytes = 0;

  /** @param bytesOf the length of the body that an entry keeps. */
  constructor(capacity: number, bytesOf: (entry: Entry) => number) {
    this.#capacity = capacity;
    this.#bytesOf = bytesOf;
  }

  add(entry: Entry): void {
    if (this.#count === this.#capacity) this.#forgetOldest();
    this.#ring[(this.#oldest + this.#count) % this.#capacity] = entry;
    this.#count += 1;
    this.#bodyBytes += this.#bytesOf(entry);
    while (this.#bodyBytes > bodyBudget && this.#count > 1) this.#forgetOldest();
  }

  /** Oldest first. */
  list(): readonly Entry[] {
    return Array.from(
      { length: this.#count },
      (_, i) => this.#ring[(this.#oldest + i) % this.#capacity] as Entry,
    );
  }

  clear(): void {
    this.#ring = [];
    this.#oldest = 0;
    this.#count = 0;
    this.#bodyBytes = 0;
  }

  #forgetOldest(): void {
    const oldest = this.#ring[this.#oldest];
    if (oldest !== undefined) this.#bodyBytes -= this.#bytesOf(oldest);
    this.#ring[this.#oldest] = undefined;
    this.#oldest = (this.#oldest + 1) % this.#capacity;
    this.#count -= 1;
  }
}
