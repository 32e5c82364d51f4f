import type { Entry, Table } from './table.ts';

/** What one pass over the list of a table gives: made when it is first asked for, and anew after a write. */
export class Derived<T extends Entry, Value> {
  readonly #table: Table<T>;
  readonly #make: (listed: Iterable<T>) => Value;
  #kept: { readonly revision: number; readonly value: Value } | undefined;

  constructor(table: Table<T>, make: (listed: Iterable<T>) => Value) {
    this.#table = table;
    this.#make = make;
  }

  get value(): Value {
    const { revision } = this.#table;
    if (this.#kept?.revision !== revision) this.#kept = { revision, value: this.#make(this.#table) };
    return this.#kept.value;
  }
}
