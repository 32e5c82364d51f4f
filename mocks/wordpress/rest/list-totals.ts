import type { RestResult } from './route.ts';

/** The header fields of a list: how many records there are, and how many pages. */
export function listTotals(total: number, perPage = 10): NonNullable<RestResult['headers']> {
  return [
    ['X-WP-Total', total],
    ['X-WP-TotalPages', Math.ceil(total / perPage)],
  ];
}
