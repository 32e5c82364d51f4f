import { parse_str } from '../../php/parse_str.ts';
import { type WpError, wpError } from '../error.ts';
import { addQueryArg } from '../formatting/query-args.ts';
import { restUrl } from '../home.ts';
import { listTotals } from './list-totals.ts';
import type { RestRequest, RestResult } from './route.ts';

export interface ListedPage<Row> {
  readonly rows: readonly Row[];
  readonly headers: NonNullable<RestResult['headers']>;
}

/**
 * The page of a list that a request asks for, with its totals and the links to the pages beside it. A list of posts has
 * no page behind its last (`WP_REST_Posts_Controller::get_items()`); one of terms is empty there.
 */
export function listedPage<Row>(
  { context, params }: RestRequest,
  route: string,
  found: readonly Row[],
  kind: 'posts' | 'terms',
): ListedPage<Row> | WpError {
  const { site, isTls } = context;
  const perPage = Number(params.get('per_page') ?? 10);
  const page = Number(params.get('page') ?? 1);
  const offset = params.get('offset');
  const from = typeof offset === 'number' ? offset : (page - 1) * perPage;
  const pages = Math.ceil(found.length / perPage);
  if (kind === 'posts' && page > pages && found.length > 0)
    return wpError(
      'rest_post_invalid_page_number',
      'The page number requested is larger than the number of pages available.',
      400,
    );
  const base = restUrl(site, route, isTls);
  const sent = [...parse_str(context.request.queryString)].filter(([name]) => name !== 'rest_route');
  const pageUrl = (number: number) =>
    addQueryArg(base, [...sent.filter(([name]) => name !== 'page'), ['page', String(number)]]);
  const links = [
    ...(page > 1 ? [`<${pageUrl(Math.min(page - 1, pages))}>; rel="prev"`] : []),
    ...(pages > page ? [`<${pageUrl(page + 1)}>; rel="next"`] : []),
  ];
  return {
    rows: found.slice(from, from + perPage),
    headers: [
      ...listTotals(found.length, perPage),
      ...(links.length > 0 ? ([['Link', links.join(', ')]] as const) : []),
    ],
  };
}
