import type { Entry, Table } from '../../data/table.ts';
import { parseDate } from './dates.ts';

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
export type Sorts<T> = Readonly<Record<string, (keyof T & string) | ((record: T) => string | number)>>;

/** Where a list starts and how long it is. */
export function window(params: Params): { readonly offset: number; readonly count: number } {
  const count = (params.get('per_page') as number | undefined) ?? 10;
  const page = (params.get('page') as number | undefined) ?? 1;
  const offset = params.get('offset') as number | undefined;
  return { count, offset: offset ?? (page - 1) * count };
}

/**
 * The page of a table that a request asks for. Without a condition, in the order of time or id, it is cut from the
 * table's own order; otherwise the table is asked.
 *
 * @param withUnlisted whether what is in the trash is asked for too.
 */
export function select<T extends Entry>(
  table: Table<T>,
  params: Params,
  tests: readonly Test<T>[],
  sorts: Sorts<T> = {},
  withUnlisted = false,
): ItemSelection {
  const { offset, count } = window(params);
  const order = params.get('order') === 'asc' ? 'asc' : 'desc';
  const orderby = (params.get('orderby') as string | undefined) ?? 'date';
  if (tests.length === 0 && (orderby === 'date' || orderby === 'id')) {
    return past({ ids: table.ids(offset, count, order), total: table.size }, params);
  }
  const sort = orderby === 'id' ? 'id' : Object.hasOwn(sorts, orderby) ? sorts[orderby] : undefined;
  let found: T[];
  if (orderby === 'include') {
    found = inTheOrderOf(
      (params.get('include') as number[] | undefined) ?? [],
      table.filter(tests, { withUnlisted }),
    );
  } else if (typeof sort === 'function') {
    found = table.filter(tests, { orderBy: 'id', withUnlisted });
    found.sort((a, b) => compare(sort(a), sort(b)));
    if (order === 'desc') found.reverse();
  } else {
    found = table.filter(tests, { ...(sort !== undefined && { orderBy: sort }), order, withUnlisted });
  }
  return past(
    { ids: found.slice(offset, offset + count).map(record => record.id), total: found.length },
    params,
  );
}

/** `found_posts` of WP_Query: an offset behind the last record finds none, and is not counted again as a page is. */
function past(selection: ItemSelection, params: Params): ItemSelection {
  const { ids: shown } = selection;
  return shown.length === 0 && typeof params.get('offset') === 'number'
    ? { ids: shown, total: 0 }
    : selection;
}

function inTheOrderOf<T extends Entry>(ids: readonly number[], records: T[]): T[] {
  const places = new Map(ids.map((id, place) => [id, place]));
  return records.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
}

function compare(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The conditions that all lists of posts know: ids, and times of creation and change. */
export function postTests<T extends Entry & { readonly date_modified?: number | null }>(
  params: Params,
): Test<T>[] {
  const tests: Test<T>[] = [];
  const include = ids(params, 'include');
  if (include) tests.push(record => include.has(record.id));
  const exclude = ids(params, 'exclude');
  if (exclude) tests.push(record => !exclude.has(record.id));
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

/** What to search for, in lower case; PHP takes '' and '0' for nothing. */
export function searched(params: Params, name = 'search'): string | undefined {
  const wanted = params.get(name);
  return typeof wanted === 'string' && wanted !== '' && wanted !== '0' ? wanted.toLowerCase() : undefined;
}
