import { parse_str } from '../../php/parse_str.ts';
import { currentUserCan } from '../capabilities.ts';
import { type WpError, wpError } from '../error.ts';
import { parseDate } from '../formatting/dates.ts';
import { addQueryArg } from '../formatting/query-args.ts';
import { restUrl } from '../home.ts';
import type { Attachment } from '../media/attachments.ts';
import { listTotals } from './list-totals.ts';
import type { RestRequest, RestResult } from './route.ts';

export interface MediaPage {
  readonly rows: readonly Attachment[];
  readonly headers: NonNullable<RestResult['headers']>;
}

/** `WP_Query` of attachments, as far as the parameters of `GET /wp/v2/media` ask. */
export function mediaPage(request: RestRequest): MediaPage | WpError {
  const { context, params } = request;
  const { site, isTls } = context;
  const statuses = idsOrWords(params.get('status') ?? ['inherit']);
  if (!statuses.includes('inherit') && !currentUserCan(context, 'edit_posts'))
    return wpError('rest_invalid_param', 'Invalid parameter(s): status', 400, {
      params: { status: 'Status is forbidden.' },
      details: {
        status: { code: 'rest_forbidden_status', message: 'Status is forbidden.', data: { status: 403 } },
      },
    });
  const found = sorted(site.attachments.all().filter(filterOf(request, statuses)), request);
  const perPage = Number(params.get('per_page') ?? 10);
  const page = Number(params.get('page') ?? 1);
  const offset = params.get('offset');
  const from = typeof offset === 'number' ? offset : (page - 1) * perPage;
  const pages = Math.ceil(found.length / perPage);
  if (page > pages && found.length > 0)
    return wpError(
      'rest_post_invalid_page_number',
      'The page number requested is larger than the number of pages available.',
      400,
    );
  const base = restUrl(site, '/wp/v2/media', isTls);
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

type Test = (row: Attachment) => boolean;

function filterOf({ params }: RestRequest, statuses: readonly unknown[]): Test {
  const tests: Test[] = [row => statuses.includes(row.status)];
  const ids = (name: string, test: (row: Attachment) => number, isIn: boolean): void => {
    const wanted = idsOrWords(params.get(name)).map(Number);
    if (wanted.length > 0) tests.push(row => wanted.includes(test(row)) === isIn);
  };
  ids('include', row => row.id, true);
  ids('exclude', row => row.id, false);
  ids('parent', row => row.post, true);
  ids('parent_exclude', row => row.post, false);
  ids('author', row => row.author, true);
  ids('author_exclude', row => row.author, false);
  const slugs = idsOrWords(params.get('slug'));
  if (slugs.length > 0) tests.push(row => slugs.includes(row.slug));
  const kinds = idsOrWords(params.get('media_type'));
  if (kinds.length > 0) tests.push(row => kinds.includes(kindOf(row.mime)));
  const mimes = idsOrWords(params.get('mime_type'));
  if (mimes.length > 0) tests.push(row => mimes.includes(row.mime));
  const search = String(params.get('search') ?? '').toLowerCase();
  for (const word of search.split(/\s+/).filter(part => part !== ''))
    tests.push(row =>
      [row.title, row.caption, row.description].some(text => text.toLowerCase().includes(word)),
    );
  const time = (name: string, test: (row: Attachment, at: number) => boolean): void => {
    const at = parseDate(params.get(name));
    if (at !== undefined) tests.push(row => test(row, at));
  };
  time('after', (row, at) => row.date > at);
  time('before', (row, at) => row.date < at);
  time('modified_after', (row, at) => row.modified > at);
  time('modified_before', (row, at) => row.modified < at);
  return row => tests.every(test => test(row));
}

/** `media_type`: the part before the slash, `file` being no word of its own. */
function kindOf(mime: string): string {
  return mime.slice(0, mime.indexOf('/'));
}

function idsOrWords(value: unknown): unknown[] {
  return value === undefined || value === null || value === '' ? [] : Array.isArray(value) ? value : [value];
}

function sorted(rows: Attachment[], { params }: RestRequest): Attachment[] {
  const by = String(params.get('orderby') ?? 'date');
  const isAscending = params.get('order') === 'asc';
  const include = idsOrWords(params.get('include')).map(Number);
  const value = (row: Attachment): number | string => {
    switch (by) {
      case 'id':
        return row.id;
      case 'title':
        return row.title.toLowerCase();
      case 'slug':
        return row.slug;
      case 'author':
        return row.author;
      case 'modified':
        return row.modified;
      case 'parent':
        return row.post;
      case 'include':
        // In the order given, whatever is said of the order.
        return (isAscending ? 1 : -1) * include.indexOf(row.id);
      default:
        return row.date;
    }
  };
  const compare = (one: Attachment, other: Attachment): number => {
    const [a, b] = [value(one), value(other)];
    const difference = a < b ? -1 : a > b ? 1 : one.id - other.id;
    return isAscending ? difference : -difference;
  };
  return rows.sort(compare);
}
