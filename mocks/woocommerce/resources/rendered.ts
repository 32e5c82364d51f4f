import type { Entry, Table } from '../../data/table.ts';
import { encodeJson, JsonText } from '../../wordpress/rest/json.ts';
import type { ItemSelection } from './selection.ts';
import { type RecordObject, type View, variantOf } from './view.ts';

/** A page of a list as it is sent. */
export interface RenderedPage {
  readonly json: JsonText;
  readonly total: number;
  readonly count: number;
}

/** Makes the text of records and of pages. */
export interface Renderer<T> {
  record(record: T, view: View): JsonText;
  page(key: string, view: View, find: () => ItemSelection): RenderedPage;
}

type Represent<T> = (record: T, view: View) => RecordObject;

/** Makes every text when it is asked for. */
export class RenderedAnew<T extends Entry> implements Renderer<T> {
  readonly #table: Pick<Table<T>, 'get'>;
  readonly #represent: Represent<T>;

  constructor(table: Pick<Table<T>, 'get'>, represent: Represent<T>) {
    this.#table = table;
    this.#represent = represent;
  }

  record(record: T, view: View): JsonText {
    return new JsonText(encodeJson(this.#represent(record, view)));
  }

  page(_key: string, view: View, find: () => ItemSelection): RenderedPage {
    return pageOf(this.#table, find(), record => this.record(record, view));
  }
}

/** The texts of a page's records as one list. */
function pageOf<T extends Entry>(
  table: Pick<Table<T>, 'get'>,
  { ids, total }: ItemSelection,
  textOf: (record: T) => JsonText,
): RenderedPage {
  const shown: string[] = [];
  for (const id of ids) {
    const record = table.get(id);
    if (record) shown.push(textOf(record).text);
  }
  return { json: new JsonText(`[${shown.join(',')}]`), total, count: shown.length };
}

/** What counts the writes to it. */
interface Counted {
  readonly revision: number;
}

/** So many records and pages are kept; the oldest goes when another comes. */
const keptRecords = 2000;
const keptPages = 200;
const keptVariants = 20;

/**
 * Keeps the texts of a table's records and lists until something is written.
 * A record's text goes with the record; what it shows of other tables makes it depend on them.
 */
export class Rendered<T extends Entry> implements Renderer<T> {
  readonly #table: Pick<Table<T>, 'get' | 'revision'>;
  readonly #anew: RenderedAnew<T>;
  readonly #records = new Map<string, JsonText>();
  /** By variant, and within it by key: a key is mostly the same string, and need not be hashed anew. */
  readonly #pages = new Map<number, Map<string, RenderedPage>>();
  #revision: number;
  readonly #dependsOn: readonly Counted[];

  constructor(
    table: Pick<Table<T>, 'get' | 'revision'>,
    represent: Represent<T>,
    dependsOn: readonly Counted[] = [],
  ) {
    this.#table = table;
    this.#anew = new RenderedAnew(table, represent);
    this.#dependsOn = [table, ...dependsOn];
    this.#revision = this.#current();
  }

  record(record: T, view: View): JsonText {
    this.#refresh();
    const key = `${variantOf(view)} ${record.id}`;
    const kept = this.#records.get(key);
    if (kept !== undefined) return kept;
    const json = this.#anew.record(record, view);
    keep(this.#records, key, json, keptRecords);
    return json;
  }

  /** The page that `key` names, found by `find` where it is not kept. */
  page(key: string, view: View, find: () => ItemSelection): RenderedPage {
    this.#refresh();
    const variant = variantOf(view);
    let pages = this.#pages.get(variant);
    if (!pages) {
      pages = new Map();
      keep(this.#pages, variant, pages, keptVariants);
    }
    const kept = pages.get(key);
    if (kept) return kept;
    const page = pageOf(this.#table, find(), record => this.record(record, view));
    keep(pages, key, page, keptPages);
    return page;
  }

  #refresh(): void {
    const revision = this.#current();
    if (revision === this.#revision) return;
    this.#revision = revision;
    this.#records.clear();
    this.#pages.clear();
  }

  /** Revisions only grow, so that any write makes another sum. */
  #current(): number {
    let revision = 0;
    for (const table of this.#dependsOn) revision += table.revision;
    return revision;
  }
}

function keep<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  if (map.size >= most) map.delete(map.keys().next().value as K);
  map.set(key, value);
}
