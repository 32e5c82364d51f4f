import type { Context } from '../context.ts';
import { isWpError, type WpError } from '../error.ts';
import { dateText, parseDate } from '../formatting/dates.ts';
import { currentScheme, restUrl } from '../home.ts';
import { homeUrl } from '../site.ts';
import { versionAtLeast } from '../version.ts';
import { type ListedPage, listedPage } from './listed-page.ts';
import type { RestRequest, RestResult } from './route.ts';

/** A published post of any type, as WordPress's own namespace shows it to anybody. */
export interface ListedPost {
  readonly id: number;
  readonly type: string;
  /** `posts`, where those of its type are below `wp/v2`. */
  readonly base: string;
  readonly slug: string;
  readonly path: string;
  readonly title: string;
  readonly content: string;
  readonly excerpt: string;
  readonly date: number;
  readonly modified: number;
  /** 0 where its type has none. */
  readonly author: number;
  /** What only its type has, behind `comment_status` and `ping_status`. */
  readonly more: Readonly<Record<string, unknown>>;
  /** Its terms, by the taxonomy and where that is below `wp/v2`. */
  readonly terms: readonly (readonly [taxonomy: string, base: string, ids: readonly number[]])[];
  readonly classes: unknown;
  readonly pings: boolean;
}

/**
 * `WP_Query`, as far as the parameters of a list ask. What is asked for without a condition, by date, is cut from the rows:
 * no other is made a post of.
 *
 * @param rows the newest first
 */
export function listPosts<Row>(
  request: RestRequest,
  base: string,
  rows: readonly Row[],
  postOf: (row: Row) => ListedPost,
): RestResult | WpError {
  const { params } = request;
  const tests = testsOf(params, rows[0] === undefined ? [] : postOf(rows[0]).terms.map(([, own]) => own));
  const by = String(params.get('orderby') ?? 'date');
  const isUp = params.get('order') === 'asc' && by !== 'include';
  const route = `/wp/v2/${base}`;
  if (tests.length === 0 && by === 'date') {
    const page = listedPage(request, route, isUp ? rows.toReversed() : rows, 'posts');
    return isWpError(page) ? page : shown(request, page, postOf);
  }
  const found = rows.map(postOf).filter(post => tests.every(test => test(post)));
  const include = idsIn(params, 'include');
  const value = (post: ListedPost): number | string => {
    if (by === 'title') return post.title.toLowerCase();
    if (by === 'slug' || by === 'id' || by === 'modified') return post[by];
    return by === 'include' ? -include.indexOf(post.id) : post.date;
  };
  const sign = isUp ? 1 : -1;
  found.sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    return sign * (a < b ? -1 : a > b ? 1 : one.id - other.id);
  });
  const page = listedPage(request, route, found, 'posts');
  return isWpError(page) ? page : shown(request, page, post => post);
}

function shown<Row>(
  request: RestRequest,
  { rows, headers }: ListedPage<Row>,
  postOf: (row: Row) => ListedPost,
): RestResult {
  return { data: rows.map(row => showPost(request, postOf(row))), headers };
}

type Test = (post: ListedPost) => boolean;

function many(params: RestRequest['params'], name: string): readonly unknown[] {
  const value = params.get(name);
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

function idsIn(params: RestRequest['params'], name: string): readonly number[] {
  return many(params, name).map(Number);
}

/** What a post has to meet. @param taxonomies where the terms of such posts are below `wp/v2` */
function testsOf(params: RestRequest['params'], taxonomies: readonly string[]): Test[] {
  const tests: Test[] = [];
  const [include, exclude] = [idsIn(params, 'include'), idsIn(params, 'exclude')];
  if (include.length > 0) tests.push(({ id }) => include.includes(id));
  if (exclude.length > 0) tests.push(({ id }) => !exclude.includes(id));
  const slugs = many(params, 'slug').map(String);
  if (slugs.length > 0) tests.push(({ slug }) => slugs.includes(slug));
  for (const [name, test] of times) {
    const time = parseDate(params.get(name));
    if (time !== undefined) tests.push(post => test(post, time));
  }
  for (const own of taxonomies) {
    const has = (post: ListedPost, ids: readonly number[]) =>
      post.terms.some(([, base, terms]) => base === own && ids.some(id => terms.includes(id)));
    const [wanted, unwanted] = [idsIn(params, own), idsIn(params, `${own}_exclude`)];
    if (wanted.length > 0) tests.push(post => has(post, wanted));
    if (unwanted.length > 0) tests.push(post => !has(post, unwanted));
  }
  const words = String(params.get('search') ?? '')
    .toLowerCase()
    .split(/\s+/);
  for (const word of words.filter(one => one !== ''))
    tests.push(post =>
      [post.title, post.content, post.excerpt].some(one => one.toLowerCase().includes(word)),
    );
  return tests;
}

const times: readonly (readonly [string, (post: ListedPost, time: number) => boolean])[] = [
  ['after', ({ date }, time) => date > time],
  ['before', ({ date }, time) => date < time],
  ['modified_after', ({ modified }, time) => modified > time],
  ['modified_before', ({ modified }, time) => modified < time],
];

export function showPost({ context, params }: RestRequest, post: ListedPost): object {
  const { site, isTls } = context;
  const isWhole = params.get('context') !== 'embed';
  const [date, modified] = [dateText(post.date), dateText(post.modified)];
  const link = homeUrl(site.home, post.path, currentScheme(site, isTls));
  const rendered = (text: string) => ({ rendered: text, protected: false });
  return {
    id: post.id,
    date,
    ...(isWhole ? { date_gmt: date, guid: { rendered: link }, modified, modified_gmt: modified } : {}),
    slug: post.slug,
    ...(isWhole ? { status: 'publish' } : {}),
    type: post.type,
    link,
    title: { rendered: post.title },
    ...(isWhole ? { content: rendered(post.content) } : {}),
    excerpt: rendered(post.excerpt),
    ...(post.author > 0 ? { author: post.author } : {}),
    featured_media: 0,
    ...(isWhole
      ? {
          comment_status: 'open',
          ping_status: post.pings ? 'open' : 'closed',
          ...post.more,
          ...Object.fromEntries(post.terms.map(([, base, ids]) => [base, ids])),
          ...(versionAtLeast(site.version, '6.7') ? { class_list: post.classes } : {}),
        }
      : {}),
    _links: postLinks(context, post),
  };
}

function postLinks({ site, isTls }: Context, { id, type, base, author, terms }: ListedPost): object {
  const root = restUrl(site, '/wp/v2', isTls);
  const hints = versionAtLeast(site.version, '6.7') ? { targetHints: { allow: ['GET'] } } : {};
  return {
    self: [{ href: `${root}/${base}/${id}`, ...hints }],
    collection: [{ href: `${root}/${base}` }],
    about: [{ href: `${root}/types/${type}` }],
    ...(author > 0 ? { author: [{ embeddable: true, href: `${root}/users/${author}` }] } : {}),
    replies: [{ embeddable: true, href: `${root}/comments?post=${id}` }],
    ...(type === 'post'
      ? { 'version-history': [{ count: 0, href: `${root}/${base}/${id}/revisions` }] }
      : {}),
    'wp:attachment': [{ href: `${root}/media?parent=${id}` }],
    'wp:term': terms.map(([taxonomy, own]) => ({
      taxonomy,
      embeddable: true,
      href: `${root}/${own}?post=${id}`,
    })),
    curies: [{ name: 'wp', href: 'https://api.w.org/{rel}', templated: true }],
  };
}
