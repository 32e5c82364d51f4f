import { DateOrder } from './date-order.ts';
import type { Follower } from './following.ts';
import type { Entry } from './table.ts';

/** The records that have a value, for each value: in the order of their lists. */
export class Grouped<T extends Entry, Value> implements Follower<T> {
  readonly #valuesOf: (record: T) => Iterable<Value>;
  readonly #groups = new Map<Value, DateOrder<T>>();

  readonly #begin: () => DateOrder<T>;

  /** @param timeIn what the lists are sorted by, if not by when a record was created. */
  constructor(
    valuesOf: (record: T) => Iterable<Value>,
    isListed: (record: T) => boolean,
    timeIn?: (record: T) => number,
  ) {
    this.#valuesOf = valuesOf;
    this.#begin = () => new DateOrder(isListed, timeIn);
  }

  of(value: Value): DateOrder<T> {
    return this.#groups.get(value) ?? this.#begin();
  }

  add(record: T): void {
    for (const value of this.#valuesOf(record)) {
      let group = this.#groups.get(value);
      if (!group) {
        group = this.#begin();
        this.#groups.set(value, group);
      }
      group.put(record);
    }
  }

  take(record: T): void {
    for (const value of this.#valuesOf(record)) {
      const group = this.#groups.get(value);
      group?.take(record.id);
      if (group?.isEmpty) this.#groups.delete(value);
    }
  }
}
