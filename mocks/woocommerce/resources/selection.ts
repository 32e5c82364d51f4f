import type { Entry, Table } from '../../data/table.ts';
import { FatalError } from '../../php/fatal-error.ts';
import { parseDate } from '../../wordpress/formatting/dates.ts';
import { asInteger } from './values.ts';

/** A request's parameters, validated and sanitized. */
export type Params = ReadonlyMap<string, unknown>;

/** The ids of one page, and how many there are on all of them. */
export interface ItemSelection {
  readonly ids: readonly number[];
  readonly total: number;
}

/** A condition that a record has to meet to be in the list. */
export type Test<T> = (record: T) => boolean;

/** What `orderby` can be, beside `date`, `id` and `include`: the property that it sorts by, or what it works out. */
export type Sorts<T> = Readonly<Record<string, (keyof T & string) | ((record: T) => SortKey)>>;

/** Where there are several, the first that differ decide. */
type SortKey = string | number | readonly (string | number)[];

/** Where a list starts and how long it is. */
export function window(params: Params): { readonly offset: number; readonly count: number } {
  const count = (params.get('per_page') as number | undefined) ?? 10;
  const page = (params.get('page') as number | undefined) ?? 1;
  const offset = params.get('offset') as number | undefined;
  return { count, offset: offset ?? (page - 1) * count };
}

/** The page of posts that a request asks for. @param withUnlisted whether what is in the trash is asked for too. */
export function select<T extends Entry>(
  table: Table<T>,
  params: Params,
  tests: readonly Test<T>[],
  sorts: Sorts<T> = {},
  withUnlisted = false,
): ItemSelection {
  return past(selectRows(table, params, tests, sorts, withUnlisted), params);
}

/**
 * The page of a table that a request asks for. Without a condition, in the order of time or id, it is cut from the
 * table's own order; otherwise the table is asked.
 */
export function selectRows<T extends Entry>(
  table: Table<T>,
  params: Params,
  tests: readonly Test<T>[],
  sorts: Sorts<T> = {},
  withUnlisted = false,
): ItemSelection {
  const order = orderOf(params);
  const orderby = orderbyOf(params);
  const isPlain = (orderby === 'date' || orderby === 'id') && !Object.hasOwn(sorts, orderby);
  if (tests.length === 0 && isPlain) {
    const { offset, count } = window(params);
    return { ids: table.ids(offset, count, order), total: table.size };
  }
  const sort = Object.hasOwn(sorts, orderby) ? sorts[orderby] : undefined;
  if (orderby === 'include' || typeof sort === 'function')
    return sorted(table.filter(tests, { orderBy: 'id', withUnlisted }), params, sorts);
  const orderBy = orderby === 'id' ? 'id' : sort;
  return pageOf(
    table.filter(tests, { ...(orderBy !== undefined && { orderBy }), order, withUnlisted }),
    params,
  );
}

/** The page of these records that a request asks for: in the same orders, among records of several tables too. */
export function selectAmong<T extends Entry>(
  records: readonly T[],
  params: Params,
  sorts: Sorts<T> = {},
): ItemSelection {
  return past(sorted(records, params, sorts), params);
}

function sorted<T extends Entry>(records: readonly T[], params: Params, sorts: Sorts<T>): ItemSelection {
  const orderby = orderbyOf(params);
  if (orderby === 'include')
    return pageOf(inTheOrderOf((params.get('include') as number[] | undefined) ?? [], records), params);
  const sort = Object.hasOwn(sorts, orderby) ? sorts[orderby] : undefined;
  const keyOf = (record: T): SortKey => {
    if (typeof sort === 'function') return sort(record);
    return (orderby === 'id' ? record.id : record[sort ?? 'date_created']) as SortKey;
  };
  const keyed = records.map(record => ({ record, key: keyOf(record) }));
  keyed.sort((a, b) => compare(a.key, b.key) || a.record.id - b.record.id);
  if (orderOf(params) === 'desc') keyed.reverse();
  return pageOf(
    keyed.map(({ record }) => record),
    params,
  );
}

function orderOf(params: Params): 'asc' | 'desc' {
  return params.get('order') === 'asc' ? 'asc' : 'desc';
}

function orderbyOf(params: Params): string {
  return (params.get('orderby') as string | undefined) ?? 'date';
}

function pageOf<T extends Entry>(found: readonly T[], params: Params): ItemSelection {
  const { offset, count } = window(params);
  return { ids: found.slice(offset, offset + count).map(record => record.id), total: found.length };
}

/** `found_posts` of WP_Query: an offset behind the last record finds none, and is not counted again as a page is. */
export function past(selection: ItemSelection, params: Params): ItemSelection {
  const { ids: shown } = selection;
  return shown.length === 0 && typeof params.get('offset') === 'number'
    ? { ids: shown, total: 0 }
    : selection;
}

function inTheOrderOf<T extends Entry>(ids: readonly number[], records: readonly T[]): T[] {
  const places = new Map(ids.map((id, place) => [id, place]));
  return records.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
}

function compare(a: SortKey, b: SortKey): number {
  if (typeof a === 'object' && typeof b === 'object') {
    const at = a.findIndex((one, index) => one !== b[index]);
    return at < 0 ? 0 : compare(a[at] as SortKey, b[at] as SortKey);
  }
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** `include` and `exclude`. */
export function idTests<T extends { readonly id: number }>(params: Params): Test<T>[] {
  const tests: Test<T>[] = [];
  const include = ids(params, 'include');
  if (include) tests.push(record => include.has(record.id));
  const exclude = ids(params, 'exclude');
  if (exclude) tests.push(record => !exclude.has(record.id));
  return tests;
}

/** The conditions that all lists of posts know: ids, and times of creation and change. */
export function postTests<T extends Entry & { readonly date_modified?: number | null }>(
  params: Params,
): Test<T>[] {
  const tests = idTests<T>(params);
  const when: readonly [string, (record: T, time: number) => boolean][] = [
    ['after', (record, time) => record.date_created > time],
    ['before', (record, time) => record.date_created < time],
    ['modified_after', (record, time) => (record.date_modified ?? 0) > time],
    ['modified_before', (record, time) => (record.date_modified ?? 0) < time],
  ];
  for (const [name, test] of when) {
    const time = parseDate(params.get(name));
    if (time !== undefined) tests.push(record => test(record, time));
  }
  return tests;
}

/** A list of ids, where it is not empty. */
export function ids(params: Params, name: string): ReadonlySet<number> | undefined {
  const wanted = params.get(name);
  return Array.isArray(wanted) && wanted.length > 0 ? new Set(wanted as number[]) : undefined;
}

/** Those of parents, which wc/v1 does not look at before WP_Query does: PHP dies there of what is no list. */
export function parentIds(params: Params, name: string): ReadonlySet<number> | undefined {
  const wanted = params.get(name);
  if (typeof wanted === 'string' && wanted !== '' && wanted !== '0')
    throw new FatalError('array_map(): Argument #2 ($array) must be of type array, string given');
  return Array.isArray(wanted) && wanted.length > 0 ? new Set(wanted.map(id => asInteger(id))) : undefined;
}

/** What to search for, in lower case; PHP takes '' and '0' for nothing. */
export function searched(params: Params, name = 'search'): string | undefined {
  const wanted = params.get(name);
  return typeof wanted === 'string' && wanted !== '' && wanted !== '0' ? wanted.toLowerCase() : undefined;
}

/** The words of a search, in lower case: each has to be found. */
export function searchWords(params: Params, name = 'search'): readonly string[] {
  return (
    searched(params, name)
      ?.split(/\s+/)
      .filter(word => word !== '') ?? []
  );
}
