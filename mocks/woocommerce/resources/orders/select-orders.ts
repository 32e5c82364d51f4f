import type { Data } from '../../../data/data.ts';
import type { DateOrder } from '../../../data/date-order.ts';
import { isListed } from '../../../data/listed.ts';
import type { Order } from '../../../data/order.ts';
import { parseDate } from '../../../wordpress/formatting/dates.ts';
import {
  type ItemSelection,
  ids,
  type Params,
  past,
  type Sorts,
  selectAmong,
  type Test,
  window,
} from '../selection.ts';

/** A condition whose records stand together in lists that are kept: they alone are looked through. */
export interface Narrowing {
  readonly test: Test<Order>;
  readonly among: readonly DateOrder<Order>[];
}

/** What orders can be sorted by, beside their date and their ids' order in `include`. */
export const orderSorts: Sorts<Order> = { modified: 'date_modified', title: 'id', slug: 'id' };

/** The ids of a list from one place to another. */
interface Run {
  readonly list: DateOrder<Order>;
  readonly from: number;
  readonly to: number;
}

interface Candidates {
  readonly runs: readonly Run[];
  /** What of the conditions they do not answer for. */
  readonly left: readonly Test<Order>[];
  /** What `orderby` has to be for them to stand in that order already. */
  readonly sortedBy: 'date' | 'id' | 'modified';
}

/**
 * The page of orders that a request asks for. Where kept lists answer for every condition it is cut from them, and costs
 * the same in a store of ten and of a hundred thousand; otherwise the shortest of them is walked.
 *
 * @param withUnlisted whether what is in the trash is asked for too.
 */
export function selectOrders(
  data: Pick<Data, 'orders' | 'orderIndex'>,
  params: Params,
  narrowings: readonly Narrowing[],
  tests: readonly Test<Order>[],
  withUnlisted: boolean,
): ItemSelection {
  const orderby = sortOf(params);
  const created = rangeOf(params, 'after', 'before', order => order.date_created);
  const changed = rangeOf(params, 'modified_after', 'modified_before', order => order.date_modified);
  const untold = [...narrowings.map(({ test }) => test), ...created.tests];
  const all = [...tests, ...untold, ...changed.tests];
  const named = ids(params, 'include');
  const excluded = [...(ids(params, 'exclude') ?? [])];
  if (named) return among([...named].filter(id => !excluded.includes(id) && data.orders.has(id)));
  const ways: Candidates[] = [...narrowings, { test: undefined, among: [data.orders.order] }].map(way => ({
    runs: way.among.map(list => created.runOf(list)),
    left: [...narrowings.filter(other => other !== way).map(({ test }) => test), ...changed.tests],
    sortedBy: 'date' as const,
  }));
  if (changed.tests.length > 0 || orderby === 'modified')
    ways.push({
      runs: [changed.runOf(data.orderIndex.inOrderOfChange)],
      left: untold,
      sortedBy: 'modified',
    });
  if (orderby === 'id')
    ways.push({
      runs: [whole(data.orderIndex.inOrderOfIds)],
      left: [...untold, ...changed.tests],
      sortedBy: 'id',
    });
  const hasAll = (way: Candidates) => !withUnlisted || way.runs.every(({ list }) => list.isAllListed);
  const cut = ways.find(way => way.left.length === 0 && way.sortedBy === orderby && hasAll(way));
  if (tests.length === 0 && cut) return past(pageOf(cut.runs, params, excluded.filter(isThere)), params);
  const { runs } = ways.reduce((a, b) => (lengthOf(b.runs) < lengthOf(a.runs) ? b : a));
  const also = withUnlisted ? runs.flatMap(({ list }) => [...list.unlisted()]) : [];
  return among([...runs.flatMap(idsOf), ...also].filter(id => !excluded.includes(id)));

  function isThere(id: number): boolean {
    const order = data.orders.get(id);
    return order !== undefined && (withUnlisted || isListed(order)) && all.every(test => test(order));
  }

  function among(found: readonly number[]): ItemSelection {
    const records = found.filter(isThere).map(id => data.orders.get(id) as Order);
    return selectAmong(records, params, orderSorts);
  }
}

function sortOf(params: Params): string {
  const orderby = params.get('orderby') ?? 'date';
  return orderby === 'title' || orderby === 'slug' ? 'id' : String(orderby);
}

/** Times between two parameters, both left out: as tests, and as the part of a list that goes by that time. */
function rangeOf(params: Params, after: string, before: string, timeOf: (order: Order) => number) {
  const least = parseDate(params.get(after));
  const most = parseDate(params.get(before));
  const tests: Test<Order>[] = [];
  if (least !== undefined) tests.push(order => timeOf(order) > least);
  if (most !== undefined) tests.push(order => timeOf(order) < most);
  const runOf = (list: DateOrder<Order>): Run => ({
    list,
    from: least === undefined ? 0 : list.countBefore(least + 1),
    to: most === undefined ? list.size : list.countBefore(most),
  });
  return { tests, runOf };
}

function whole(list: DateOrder<Order>): Run {
  return { list, from: 0, to: list.size };
}

function lengthOf(runs: readonly Run[]): number {
  return runs.reduce((all, { from, to }) => all + Math.max(0, to - from), 0);
}

function idsOf({ list, from, to }: Run): number[] {
  return list.page(from, Math.max(0, to - from), 'asc');
}

/** What stands in several lists is merged as far as the page's end, and what is hidden is left out on the way. */
function pageOf(runs: readonly Run[], params: Params, hidden: readonly number[]): ItemSelection {
  const { offset, count } = window(params);
  const total = lengthOf(runs) - hidden.length;
  const direction = params.get('order') === 'asc' ? 'asc' : 'desc';
  const [only] = runs;
  if (only && runs.length === 1 && hidden.length === 0)
    return { ids: part(only, offset, count, direction), total };
  const first = runs.flatMap(run => {
    const ids = part(run, 0, offset + count + hidden.length, direction).filter(id => !hidden.includes(id));
    return ids.map(id => ({ id, time: run.list.timeOf(id) }));
  });
  const sign = direction === 'asc' ? 1 : -1;
  first.sort((a, b) => sign * (a.time - b.time || a.id - b.id));
  return { ids: first.slice(offset, offset + count).map(({ id }) => id), total };
}

function part({ list, from, to }: Run, offset: number, count: number, direction: 'asc' | 'desc'): number[] {
  const length = Math.max(0, Math.min(count, to - from - offset));
  return list.page((direction === 'asc' ? from : list.size - to) + offset, length, direction);
}
