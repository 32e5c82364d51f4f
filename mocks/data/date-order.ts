interface Dated {
  readonly id: number;
  readonly date_created: number;
}

/**
 * The ids of a table in the order of their lists: by time and, within the same second, by id, the oldest first. A page
 * is cut from it, so that it costs the same in a table of ten and of a hundred thousand. What is not to be listed, such
 * as what lies in the trash, stands beside it. The time is that of creation, unless it is told to go by another.
 */
export class DateOrder<T extends Dated> {
  #listed: number[] = [];
  readonly #unlisted = new Set<number>();
  /** The times of the records that were put in. */
  readonly #times = new Map<number, number>();
  /** The ids that it was started with and whose records were not put in since. */
  #initial = new Set<number>();
  #initialTime: (id: number) => number = () => 0;
  readonly #isListed: (record: T) => boolean;
  readonly #timeIn: (record: T) => number;

  constructor(isListed: (record: T) => boolean, timeIn: (record: T) => number = one => one.date_created) {
    this.#isListed = isListed;
    this.#timeIn = timeIn;
  }

  /** How many are listed. */
  get size(): number {
    return this.#listed.length;
  }

  get isEmpty(): boolean {
    return this.#listed.length + this.#unlisted.size === 0;
  }

  get isAllListed(): boolean {
    return this.#unlisted.size === 0;
  }

  /** `count` ids of the list after `offset`, counted from its newest end (`desc`) or its oldest. */
  page(offset: number, count: number, order: 'asc' | 'desc'): number[] {
    if (order === 'asc') return this.#listed.slice(offset, offset + count);
    const end = this.#listed.length - offset;
    return end <= 0 ? [] : this.#listed.slice(Math.max(0, end - count), end).reverse();
  }

  /** How many of the list are older than a time, which is the place of the first that is not. */
  countBefore(time: number): number {
    return this.#place(Number.NEGATIVE_INFINITY, time);
  }

  listed(): readonly number[] {
    return this.#listed;
  }

  unlisted(): ReadonlySet<number> {
    return this.#unlisted;
  }

  /**
   * Starts anew with ids whose records are listed, and are not there yet.
   *
   * @param ids in their order.
   * @param timeOf when the record of an id was created.
   */
  start(ids: readonly number[], timeOf: (id: number) => number): void {
    this.#listed = [...ids];
    this.#initial = new Set(ids);
    this.#initialTime = timeOf;
    this.#unlisted.clear();
    this.#times.clear();
  }

  has(id: number): boolean {
    return this.#times.has(id) || this.#initial.has(id);
  }

  /** Whether the id is one that the order was started with, and its record was not put in since. */
  isInitial(id: number): boolean {
    return this.#initial.has(id);
  }

  /** Puts a record where it belongs, wherever it was before. */
  put(record: T): void {
    const { id } = record;
    const time = this.#timeIn(record);
    const isListed = this.#isListed(record);
    const stays = this.has(id) && this.#unlisted.has(id) !== isListed && this.timeOf(id) === time;
    if (!stays) {
      this.take(id);
      if (isListed) this.#listed.splice(this.#place(id, time), 0, id);
      else this.#unlisted.add(id);
    }
    this.#times.set(id, time);
    this.#initial.delete(id);
  }

  /** Takes an id out, if it is there. */
  take(id: number): void {
    if (!this.has(id)) return;
    if (!this.#unlisted.delete(id)) this.#listed.splice(this.#place(id, this.timeOf(id)), 1);
    this.#times.delete(id);
    this.#initial.delete(id);
  }

  timeOf(id: number): number {
    return this.#times.get(id) ?? this.#initialTime(id);
  }

  /** Where an id stands, or where it belongs. New ones belong to the end, as a rule. */
  #place(id: number, time: number): number {
    const precedes = (other: number): boolean => (this.timeOf(other) - time || other - id) < 0;
    let low = 0;
    let high = this.#listed.length;
    if (high > 0 && precedes(this.#listed[high - 1] as number)) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (precedes(this.#listed[middle] as number)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
