import { isEmpty } from '../../php/compare.ts';
import { urldecode } from '../../php/urlencode.ts';
import { homeUrl } from '../../wordpress/site.ts';
import type { LegacyRequest } from './request.ts';

/** `2026-11-21T01:00:27Z`; a time that is not known is the epoch. */
export function formatDate(seconds: number | null): string {
  return `${new Date((seconds ?? 0) * 1000).toISOString().slice(0, 19)}Z`;
}

/** `wc_format_decimal()` with so many decimals, all of them written. */
export function decimal(amount: string | number, decimals = 2): string {
  return (Number(amount) || 0).toFixed(Math.min(Math.max(decimals, 0), 20));
}

/** A page of the shop, under the scheme of the connection. */
export function shopUrl({ context }: LegacyRequest, path: string): string {
  return homeUrl(context.site.home, path, context.isTls ? 'https' : 'http');
}

/**
 * `WC_API_Server::parse_datetime()` in Unix seconds: any time zone is taken for UTC, and what is no date for the epoch.
 */
export function parseDate(text: string): number {
  const utc = urldecode(text)
    .replace(/\.\d+/, '')
    .replace(/[+-]\d+:+\d+$/, '')
    .trim();
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?Z?$/.exec(utc);
  const time = match ? Date.parse(`${match[1]}T${match[2] ?? '00:00'}Z`) : Number.NaN;
  return Number.isNaN(time) ? 0 : time / 1000;
}

/**
 * `filter_response_fields()`: only the fields asked for, `id,payment_details.paid`. A sub-field's name is kept in
 * every field that has sub-fields asked for, as in the original.
 */
export function onlyFields(record: Readonly<Record<string, unknown>>, fields: string | undefined): object {
  if (isEmpty(fields)) return record;
  const wanted = (fields as string).split(',');
  const subFields = new Map<string, string>();
  for (const field of wanted) {
    const [name, value] = field.split('.');
    if (value !== undefined) subFields.set(name as string, value);
  }
  const subNames = new Set(subFields.values());
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    if (typeof value === 'object' && value !== null && subFields.has(name)) {
      const entries = Object.entries(value).filter(([key]) => subNames.has(key));
      kept[name] = Array.isArray(value) && entries.length === 0 ? [] : Object.fromEntries(entries);
    } else if (wanted.includes(name)) kept[name] = value;
  }
  return kept;
}
