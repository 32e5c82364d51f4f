import type { Collection } from '@msw/data';
import { DateOrder } from './date-order.ts';
import type { RecordSchema } from './schema.ts';

/** A record as it is read: it is never changed in place, but replaced. */
export interface Entry {
  readonly id: number;
  /** Unix seconds. */
  readonly date_created: number;
}

/** Records that follow from their ids. */
export interface Seed<T extends Entry> {
  /** The ids, in the order of their creation. */
  readonly ids: readonly number[];
  make(id: number): T;
}

type Change = 'added' | 'replaced' | 'removed';

/** @param before of what was replaced or removed, the record that it was. */
export type ChangeListener<T> = (change: Change, id: number, before: T | undefined) => void;

/** A query of @msw/data: `query => query.where({ status: 'active' })`. */
export type Ask<T extends Entry> = NonNullable<Parameters<Collection<RecordSchema<T>>['findMany']>[0]>;
type OrderBy<T extends Entry> = NonNullable<
  Parameters<Collection<RecordSchema<T>>['findMany']>[1]
>['orderBy'];
/** A record that the collection holds; the library knows it by a symbol. */
type Own<T extends Entry> = ReturnType<Collection<RecordSchema<T>>['all']>[number];

interface Common<T extends Entry> {
  readonly schema: RecordSchema<T>;
  /** Whether a record is in the lists: what is in the trash is not. Seeded records always are. */
  readonly isListed?: (record: T) => boolean;
}

interface Whole<T extends Entry> extends Common<T> {
  /** Properties by whose value records are found without a scan. */
  readonly indexes?: readonly (keyof T)[];
  readonly seedsLater?: false;
}

interface Later<T extends Entry> extends Common<T> {
  readonly indexes?: undefined;
  /**
   * A seeded record is put into the collection when it is first written to, and made anew for each reading until then:
   * a hundred thousand of them would take seconds and 200 MB. Such a table has no indexes of its own and no queries,
   * which would have to know them all.
   */
  readonly seedsLater: true;
}

export type TableOptions<T extends Entry> = Whole<T> | Later<T>;

/** What a list asks for beside its conditions. */
export interface Listing<T extends Entry> {
  readonly orderBy?: keyof T & string;
  readonly order?: 'asc' | 'desc';
  /** Whether what is not listed is asked for too. */
  readonly withUnlisted?: boolean;
}

/**
 * A collection of @msw/data, which holds the records and answers the queries, and beside it what the library has not:
 * the records by id and by other properties, and the order of the list. These hold the collection's own records and are
 * kept by its hooks. What each costs and why: docs/decisions/0030-msw-data.md.
 *
 * The library is loaded when the table is opened, at the latest by the first write. Until then a table is its seed:
 * it can be read by id and by page, and not be queried.
 */
export class Table<T extends Entry> {
  readonly #options: TableOptions<T>;
  readonly #isListed: (record: T) => boolean;
  #collection: Collection<RecordSchema<T>> | undefined;
  #opening: Promise<Collection<RecordSchema<T>>> | undefined;
  readonly #byId = new Map<number, Own<T>>();
  readonly #byValue: ReadonlyMap<keyof T, Map<unknown, Set<number>>>;
  readonly #order: DateOrder<T>;
  #seed: Seed<T> | undefined;
  /** Whether nobody has written to it since it was seeded. */
  #isAsSeeded = false;
  readonly #listeners = new Set<ChangeListener<T>>();
  /** Counts the writes: what was read at one revision holds until the next. */
  revision = 0;

  constructor(options: TableOptions<T>) {
    this.#options = options;
    this.#isListed = options.isListed ?? (() => true);
    this.#order = new DateOrder(this.#isListed);
    this.#byValue = new Map((options.indexes ?? []).map(property => [property, new Map()]));
  }

  /** How many records are listed. */
  get size(): number {
    return this.#order.size;
  }

  get(id: number): T | undefined {
    return this.#byId.get(id) ?? (this.#order.isInitial(id) ? this.#seed?.make(id) : undefined);
  }

