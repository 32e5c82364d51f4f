import { isPlainObject, parseList } from './schema/values.ts';

/**
 * `rest_filter_response_fields()`: `_fields=id,name,billing.email` on what was successful. Lists are filtered item
 * by item. The links of a single record stay whatever was asked for, because they are added afterwards (basic.key.006);
 * those of a list's items are part of the items and go (route.118).
 */
export function filterFields(data: unknown, fields: unknown): unknown {
  const wanted = parseList(fields)
    .filter((field): field is string => typeof field === 'string')
    .map(field => field.trim())
    .filter(field => field !== '');
  if (wanted.length === 0) return data;
  if (Array.isArray(data)) return data.map(item => pick(item, wanted));
  const picked = pick(data, wanted);
  return isPlainObject(data) && data._links !== undefined && isPlainObject(picked)
    ? { ...picked, _links: data._links }
    : picked;
}

function pick(item: unknown, fields: readonly string[]): unknown {
  if (!isPlainObject(item)) return item;
  const picked: Record<string, unknown> = {};
  for (const field of fields) copy(item, picked, field.split('.'));
  return picked;
}

function copy(
  from: Readonly<Record<string, unknown>>,
  to: Record<string, unknown>,
  path: readonly string[],
): void {
  const [name, ...rest] = path as [string, ...string[]];
  if (!Object.hasOwn(from, name)) return;
  const value = from[name];
  if (rest.length === 0) {
    to[name] = value;
    return;
  }
  if (!isPlainObject(value)) return;
  const below = isPlainObject(to[name]) && to[name] !== value ? { ...to[name] } : {};
  copy(value, below as Record<string, unknown>, rest);
  if (Object.keys(below).length > 0) to[name] = below;
}
