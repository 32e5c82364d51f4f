import { type WpError, wpError } from '../../wordpress/error.ts';
import { parseDate } from '../../wordpress/formatting/dates.ts';
import type { RestRequest, RestResult } from '../../wordpress/rest/route.ts';
import { asInteger, asIntegers, asText } from '../resources/values.ts';
import type { Shop } from '../shop.ts';
import { segmentsOf } from './segments.ts';

const day = 86_400;

/** Figures that a report sums up, in the order in which it tells them. */
const sums = {
  orders: [
    'orders_count',
    'num_items_sold',
    'gross_sales',
    'total_sales',
    'coupons',
    'coupons_count',
    'refunds',
    'taxes',
    'shipping',
    'net_revenue',
    'avg_items_per_order',
    'avg_order_value',
    'total_customers',
  ],
  products: ['items_sold', 'net_revenue', 'orders_count', 'products_count', 'variations_count'],
  variations: ['items_sold', 'net_revenue', 'orders_count', 'variations_count'],
  coupons: ['amount', 'coupons_count', 'orders_count'],
  taxes: ['tax_codes', 'total_tax', 'order_tax', 'shipping_tax', 'orders_count'],
  downloads: ['download_count'],
} as const;

export type SummedReport = keyof typeof sums;

/**
 * The sums of a report and of each of its intervals. A real store counts orders in the background, some time after they
 * came; until then all sums are 0, and this store stays there.
 */
export function stats(shop: Shop, report: SummedReport, request: RestRequest): RestResult | WpError {
  const { params, context } = request;
  const by = asText(params.get('segmentby'));
  if (
    by === 'variation' &&
    report !== 'variations' &&
    asIntegers(params.get('product_includes')).length !== 1
  ) {
    const message =
      'product_includes parameter need to specify exactly one product when segmenting by variation.';
    return wpError('wc_admin_reports_invalid_segmenting_variation', message, 400);
  }
  const now = context.site.now();
  const after = parseDate(params.get('after')) ?? now - 7 * day;
  const before = parseDate(params.get('before')) ?? now;
  const interval = asText(params.get('interval'), 'week');
  const all = intervals(after, before, interval);
  if (params.get('order') !== 'asc') all.reverse();
  const perPage = asInteger(params.get('per_page'), 10);
  const offset = (asInteger(params.get('page'), 1) - 1) * perPage;
  const zeros = Object.fromEntries(sums[report].map(name => [name, 0]));
  const segments = report === 'downloads' ? {} : { segments: segmentsOf(shop, by, zeros) };
  return {
    data: {
      totals: { ...zeros, ...(report === 'orders' ? { products: 0 } : {}), ...segments },
      intervals: all.slice(offset, offset + perPage).map(([from, to]) => ({
        interval: nameOf(from, interval),
        date_start: dateTime(from),
        date_start_gmt: dateTime(from),
        date_end: dateTime(to),
        date_end_gmt: dateTime(to),
        subtotals: { ...zeros, ...segments },
      })),
    },
    headers: [
      // What ends before it begins counts as one interval, which has nothing in it.
      ['X-WP-Total', Math.max(1, all.length)],
      ['X-WP-TotalPages', Math.max(1, Math.ceil(all.length / perPage))],
    ],
  };
}

/** A report of years by the hour is not cut into a million pieces. */
const mostIntervals = 10_000;

/** From the first second to the last, cut where an interval begins. */
function intervals(after: number, before: number, interval: string): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let from = after; from <= before && found.length < mostIntervals; ) {
    const next = nextStart(from, interval);
    found.push([from, Math.min(next - 1, before)]);
    from = next;
  }
  return found;
}

function nextStart(from: number, interval: string): number {
  const at = new Date(from * 1000);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  switch (interval) {
    case 'hour':
      return from - (from % 3600) + 3600;
    case 'day':
      return from - (from % day) + day;
    case 'month':
      return Date.UTC(year, month + 1, 1) / 1000;
    case 'quarter':
      return Date.UTC(year, month - (month % 3) + 3, 1) / 1000;
    case 'year':
      return Date.UTC(year + 1, 0, 1) / 1000;
    default: {
      // A week begins on Monday.
      const weekday = (at.getUTCDay() + 6) % 7;
      return from - (from % day) + (7 - weekday) * day;
    }
  }
}

function nameOf(from: number, interval: string): string {
  const text = new Date(from * 1000).toISOString();
  const year = text.slice(0, 4);
  switch (interval) {
    case 'hour':
      return `${text.slice(0, 10)} ${text.slice(11, 13)}`;
    case 'day':
      return text.slice(0, 10);
    case 'month':
      return text.slice(0, 7);
    case 'quarter':
      return `${year}-${Math.floor((Number(text.slice(5, 7)) - 1) / 3) + 1}`;
    case 'year':
      return year;
    default:
      return weekOf(from);
  }
}

/** ISO 8601: the week with the year's first Thursday is its first. */
function weekOf(from: number): string {
  const thursday = new Date(from * 1000);
  thursday.setUTCDate(thursday.getUTCDate() + 3 - ((thursday.getUTCDay() + 6) % 7));
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * day * 1000)) + 1;
  return `${year}-${String(week).padStart(2, '0')}`;
}

function dateTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
