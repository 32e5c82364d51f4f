import type { Entry, Table } from '../../data/table.ts';
import type { RestRequest, RestResult } from '../../wordpress/rest/route.ts';
import { listHeaders } from './list-headers.ts';
import { type Params, select, type Test } from './selection.ts';

/** The page of a table that a request asks for, with its totals: a list that has no more to it than that. */
export function selectedPage<T extends Entry>(
  table: Table<T>,
  request: RestRequest,
  params: Params,
  tests: readonly Test<T>[],
  show: (record: T) => unknown,
): RestResult {
  const { ids, total } = select(table, params, tests);
  const records = ids.flatMap(id => table.get(id) ?? []);
  return {
    data: records.map(show),
    headers: listHeaders(request, total),
  };
}