  has(id: number): boolean {
    return this.#order.has(id);
  }

  /** What is listed, the oldest first. */
  *[Symbol.iterator](): Generator<T> {
    for (const id of this.#order.listed()) yield this.get(id) as T;
  }

  /** What is listed, and then what is not. */
  *all(): Generator<T> {
    yield* this;
    for (const id of this.#order.unlisted()) yield this.get(id) as T;
  }

  /** The order that pages are cut from. */
  get order(): DateOrder<T> {
    return this.#order;
  }

  /** `count` ids of the list after `offset`, counted from its newest end (`desc`) or its oldest. */
  ids(offset: number, count: number, order: 'asc' | 'desc'): number[] {
    return this.#order.page(offset, count, order);
  }

  /** What is listed and has this value in an indexed property, the oldest first. */
  having<Name extends keyof T>(property: Name, value: T[Name]): T[] {
    this.#opened();
    const ids = this.#byValue.get(property)?.get(value) ?? [];
    const found = [...ids].map(id => this.get(id) as T).filter(this.#isListed);
    return found.sort(by('date_created'));
  }

  /** The first record that a query finds, among those that are listed. */
  findFirst(ask: Ask<T>): T | undefined {
    return this.#opened().findFirst(this.#amongListed(ask));
  }

  /** What a query finds among the records that are listed, the oldest first unless said otherwise. */
  findMany(ask: Ask<T>, { orderBy, order, withUnlisted }: Listing<T> = {}): T[] {
    return this.#opened().findMany(withUnlisted ? ask : this.#amongListed(ask), {
      orderBy: sortedBy<T>(orderBy, order),
    });
  }

  /** The same with tests that all have to hold, for any table: where seeds come later they are gone through as well. */
  filter(tests: readonly ((record: T) => boolean)[], listing: Listing<T> = {}): T[] {
    const all = (record: T) => tests.every(test => test(record));
    if (!this.#options.seedsLater) return this.findMany(query => query.where(all), listing);
    const ids = listing.withUnlisted
      ? [...this.#order.listed(), ...this.#order.unlisted()]
      : this.#order.listed();
    const found: T[] = [];
    for (const id of ids) {
      const record = this.get(id) as T;
      if (all(record)) found.push(record);
    }
    found.sort(by(listing.orderBy ?? 'date_created'));
    return listing.order === 'desc' ? found.reverse() : found;
  }

  /**
   * Starts the table with records that follow from their ids. What was in it is gone, and it is closed again; a table that
   * holds this very seed and nothing else stays as it is, since filling a collection takes longer than most requests.
   */
  seed(seed: Seed<T>): void {
    this.#restart(seed);
  }

  /** Starts the table without any record. */
  clear(): void {
    this.#restart(undefined);
  }

  /** Loads the library and puts the seeded records into the collection, unless they come later. */
  async open(): Promise<void> {
    await this.#open();
  }

  /** @throws RangeError when the id is taken. */
  async add(record: T): Promise<T> {
    if (this.has(record.id)) throw new RangeError(`the id ${record.id} is taken`);
    this.#isAsSeeded = false;
    const collection = await this.#open();
    const added: T = await collection.create(record);
    this.#changed('added', record.id);
    return added;
  }

  /**
   * Puts the record in the place of the one with its id.
   * @throws RangeError when there is none.
   */
  async replace(record: T): Promise<T> {
    const { id } = record;
    if (!this.has(id)) throw new RangeError(`no record ${id} to replace`);
    this.#isAsSeeded = false;
    const collection = await this.#open();
    const before = this.get(id);
    const own = this.#byId.get(id);
    if (own) {
      const replaced = await collection.update(own, {
        data: draft => {
          Object.assign(draft, changes(own, record));
        },
        strict: true,
      });
      // The hook knows what is in the new record; the object itself is made after it.
      this.#byId.set(id, replaced);
    } else {
      await collection.create(record);
    }
    this.#changed('replaced', id, before);
    return this.#byId.get(id) as T;
  }

  remove(id: number): boolean {
    if (!this.has(id)) return false;
    this.#isAsSeeded = false;
    const before = this.get(id);
    const record = this.#byId.get(id);
    if (record) this.#opened().delete(record);
    else this.#order.take(id);
    this.#changed('removed', id, before);
    return true;
  }

  /** Tells of every write to one record; gives back the function that stops it. */
  onChange(listener: ChangeListener<T>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #restart(seed: Seed<T> | undefined): void {
    if (this.#isAsSeeded && seed === this.#seed) return;
    if (this.#opening && !this.#collection) throw new Error('a table was seeded while it was being opened');
    this.#collection = undefined;
    this.#opening = undefined;
    this.#byId.clear();
    for (const index of this.#byValue.values()) index.clear();
    this.#seed = seed;
    this.#isAsSeeded = true;
    this.#order.start(seed?.ids ?? [], id => seed?.make(id).date_created ?? 0);
    this.revision += 1;
  }

  #opened(): Collection<RecordSchema<T>> {
    if (!this.#collection) throw new Error('a table was queried before it was opened');
    return this.#collection;
  }

  #open(): Promise<Collection<RecordSchema<T>>> {
    this.#opening ??= this.#fill().catch(error => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #fill(): Promise<Collection<RecordSchema<T>>> {
    const library = await import('@msw/data');
    const collection = new library.Collection({ schema: this.#options.schema });
    this.#follow(collection);
    const seed = this.#options.seedsLater ? undefined : this.#seed;
    for (const id of seed?.ids ?? []) if (seed && this.has(id)) await collection.create(seed.make(id));
    this.#collection = collection;
    return collection;
  }

  /** Keeps what stands beside the collection. A hook is called before the collection itself has changed. */
  #follow({ hooks }: Collection<RecordSchema<T>>): void {
    hooks.on('create', ({ data: { record } }) => {
      this.#byId.set(record.id, record);
      this.#order.put(record);
      this.#index(record);
    });
    hooks.on('update', ({ data: { prevRecord, nextRecord } }) => {
      this.#order.put(nextRecord);
      this.#unindex(prevRecord);
      this.#index(nextRecord);
    });
    hooks.on('delete', ({ data: { deletedRecord } }) => {
      this.#byId.delete(deletedRecord.id);
      this.#order.take(deletedRecord.id);
      this.#unindex(deletedRecord);
    });
  }

  #index(record: T): void {
    for (const [property, index] of this.#byValue) {
      const ids = index.get(record[property]);
      if (ids) ids.add(record.id);
      else index.set(record[property], new Set([record.id]));
    }
  }

  #unindex(record: T): void {
    for (const [property, index] of this.#byValue) {
      const ids = index.get(record[property]);
      ids?.delete(record.id);
      if (ids?.size === 0) index.delete(record[property]);
    }
  }

  #amongListed(ask: Ask<T>): Ask<T> {
    if (!this.#options.isListed) return ask;
    return typeof ask === 'function' ? query => ask(query.where(this.#isListed)) : ask.where(this.#isListed);
  }

  /** After the write: what was rendered while it was under way must not be kept as what came of it. */
  #changed(change: Change, id: number, before?: T): void {
    this.revision += 1;
    for (const listener of this.#listeners) listener(change, id, before);
  }
}

/** The properties that have another value. Each that is set in a draft costs the library an event and a patch. */
function changes<T extends Entry>(before: T, after: T): Partial<T> {
  const changed: Partial<T> = {};
  for (const name in after) if (after[name] !== before[name]) changed[name] = after[name];
  return changed;
}

/** By a property and, where it is the same, by id. */
function by<T extends Entry>(property: keyof T): (a: T, b: T) => number {
  return (a, b) => (a[property] === b[property] ? a.id - b.id : a[property] < b[property] ? -1 : 1);
}

/** The same in the library's terms. */
function sortedBy<T extends Entry>(
  property: keyof T & string = 'date_created',
  order: 'asc' | 'desc' = 'asc',
): OrderBy<T> {
  const criteria: readonly object[] = [{ [property]: order }, { id: order }];
  return criteria as OrderBy<T>;
}
