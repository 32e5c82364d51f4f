import { authorizationRequiredCode, currentUserCan } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { isWpError, type WpError, wpError } from '../error.ts';
import { currentScheme, restUrl } from '../home.ts';
import { homeUrl } from '../site.ts';
import { versionAtLeast } from '../version.ts';
import { listedPage } from './listed-page.ts';
import type { SimulatedEndpoint } from './measured.ts';
import type { RestRequest, RestResult } from './route.ts';

/** A term, as WordPress's own namespace shows those of every taxonomy. */
interface ListedTerm {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly description: string;
  readonly parent: number;
  readonly count: number;
  /** Where its page is below the taxonomy's; its slug where it is left out. */
  readonly path?: string;
  /** Whom it is a term of. */
  readonly posts: readonly number[];
}

export interface Taxonomy {
  readonly name: string;
  /** `categories`, where its terms are below `wp/v2`. */
  readonly base: string;
  /** `/category/`: where its pages are. */
  readonly path: string;
  /** `posts?categories=`: where the posts of a term are. */
  readonly posts: string;
  readonly isHierarchical: boolean;
  terms(context: Context): readonly ListedTerm[];
}

/** `WP_REST_Terms_Controller`: the list of a taxonomy, and one of its terms, for anybody to read. */
export function termEndpoints(taxonomy: Taxonomy): [string, SimulatedEndpoint][] {
  const route = `/wp/v2/${taxonomy.base}`;
  const termOf = ({ context, urlParams }: RestRequest) =>
    taxonomy.terms(context).find(({ id }) => id === Number(urlParams.get('id')));
  return [
    [
      `GET ${route}`,
      {
        permission: request => permitView(request, 'edit terms in this taxonomy'),
        callback: request => list(request, taxonomy, route),
      },
    ],
    [
      `GET ${route}/(?P<id>[\\d]+)`,
      {
        permission: request => (termOf(request) ? permitView(request, 'edit this term') : noTerm),
        callback: request => {
          const term = termOf(request);
          return term ? { data: record(request, taxonomy, term) } : noTerm;
        },
      },
    ],
  ];
}

const noTerm = wpError('rest_term_invalid', 'Term does not exist.', 404);

function permitView({ context, params }: RestRequest, what: string): true | WpError {
  if (params.get('context') !== 'edit' || currentUserCan(context, 'manage_categories')) return true;
  const message = `Sorry, you are not allowed to ${what}.`;
  return wpError('rest_forbidden_context', message, authorizationRequiredCode(context));
}

function list(request: RestRequest, taxonomy: Taxonomy, route: string): RestResult | WpError {
  const { context, params } = request;
  const ids = (name: string) => many(params.get(name)).map(Number);
  const [include, exclude] = [ids('include'), ids('exclude')];
  const slugs = many(params.get('slug')).map(String);
  const search = text(params.get('search')).toLowerCase();
  const [parent, post] = [params.get('parent'), params.get('post')];
  const found = taxonomy
    .terms(context)
    .filter(({ id }) => include.length === 0 || include.includes(id))
    .filter(({ id }) => include.length > 0 || !exclude.includes(id))
    .filter(({ slug }) => slugs.length === 0 || slugs.includes(slug))
    .filter(({ name, slug }) => [name, slug].some(one => one.toLowerCase().includes(search)))
    .filter(term => typeof parent !== 'number' || term.parent === parent)
    .filter(({ posts }) => typeof post !== 'number' || posts.includes(post))
    .filter(({ count }) => params.get('hide_empty') !== true || count > 0);
  const by = text(params.get('orderby')) || 'name';
  const value = (term: ListedTerm): number | string => {
    if (by === 'include') return include.indexOf(term.id);
    if (by === 'id' || by === 'count') return term[by];
    return by === 'slug' || by === 'description' ? term[by] : term.name.toLowerCase();
  };
  const sign = params.get('order') === 'desc' && by !== 'include' ? -1 : 1;
  found.sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    return sign * (a < b ? -1 : a > b ? 1 : one.id - other.id);
  });
  const page = listedPage(request, route, found, 'terms');
  if (isWpError(page)) return page;
  return { data: page.rows.map(term => record(request, taxonomy, term)), headers: page.headers };
}

function record({ context, params }: RestRequest, taxonomy: Taxonomy, term: ListedTerm): object {
  const { site, isTls } = context;
  const base = restUrl(site, '/wp/v2', isTls);
  const self = `${base}/${taxonomy.base}/${term.id}`;
  const hints = versionAtLeast(site.version, '6.7') ? { targetHints: { allow: ['GET'] } } : {};
  const isWhole = params.get('context') !== 'embed';
  return {
    id: term.id,
    ...(isWhole ? { count: term.count, description: term.description } : {}),
    link: homeUrl(site.home, `${taxonomy.path}${term.path ?? term.slug}/`, currentScheme(site, isTls)),
    name: term.name,
    slug: term.slug,
    taxonomy: taxonomy.name,
    ...(isWhole && taxonomy.isHierarchical ? { parent: term.parent } : {}),
    ...(isWhole ? { meta: [] } : {}),
    _links: {
      self: [{ href: self, ...hints }],
      collection: [{ href: `${base}/${taxonomy.base}` }],
      about: [{ href: `${base}/taxonomies/${taxonomy.name}` }],
      ...(term.parent > 0
        ? { up: [{ embeddable: true, href: `${base}/${taxonomy.base}/${term.parent}` }] }
        : {}),
      'wp:post_type': [{ href: `${base}/${taxonomy.posts}${term.id}` }],
      curies: [{ name: 'wp', href: 'https://api.w.org/{rel}', templated: true }],
    },
  };
}

function many(value: unknown): unknown[] {
  return value === undefined || value === null || value === '' ? [] : Array.isArray(value) ? value : [value];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What a fresh WordPress has sorted its first post into. */
export const coreTaxonomies: readonly Taxonomy[] = [
  {
    name: 'category',
    base: 'categories',
    path: '/category/',
    posts: 'posts?categories=',
    isHierarchical: true,
    terms: () => [
      {
        id: 1,
        name: 'Uncategorized',
        slug: 'uncategorized',
        description: '',
        parent: 0,
        count: 1,
        posts: [1],
      },
    ],
  },
  {
    name: 'post_tag',
    base: 'tags',
    path: '/tag/',
    posts: 'posts?tags=',
    isHierarchical: false,
    terms: () => [],
  },
];
