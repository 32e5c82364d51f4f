import { isPlainObject, parseList } from './schema/values.ts';

/** What is asked for below a name: everything, or only some of it. */
type Wanted = Map<string, Wanted | true>;

/**
 * `rest_filter_response_fields()`: `_fields=id,name,billing.email` on what was successful. Lists are filtered item
 * by item. The links of a single record stay whatever was asked for, because they are added afterwards (basic.key.006);
 * those of a list's items are part of the items and go (route.118).
 *
 * @param linksStay whether links were added afterwards.
 */
export function filterFields(data: unknown, fields: unknown, linksStay: boolean): unknown {
  const names = parseList(fields)
    .filter(field => typeof field !== 'object')
    .map(field => String(field).trim());
  if (names.length === 0) return data;
  const wanted = wantedOf(names);
  if (Array.isArray(data)) return data.map(item => intersect(item, wanted));
  const kept = intersect(data, wanted);
  if (!linksStay || !isPlainObject(data) || data._links === undefined) return kept;
  return { ...(isPlainObject(kept) ? kept : {}), _links: data._links };
}

/**
 * The names as a tree. A name below one that is wanted as a whole ends the list: WordPress leaves both loops there, so
 * that in `billing,billing.email,id` the `id` is never come to.
 */
function wantedOf(names: readonly string[]): Wanted {
  const wanted: Wanted = new Map();
  for (const name of names) {
    const path = name.split('.');
    const last = path.pop() as string;
    let at = wanted;
    for (const part of path) {
      const below = at.get(part) ?? new Map();
      if (below === true) return wanted;
      at.set(part, below);
      at = below;
    }
    at.set(last, true);
  }
  return wanted;
}

/**
 * `_rest_array_intersect_key_recursive()`, in the order of the data. What is below a value that has nothing below it
 * takes the value; an array that nothing is left of is an empty list to JSON.
 */
function intersect(value: unknown, wanted: Wanted): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const kept: [string, unknown][] = [];
  for (const [name, one] of Object.entries(value)) {
    const below = wanted.get(name);
    if (below !== undefined) kept.push([name, below === true ? one : intersect(one, below)]);
  }
  return kept.every(([name], index) => name === String(index))
    ? kept.map(([, one]) => one)
    : Object.fromEntries(kept);
}
