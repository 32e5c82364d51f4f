import type { Entry, Table } from '../../data/table.ts';
import { isEmpty, numericValue } from '../../php/compare.ts';
import { intval } from '../../php/intval.ts';
import { isArray, type PhpValue } from '../../php/types.ts';
import { absint } from '../../wordpress/absint.ts';
import { fromBytes } from '../../wordpress/formatting/text.ts';
import { parseDate } from './format.ts';
import type { Position } from './pagination.ts';
import type { LegacyApi } from './request.ts';

/** `posts_per_page` of a new site. */
export const defaultLimit = 10;

export type Filter = ReadonlyMap<string, PhpValue>;

/** What a list can be narrowed by beside the common filters. */
export interface LegacySelection<T extends Entry> {
  /** Whether a record belongs to the list at all; left out, all do. */
  readonly belongs?: ((record: T) => boolean) | undefined;
  readonly modified: (record: T) => number;
  /** Title, excerpt and content, which `filter[q]` looks through. */
  readonly texts: (record: T) => readonly string[];
}

/** A page of a list: the ids on it and where it stands. */
export interface LegacyPage extends Position {
  readonly ids: readonly number[];
}

/**
 * A page of posts as WP_Query finds them with the filters of the legacy API: the newest first, ten on a page.
 * Without filters it costs the same however many there are.
 */
export function selectPosts<T extends Entry>(
  api: LegacyApi,
  table: Table<T>,
  filter: Filter,
  page: PhpValue | number | undefined,
  { belongs, modified, texts }: LegacySelection<T>,
): LegacyPage {
  const limit = perPage(filter.get('limit'));
  const current = (page === undefined ? 1 : absint(page)) || 1;
  const offsetSent = filter.get('offset');
  const size = limit === -1 ? Number.POSITIVE_INFINITY : limit;
  const offset =
    !isEmpty(offsetSent) && !isArray(offsetSent) && numericValue(offsetSent as string) !== undefined
      ? absint(offsetSent)
      : limit === -1
        ? 0
        : (current - 1) * limit;
  const tests = [...(belongs ? [belongs] : []), ...commonTests<T>(api, filter, modified, texts)];
  const newestFirst = api === 1 || filterText(filter, 'order')?.toUpperCase() !== 'ASC';
  const by = api === 1 ? undefined : sortKey<T>(filterText(filter, 'orderby'), modified, texts);
  let ids: number[];
  let total: number;
  if (tests.length === 0 && !by) {
    total = table.size;
    ids = table.ids(offset, size === Number.POSITIVE_INFINITY ? total : size, newestFirst ? 'desc' : 'asc');
  } else {
    const found = table.filter(tests);
    if (by) found.sort((a, b) => compare(by(a), by(b)));
    if (newestFirst) found.reverse();
    total = found.length;
    ids = found.slice(offset, offset + size).map(({ id }) => id);
  }
  // WP_Query does not count what it has not found, nor pages where it was told not to page.
  if (ids.length === 0) return { ids, page: current, total: 0, pages: 0, isSingle: false };
  if (limit === -1) return { ids, page: current, total: ids.length, pages: 0, isSingle: false };
  return { ids, page: current, total, pages: Math.ceil(total / limit), isSingle: false };
}

/** `posts_per_page`: -1 is all of them, 0 and text are one. */
function perPage(limit: PhpValue | undefined): number {
  if (isEmpty(limit)) return defaultLimit;
  const number = intval(limit);
  if (number === -1) return -1;
  return Math.abs(number) || 1;
}

function commonTests<T extends Entry>(
  api: LegacyApi,
  filter: Filter,
  modified: (record: T) => number,
  texts: (record: T) => readonly string[],
): ((record: T) => boolean)[] {
  const tests: ((record: T) => boolean)[] = [];
  const date = (name: string) => {
    const sent = filterText(filter, name);
    return isEmpty(sent) ? undefined : parseDate(sent as string);
  };
  const createdMin = date('created_at_min');
  const createdMax = date('created_at_max');
  const updatedMin = date('updated_at_min');
  const updatedMax = date('updated_at_max');
  if (createdMin !== undefined) tests.push(record => record.date_created >= createdMin);
  if (createdMax !== undefined) tests.push(record => record.date_created <= createdMax);
  if (updatedMin !== undefined) tests.push(record => modified(record) >= updatedMin);
  if (updatedMax !== undefined) tests.push(record => modified(record) <= updatedMax);
  const q = filterText(filter, 'q');
  if (!isEmpty(q)) {
    const terms = searchTerms(q as string);
    tests.push(record => {
      const all = texts(record).map(entry => entry.toLowerCase());
      return terms.every(term => all.some(entry => entry.includes(term)));
    });
  }
  if (api !== 1) {
    const include = idSet(filter, 'in');
    const exclude = idSet(filter, 'not_in');
    if (include) tests.push(({ id }) => include.has(id));
    if (exclude) tests.push(({ id }) => !exclude.has(id));
  }
  return tests;
}

/** `WP_Query::parse_search()`: words and quoted phrases; single letters do not count unless there is nothing else. */
function searchTerms(bytes: string): readonly string[] {
  const q = fromBytes(bytes).replace(/\\(.)/g, '$1').toLowerCase();
  const terms = [...q.matchAll(/"([^"]*)"?|[^\s",+]+/g)]
    .map(match => (match[1] ?? match[0]).trim())
    .filter(term => term !== '' && !/^[a-z-]$/.test(term));
  return terms.length > 0 && terms.length <= 9 ? terms : [q];
}

function sortKey<T extends Entry>(
  orderby: string | undefined,
  modified: (record: T) => number,
  texts: (record: T) => readonly string[],
): ((record: T) => number | string) | undefined {
  switch (orderby?.toLowerCase()) {
    case 'id':
      return record => record.id;
    case 'modified':
      return modified;
    case 'title':
      return record => (texts(record)[0] ?? '').toLowerCase();
    default:
      return undefined;
  }
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function idSet(filter: Filter, name: string): ReadonlySet<number> | undefined {
  const sent = filterText(filter, name);
  return isEmpty(sent) ? undefined : new Set((sent as string).split(',').map(id => absint(id)));
}

function filterText(filter: Filter, name: string): string | undefined {
  const value = filter.get(name);
  return value === undefined || isArray(value) ? undefined : value;
}
