import { createHash } from 'node:crypto';
import { authorizationRequiredCode, currentUserCan, isUserLoggedIn, mayEditUser } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { type WpError, wpError } from '../error.ts';
import { currentScheme, restUrl } from '../home.ts';
import { homeUrl } from '../site.ts';
import type { User } from '../users.ts';
import { versionAtLeast } from '../version.ts';
import { runAbility } from './abilities.ts';
import { applicationPasswordEndpoints } from './application-passwords.ts';
import { listTotals } from './list-totals.ts';
import type { SimulatedEndpoint, SimulatedEndpoints } from './measured.ts';
import { isAttachmentThere, mediaEndpoints } from './media.ts';
import { namedEndpoints } from './named.ts';
import { type ListedPost, listPosts, showPost } from './posts.ts';
import type { RestRequest, RestResult } from './route.ts';
import { coreTaxonomies, termEndpoints } from './terms.ts';

const noSuchUser = wpError('rest_user_invalid_id', 'Invalid user ID.', 404);

/**
 * What a fresh WordPress has published, for anybody to read: its first post, and who has written it. A key of
 * WooCommerce counts for nothing here (namespace.091 to namespace.140). Who may ask is the table's affair.
 */
export const coreSimulated: SimulatedEndpoints = new Map<string, SimulatedEndpoint>([
  ...applicationPasswordEndpoints,
  ...namedEndpoints,
  runAbility,
  ...mediaEndpoints,
  ['GET /wp/v2/users/me', { foretells: notLoggedIn, callback: currentUser }],
  ['GET /wp/v2/types', { callback: ({ context }) => ({ data: types(context) }) }],
  [
    'GET /wp/v2/types/(?P<type>[\\w-]+)',
    {
      callback: ({ context, urlParams }) => {
        const all = types(context) as Readonly<Record<string, object>>;
        const name = urlParams.get('type') ?? '';
        return Object.hasOwn(all, name)
          ? { data: all[name] }
          : wpError('rest_type_invalid', 'Invalid post type.', 404);
      },
    },
  ],
  [
    'GET /wp/v2/posts',
    {
      permission: permitPosts,
      callback: request => listPosts(request, 'posts', [helloWorld(request.context)], post => post),
    },
  ],
  ['POST /wp/v2/posts', { permission: request => permitNewPost(request, 'edit_posts') }],
  [
    'GET /wp/v2/users',
    {
      callback: ({ context }) => {
        const author = firstAuthor(context);
        return published(author ? [showUser(context, author)] : []);
      },
    },
  ],
  [
    'GET /wp/v2/posts/(?P<id>[\\d]+)',
    { callback: request => ({ data: showPost(request, helloWorld(request.context)) }) },
  ],
  ...coreTaxonomies.flatMap(termEndpoints),
  [
    'GET /wp/v2/users/(?P<id>[\\d]+)',
    {
      permission: permitViewOfUser,
      callback: ({ context, urlParams }) => {
        const user = context.site.users.get(Number(urlParams.get('id')));
        return user ? { data: showUser(context, user) } : noSuchUser;
      },
    },
  ],
  ['POST /wp/v2/users/(?P<id>[\\d]+)', { permission: permitChangeOfUser }],
  ['GET /wp/v2/settings', { callback: settings }],
]);

/** `get_items_permissions_check()` of the posts' controller. */
function permitPosts({ context, params }: RestRequest): true | WpError {
  return (
    params.get('context') !== 'edit' ||
    currentUserCan(context, 'edit_posts') ||
    wpError(
      'rest_forbidden_context',
      'Sorry, you are not allowed to edit posts in this post type.',
      authorizationRequiredCode(context),
    )
  );
}

/** `create_item_permissions_check()`: whose it is to be is looked at first, and whether it is to stay on top. */
function permitNewPost({ context, params }: RestRequest, capability: 'edit_posts'): true | WpError {
  const refused = (code: string, message: string) =>
    wpError(code, `Sorry, you are not allowed to ${message}.`, authorizationRequiredCode(context));
  // It is asked for `Allow` too, when nothing that was sent has been looked at.
  const sent = params.get('author');
  const author = typeof sent === 'number' || typeof sent === 'string' ? Number(sent) : 0;
  const mayEditOthers = currentUserCan(context, 'edit_others_posts');
  if (author !== 0 && author !== context.userId && !mayEditOthers)
    return refused('rest_cannot_edit_others', 'create posts as this user');
  if (params.get('sticky') === true && !mayEditOthers)
    return refused('rest_cannot_assign_sticky', 'make posts sticky');
  return currentUserCan(context, capability) || refused('rest_cannot_create', 'create posts as this user');
}

/** Oneself, whoever has published something, and anybody for whom may list users: measured on 5.8 and 10.5. */
function permitViewOfUser({ context, urlParams }: RestRequest): true | WpError {
  const id = Number(urlParams.get('id'));
  if (context.site.users.get(id) === undefined) return noSuchUser;
  if (id === firstAuthor(context)?.id || (isUserLoggedIn(context) && id === context.userId)) return true;
  return (
    currentUserCan(context, 'list_users') ||
    wpError(
      'rest_user_cannot_view',
      'Sorry, you are not allowed to list users.',
      authorizationRequiredCode(context),
    )
  );
}

function permitChangeOfUser({ context, urlParams }: RestRequest): true | WpError {
  const id = Number(urlParams.get('id'));
  if (context.site.users.get(id) === undefined) return noSuchUser;
  return (
    mayEditUser(context, id) ||
    wpError(
      'rest_cannot_edit',
      'Sorry, you are not allowed to edit this user.',
      authorizationRequiredCode(context),
    )
  );
}

