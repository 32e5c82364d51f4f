import type { Entry, Table } from './table.ts';

/** What is kept of the records of a table, those that are not listed too. */
export interface Follower<T> {
  add(record: T): void;
  /** Forgets a record, as it was when it was added. */
  take(record: T): void;
}

/**
 * A follower of a table: made by one walk over it when it is first asked for, and from then on by each write, so that what
 * it knows costs the same in a table of ten and of a hundred thousand.
 */
export class Following<T extends Entry, Kept extends Follower<T>> {
  readonly #table: Table<T>;
  readonly #begin: () => Kept;
  #kept: { readonly revision: number; readonly value: Kept } | undefined;

  constructor(table: Table<T>, begin: () => Kept) {
    this.#table = table;
    this.#begin = begin;
    table.onChange((_, id, before) => this.#follow(id, before));
  }

  get value(): Kept {
    const { revision } = this.#table;
    if (this.#kept?.revision !== revision) {
      const value = this.#begin();
      for (const record of this.#table.all()) value.add(record);
      this.#kept = { revision, value };
    }
    return this.#kept.value;
  }

  #follow(id: number, before: T | undefined): void {
    if (!this.#kept) return;
    const { revision, value } = this.#kept;
    // A table that is seeded anew tells of no record: what was known of it is forgotten.
    if (this.#table.revision !== revision + 1) {
      this.#kept = undefined;
      return;
    }
    if (before) value.take(before);
    const now = this.#table.get(id);
    if (now) value.add(now);
    this.#kept = { revision: revision + 1, value };
  }
}
