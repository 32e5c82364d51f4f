import type { Collection } from '@msw/data';
import { Row } from './row.ts';

/** A record as it is read: it is never changed in place, but replaced. */
export interface Entry {
  readonly id: number;
  /** Unix seconds. */
  readonly date_created: number;
}

/** Records that follow from their id: none of them is kept before it is written to. */
export interface Seed<T extends Entry> {
  /** The ids, in the order of their creation. */
  readonly ids: readonly number[];
  make(id: number): T;
}

export type Change = 'added' | 'replaced' | 'removed';

/** A Standard Schema that takes nothing but rows: their content is ours to keep right. */
const rowSchema = {
  '~standard': {
    version: 1 as const,
    vendor: 'latchkey',
    validate: (value: unknown) =>
      value instanceof Row ? { value } : { issues: [{ message: 'expected a Row' }] },
    types: undefined as unknown as { input: Row<unknown>; output: Row<unknown> },
  },
};

type Rows = Collection<typeof rowSchema>;

/** Loaded at the first write: reading needs none of it, and it takes as long to load as the whole store beside it. */
async function createRows(): Promise<Rows> {
  const { Collection } = await import('@msw/data');
  return new Collection({ schema: rowSchema });
}

/**
 * A collection of @msw/data with what the library has not: an index by id, and the ids in the order of their
 * lists. Reading one record, and a page of the list, costs the same in a table of ten and of a hundred thousand.
 * Why it is made like this: docs/decisions/0030-msw-data.md.
 */
export class Table<T extends Entry> {
  #collection: Promise<Rows> | undefined;
  readonly #rows = new Map<number, Row<T>>();
  readonly #seeded = new Set<number>();
  #make: ((id: number) => T) | undefined;
  /** What is listed, sorted by time and, within the same second, by id: the oldest first. */
  #sorted: number[] = [];
  readonly #unlisted = new Set<number>();
  readonly #isListed: (record: T) => boolean;
  readonly #listeners = new Set<(change: Change, id: number) => void>();
  /** Counts the writes: what was read at one revision holds until the next. */
  revision = 0;

  /** @param isListed Whether a record is in the lists: what is in the trash is not. Seeded records always are. */
  constructor(isListed: (record: T) => boolean = () => true) {
    this.#isListed = isListed;
  }

  /** How many records are listed. */
  get size(): number {
    return this.#sorted.length;
  }

  get(id: number): T | undefined {
    const row = this.#rows.get(id);
    if (row) return row.record;
    return this.#seeded.has(id) ? this.#make?.(id) : undefined;
  }

  has(id: number): boolean {
    return this.#rows.has(id) || this.#seeded.has(id);
  }

  /** What is listed, the oldest first. */
  *[Symbol.iterator](): Generator<T> {
    for (const id of this.#sorted) yield this.get(id) as T;
  }

  /** What is not listed. */
  *unlisted(): Generator<T> {
    for (const id of this.#unlisted) yield this.get(id) as T;
  }

  /** `count` ids of the list after `offset`, counted from its newest end (`desc`) or its oldest. */
  ids(offset: number, count: number, order: 'asc' | 'desc'): number[] {
    if (order === 'asc') return this.#sorted.slice(offset, offset + count);
    const end = this.#sorted.length - offset;
    return end <= 0 ? [] : this.#sorted.slice(Math.max(0, end - count), end).reverse();
  }

  /** Starts the table with records that follow from their ids. What was in it is gone. */
  seed(seed: Seed<T>): void {
    this.clear();
    this.#make = seed.make;
    for (const id of seed.ids) this.#seeded.add(id);
    this.#sorted = [...seed.ids];
  }

  /** @throws RangeError when the id is taken. */
  async add(record: T): Promise<T> {
    if (this.has(record.id)) throw new RangeError(`the id ${record.id} is taken`);
    const row = new Row(record);
    this.#rows.set(record.id, row);
    this.#enter(record);
    await this.#keep(row);
    this.#changed('added', record.id);
    return record;
  }

  /**
   * Puts the record in the place of the one with its id.
   * @throws RangeError when there is none.
   */
  async replace(record: T): Promise<T> {
    const before = this.get(record.id);
    if (!before) throw new RangeError(`no record ${record.id} to replace`);
    const moves = before.date_created !== record.date_created;
    if (moves || this.#isListed(record) === this.#unlisted.has(record.id)) {
      this.#leave(before);
      this.#enter(record);
    }
    const row = this.#rows.get(record.id);
    if (row) {
      // The library's own update() scans the whole collection; the row that it holds is a live object.
      row.record = record;
    } else {
      const first = new Row(record);
      this.#rows.set(record.id, first);
      await this.#keep(first);
    }
    this.#changed('replaced', record.id);
    return record;
  }

  remove(id: number): boolean {
    const record = this.get(id);
    if (!record) return false;
    this.#leave(record);
    const row = this.#rows.get(id);
    if (row) void this.#collection?.then(rows => rows.delete(row as never));
    this.#rows.delete(id);
    this.#seeded.delete(id);
    this.#changed('removed', id);
    return true;
  }

  clear(): void {
    // Not the library’s clear(), which searches the collection anew for each record.
    this.#collection = undefined;
    this.#rows.clear();
    this.#seeded.clear();
    this.#make = undefined;
    this.#sorted = [];
    this.#unlisted.clear();
    this.revision += 1;
  }

  /** Tells of every write to one record; gives back the function that stops it. */
  onChange(listener: (change: Change, id: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #keep(row: Row<T>): Promise<void> {
    this.#collection ??= createRows();
    await (await this.#collection).create(row);
  }

  #enter(record: T): void {
    if (this.#isListed(record)) this.#sorted.splice(this.#place(record), 0, record.id);
    else this.#unlisted.add(record.id);
  }

  #leave(record: T): void {
    if (!this.#unlisted.delete(record.id)) this.#sorted.splice(this.#place(record), 1);
  }

  /** Where the record stands in the sorted ids, or where it belongs. New ones belong to the end, as a rule. */
  #place(record: T): number {
    const precedes = (id: number): boolean => {
      const other = id === record.id ? record : (this.get(id) as T);
      return (other.date_created - record.date_created || other.id - record.id) < 0;
    };
    let low = 0;
    let high = this.#sorted.length;
    if (high > 0 && precedes(this.#sorted[high - 1] as number)) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (precedes(this.#sorted[middle] as number)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #changed(change: Change, id: number): void {
    this.revision += 1;
    for (const listener of this.#listeners) listener(change, id);
  }
}