/** Users and attachments that there are, by the number in the path. */
export function isCoreThere(pattern: string, request: RestRequest): boolean | undefined {
  const { context, urlParams } = request;
  const user = pattern.startsWith('/wp/v2/users/(')
    ? (urlParams.get('id') ?? urlParams.get('user_id'))
    : undefined;
  return user === undefined
    ? isAttachmentThere(pattern, request)
    : context.site.users.get(Number(user)) !== undefined;
}

/** A list that fits on one page, with its totals. */
function published(records: readonly unknown[]): RestResult {
  return { data: records, headers: listTotals(records.length) };
}

/** A user as anybody sees one. */
function showUser({ site, isTls }: Context, user: User): object {
  const base = restUrl(site, '/wp/v2/users', isTls);
  return {
    id: user.id,
    name: user.login,
    url: '',
    description: '',
    link: homeUrl(site.home, `/author/${user.login}/`, currentScheme(site, isTls)),
    slug: user.login,
    avatar_urls: avatars(site, user.email),
    meta: [],
    _links: {
      self: [
        {
          href: `${base}/${user.id}`,
          ...(versionAtLeast(site.version, '6.7') ? { targetHints: { allow: ['GET'] } } : {}),
        },
      ],
      collection: [{ href: base }],
    },
  };
}

/** `rest_get_avatar_urls()`: of the address's SHA-256 from WordPress 6.8 on, of its MD5 before. */
function avatars(site: Context['site'], email: string): Record<string, string> {
  const algorithm = versionAtLeast(site.version, '6.8') ? 'sha256' : 'md5';
  const hash = createHash(algorithm).update(email.trim().toLowerCase()).digest('hex');
  const url = (size: number) => `https://secure.gravatar.com/avatar/${hash}?s=${size}&d=mm&r=g`;
  return { 24: url(24), 48: url(48), 96: url(96) };
}

function firstAuthor({ site }: Context): User | undefined {
  for (const user of site.users) if (user.role === 'administrator') return user;
  return undefined;
}

/** When WordPress was set up: before anything was sold there. */
const firstPostAt = Date.UTC(2026, 10, 21) / 1000;

function helloWorld(context: Context): ListedPost {
  const { version } = context.site;
  const greeting = 'Welcome to WordPress. This is your first post. Edit or delete it, then start writing!';
  return {
    id: 1,
    type: 'post',
    base: 'posts',
    slug: 'hello-world',
    path: '/hello-world/',
    title: 'Hello world!',
    content: `\n<p>${greeting}</p>\n`,
    excerpt: `<p>${greeting}</p>\n`,
    date: firstPostAt,
    modified: firstPostAt,
    author: firstAuthor(context)?.id ?? 0,
    pings: true,
    more: {
      sticky: false,
      template: '',
      format: 'standard',
      meta: versionAtLeast(version, '6.3') ? { footnotes: '' } : [],
    },
    terms: [
      ['category', 'categories', [1]],
      ['post_tag', 'tags', []],
    ],
    classes: [
      'post-1',
      'post',
      'type-post',
      'status-publish',
      'format-standard',
      'hentry',
      'category-uncategorized',
    ],
  };
}

function settings({ context }: RestRequest): RestResult {
  const { site } = context;
  return {
    data: { title: site.title, description: '', url: homeUrl(site.home, ''), email: site.adminEmail },
  };
}

/** `/wp/v2/users/me`: who WordPress takes the client for. A key of WooCommerce does not count there. */
function currentUser({ context }: RestRequest): RestResult {
  return { data: showUser(context, context.site.users.get(context.userId) as User) };
}

function notLoggedIn({ context }: RestRequest): WpError | undefined {
  return isUserLoggedIn(context) && context.site.users.get(context.userId)
    ? undefined
    : wpError('rest_not_logged_in', 'You are not currently logged in.', 401);
}

/** `/wp/v2/types`, by WordPress's version: 5.8, 6.0 and 6.4 as recorded, fonts and global styles as of 6.9.1. */
function types({ site, isTls }: Context): unknown {
  const fonts = versionAtLeast(site.version, '6.5');
  const menus = versionAtLeast(site.version, '5.9');
  const names: readonly (readonly [string, string, string])[] = [
    ['post', 'Posts', 'posts'],
    ['page', 'Pages', 'pages'],
    ['attachment', 'Media', 'media'],
    ...(menus ? ([['nav_menu_item', 'Navigation Menu Items', 'menu-items']] as const) : []),
    ['wp_block', fonts ? 'Patterns' : 'Reusable blocks', 'blocks'],
    ['wp_template', 'Templates', 'templates'],
    ...(menus ? ([['wp_template_part', 'Template Parts', 'template-parts']] as const) : []),
    ...(fonts ? ([['wp_global_styles', 'Global Styles', 'global-styles']] as const) : []),
    ...(menus ? ([['wp_navigation', 'Navigation Menus', 'navigation']] as const) : []),
    ...(fonts
      ? ([
          ['wp_font_family', 'Font Families', 'font-families'],
          ['wp_font_face', 'Font Faces', 'font-families/(?P<font_family_id>[\\d]+)/font-faces'],
        ] as const)
      : []),
    ['product', 'Products', 'product'],
  ];
  const collection = [{ href: restUrl(site, '/wp/v2/types', isTls) }];
  return Object.fromEntries(
    names.map(([slug, name, rest_base]) => [
      slug,
      {
        description: '',
        hierarchical: slug === 'page',
        has_archive: slug === 'product' ? 'shop' : false,
        name,
        slug,
        taxonomies: [],
        rest_base,
        rest_namespace: 'wp/v2',
        _links: { collection, 'wp:items': [{ href: restUrl(site, `/wp/v2/${rest_base}`, isTls) }] },
      },
    ]),
  );
}
