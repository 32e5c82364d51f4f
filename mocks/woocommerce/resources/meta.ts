import type { Meta } from '../../data/address.ts';
import type { Data } from '../../data/data.ts';
import { asInteger, asList, asObject, asText } from './values.ts';

/**
 * Meta data with what was sent put into it (`WC_Data::update_meta_data()`): by id where one is given; else in the place of
 * the first of its name, and the others of that name go; else behind the others. A null value takes it out.
 */
export function changedMeta(data: Data, before: readonly Meta[], sent: unknown): readonly Meta[] {
  if (sent === undefined || sent === null) return before;
  const rows: Meta[] = [...before];
  for (const one of asList(sent)) {
    const fields = asObject(one);
    const id = asInteger(fields.id);
    const places = [...rows.keys()].filter(at => rows[at]?.[id === 0 ? 'key' : 'id'] === (id || fields.key));
    const [place, ...others] = id === 0 ? places : places.slice(0, 1);
    for (const at of others) rows[at] = { ...(rows[at] as Meta), value: null };
    const old = place === undefined ? undefined : rows[place];
    const value = 'value' in fields || !old ? kept(fields.value ?? null) : old.value;
    if (old) rows[place as number] = { id: old.id, key: asText(fields.key, old.key), value };
    // What has no name is not kept.
    else if (asText(fields.key) !== '') rows.push({ id: data.nextId(), key: asText(fields.key), value });
  }
  return rows.filter(({ value }) => value !== null);
}

/** The database keeps what is no list and no object as text. */
function kept(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? '1' : '';
  return typeof value === 'number' ? String(value) : value;
}
