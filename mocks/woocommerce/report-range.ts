/** `WC_Admin_Report::calculate_current_range()`: from when to when a report of sales reaches, and by what it is told. */

const day = 86_400;

export interface ReportRange {
  /** The first second. */
  readonly from: number;
  /** The first second after it. */
  readonly to: number;
  readonly groupedBy: 'day' | 'month';
  /** `2026-11-30`, or `2026-11`: what has a place of its own in it, sold or not. */
  readonly groups: readonly string[];
}

export type NamedPeriod = 'week' | 'month' | 'last_month' | 'year';

/** The last week, this month, the month before or this year, in days of the shop's zone. */
export function namedRange(period: NamedPeriod, now: number): ReportRange {
  const today = midnight(now);
  const date = new Date(now * 1000);
  const month = (offset: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset) / 1000;
  switch (period) {
    case 'year':
      return grouped(Date.UTC(date.getUTCFullYear(), 0) / 1000, today, 'month');
    case 'last_month':
      return grouped(month(-1), month(0) - day, 'day');
    case 'month':
      return grouped(month(0), today, 'day');
    case 'week':
      return grouped(today - 6 * day, today, 'day');
  }
}

/** Between two days: from twenty years ago where there is no first, to today where there is no last. */
export function customRange(first: number | undefined, last: number | undefined, now: number): ReportRange {
  const longAgo = later(now, -240);
  const from = first === undefined ? longAgo : Math.max(longAgo, first);
  const to = midnight(last ?? now);
  return grouped(from, to, monthsBetween(from, to) > 3 ? 'month' : 'day');
}

/** The day of today alone. */
export function today(now: number): ReportRange {
  return customRange(midnight(now), midnight(now), now);
}

function grouped(from: number, last: number, groupedBy: 'day' | 'month'): ReportRange {
  const length = groupedBy === 'day' ? 10 : 7;
  const count =
    groupedBy === 'day' ? Math.ceil(Math.max(0, last - from) / day) : monthsBetween(startOfMonth(from), last);
  const at = (step: number) => (groupedBy === 'day' ? from + step * day : later(from, step));
  const names = Array.from({ length: count + 1 }, (_, step) => groupOf(at(step), length));
  return { from: midnight(from), to: last + day, groupedBy, groups: [...new Set(names)] };
}

function groupOf(seconds: number, length: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, length);
}

/** Which of a report's groups a time belongs to. */
export function reportGroup({ groupedBy }: ReportRange, seconds: number): string {
  return groupOf(seconds, groupedBy === 'day' ? 10 : 7);
}

/** `strtotime( '+1 MONTH' )`: a month that has no such day runs over into the next. */
function later(seconds: number, months: number): number {
  const date = new Date(seconds * 1000);
  return date.setUTCMonth(date.getUTCMonth() + months) / 1000;
}

/** How often a month can be added. */
function monthsBetween(from: number, to: number): number {
  let count = 0;
  for (let at = later(from, 1); at <= to; at = later(at, 1)) count++;
  return count;
}

function midnight(seconds: number): number {
  return seconds - (seconds % day);
}

function startOfMonth(seconds: number): number {
  const date = new Date(seconds * 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth()) / 1000;
}
