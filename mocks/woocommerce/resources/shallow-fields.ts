import { dataBehind } from '../../wordpress/rest/json.ts';
import type { RestRequest, RestResult } from '../../wordpress/rest/route.ts';
import { parseList } from '../../wordpress/rest/schema/values.ts';

/** Members that a controller makes when `_fields` names them, and not when it names what is in them. */
export type Shallow = 'all' | ReadonlySet<string>;

/**
 * What is left of a record for `_fields=id,line_items.name`: WooCommerce compares the names as they were sent with those of
 * its members, so that one of which only a part is wanted is never made. Of other members WordPress cuts out the part.
 */
export function withoutParts(result: RestResult, { params }: RestRequest, shallow: Shallow): RestResult {
  const names = parseList(params.get('_fields'))
    .filter(name => typeof name !== 'object')
    .map(name => String(name).trim());
  const parts = names
    .map(name => name.split('.'))
    .filter(path => path.length > 1)
    .map(([name]) => name as string)
    .filter(name => name !== '_links' && !names.includes(name) && (shallow === 'all' || shallow.has(name)));
  if (parts.length === 0) return result;
  const data = dataBehind(result.data);
  const without = (record: unknown) => {
    if (typeof record !== 'object' || record === null) return record;
    return Object.fromEntries(Object.entries(record).filter(([name]) => !parts.includes(name)));
  };
  return { ...result, data: Array.isArray(data) ? data.map(without) : without(data) };
}
