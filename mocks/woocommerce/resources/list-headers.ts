import { restUrl } from '../../wordpress/home.ts';
import { listTotals } from '../../wordpress/rest/list-totals.ts';
import type { RestRequest, RestResult } from '../../wordpress/rest/route.ts';
import { linkQuery, listLinks } from './list-links.ts';
import { asInteger } from './values.ts';

/** The totals of a list, and the links to the pages beside the one that is shown. */
export function listHeaders(request: RestRequest, total: number): NonNullable<RestResult['headers']> {
  const { context, params, route } = request;
  const perPage = asInteger(params.get('per_page'), 10);
  const link = listLinks(
    restUrl(context.site, route, context.isTls),
    linkQuery(request, {}),
    asInteger(params.get('page'), 1),
    Math.ceil(total / perPage),
  );
  return [...listTotals(total, perPage), ...(link === undefined ? [] : [['Link', link] as const])];
}
