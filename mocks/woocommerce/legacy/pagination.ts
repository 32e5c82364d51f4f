import { urldecode } from '../../php/urlencode.ts';
import { addQueryArg, removeQueryArg } from '../../wordpress/formatting/query-args.ts';
import type { LegacyRequest } from './request.ts';

/** Where a list stands: what WP_Query and WP_User_Query tell about themselves. */
export interface Position {
  readonly page: number;
  readonly total: number;
  /** Undefined where the store does not know (v1's customers): PHP's null, which is less than any page. */
  readonly pages: number | undefined;
  /** The list shows one thing and is not paged. */
  readonly isSingle: boolean;
}

/**
 * `Link`, `X-WC-Total` and `X-WC-TotalPages`.
 *
 * `last` is there whenever this is not the last page, also when there is none: a search without a result says
 * `page=0` (legacy.oauth.027).
 */
export function paginationHeaders(request: LegacyRequest, at: Position): string[] {
  const headers: string[] = [];
  const link = (rel: string, page: number | undefined) => {
    headers.push('Link', `<${pageUrl(request, page)}>; rel="${rel}"`);
  };
  const page = at.page || 1;
  if (!at.isSingle) {
    if (page > 1) {
      link('first', 1);
      link('prev', page - 1);
    }
    if (page + 1 <= (at.pages ?? 0)) link('next', page + 1);
    if (page !== at.pages) link('last', at.pages);
  }
  headers.push('X-WC-Total', String(at.total), 'X-WC-TotalPages', String(at.pages ?? ''));
  return headers;
}

/**
 * The URL asked for with another page: path and query as sent but decoded, on the home's host, without its port,
 * under the scheme of the connection (legacy.key.003, home-subdirectory legacy.route.088).
 */
function pageUrl({ context }: LegacyRequest, page: number | undefined): string {
  const target = removeQueryArg(context.request.uri, 'page');
  const paged = page === undefined ? target : addQueryArg(target, [['page', String(page)]]);
  const host = context.site.home.authority.replace(/:\d+$/, '');
  const scheme = context.isTls ? 'https' : 'http';
  return `${scheme}://${host}${urldecode(paged)}`;
}
