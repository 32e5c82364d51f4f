import type { Context } from '../context.ts';
import { isWpError, type WpError } from '../error.ts';
import { dateText, parseDate } from '../formatting/dates.ts';
import { currentScheme, restUrl } from '../home.ts';
import { homeUrl } from '../site.ts';
import { versionAtLeast } from '../version.ts';
import { listedPage } from './listed-page.ts';
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

/** `WP_Query`, as far as the parameters of a list ask. */
export function listPosts(
  request: RestRequest,
  base: string,
  all: readonly ListedPost[],
): RestResult | WpError {
  const { params } = request;
  const many = (name: string) => {
    const value = params.get(name);
    return value === undefined || value === null || value === ''
      ? []
      : Array.isArray(value)
        ? value
        : [value];
  };
  const ids = (name: string) => many(name).map(Number);
  const [include, exclude, slugs] = [ids('include'), ids('exclude'), many('slug').map(String)];
  const words = String(params.get('search') ?? '')
    .toLowerCase()
    .split(/\s+/);
  const time = (name: string) => parseDate(params.get(name));
  const [after, before] = [time('after'), time('before')];
  const [changedAfter, changedBefore] = [time('modified_after'), time('modified_before')];
  const found = all.filter(post => {
    const texts = [post.title, post.content, post.excerpt].map(one => one.toLowerCase());
    return (
      (include.length === 0 || include.includes(post.id)) &&
      !exclude.includes(post.id) &&
      (slugs.length === 0 || slugs.includes(post.slug)) &&
      words.every(word => texts.some(one => one.includes(word))) &&
      (after === undefined || post.date > after) &&
      (before === undefined || post.date < before) &&
      (changedAfter === undefined || post.modified > changedAfter) &&
      (changedBefore === undefined || post.modified < changedBefore) &&
      post.terms.every(([, own, has]) => {
        const [wanted, unwanted] = [ids(own), ids(`${own}_exclude`)];
        return (
          (wanted.length === 0 || wanted.some(id => has.includes(id))) &&
          !unwanted.some(id => has.includes(id))
        );
      })
    );
  });
  const by = String(params.get('orderby') ?? 'date');
  const value = (post: ListedPost): number | string => {
    if (by === 'title') return post.title.toLowerCase();
    if (by === 'slug' || by === 'id' || by === 'modified') return post[by];
    return by === 'include' ? -include.indexOf(post.id) : post.date;
  };
  const sign = params.get('order') === 'asc' && by !== 'include' ? 1 : -1;
  found.sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    return sign * (a < b ? -1 : a > b ? 1 : one.id - other.id);
  });
  const page = listedPage(request, `/wp/v2/${base}`, found, 'posts');
  if (isWpError(page)) return page;
  return { data: page.rows.map(post => showPost(request, post)), headers: page.headers };
}

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
