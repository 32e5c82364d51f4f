import { currentUserCan } from '../capabilities.ts';
import { type WpError, wpError } from '../error.ts';
import { parseDate } from '../formatting/dates.ts';
import type { Attachment } from '../media/attachments.ts';
import { type ListedPage, listedPage } from './listed-page.ts';
import type { RestRequest } from './route.ts';

/** `WP_Query` of attachments, as far as the parameters of `GET /wp/v2/media` ask. */
export function mediaPage(request: RestRequest): ListedPage<Attachment> | WpError {
  const { context, params } = request;
  const { site } = context;
  const statuses = idsOrWords(params.get('status') ?? ['inherit']);
  if (!statuses.includes('inherit') && !currentUserCan(context, 'edit_posts'))
    return wpError('rest_invalid_param', 'Invalid parameter(s): status', 400, {
      params: { status: 'Status is forbidden.' },
      details: {
        status: { code: 'rest_forbidden_status', message: 'Status is forbidden.', data: { status: 403 } },
      },
    });
  const found = sorted(site.attachments.all().filter(filterOf(request, statuses)), request);
  return listedPage(request, '/wp/v2/media', found, 'posts');
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
