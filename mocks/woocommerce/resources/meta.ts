import type { Meta } from '../../data/address.ts';
import type { Data } from '../../data/data.ts';
import { asInteger, asList, asObject, asText } from './values.ts';

/** Meta data with what was sent put into it: by id where one is given, else added; a null value takes it out. */
export function changedMeta(data: Data, before: readonly Meta[], sent: unknown): readonly Meta[] {
  if (sent === undefined || sent === null) return before;
  const rows = new Map(before.map(row => [row.id, row]));
  for (const one of asList(sent)) {
    const fields = asObject(one);
    const old = rows.get(asInteger(fields.id)) ?? before.find(row => row.key === fields.key);
    const id = old?.id ?? data.nextId();
    // What has no name is not kept.
    if ((fields.value ?? null) === null && !(old && !('value' in fields))) rows.delete(id);
    else if (!old && asText(fields.key) === '') rows.delete(id);
    else rows.set(id, { id, key: asText(fields.key, old?.key), value: kept(fields.value ?? old?.value) });
  }
  return [...rows.values()];
}

/** The database keeps what is no list and no object as text. */
function kept(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? '1' : '';
  return typeof value === 'number' ? String(value) : value;
}
