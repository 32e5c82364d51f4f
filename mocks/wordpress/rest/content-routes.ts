import { authorizationRequiredCode, currentUserCan } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { type WpError, wpError } from '../error.ts';
import { currentScheme, restUrl } from '../home.ts';
import { homeUrl } from '../site.ts';
import type { User } from '../users.ts';
import { readable } from './readable.ts';
import type { RestResult, RestRoute } from './route.ts';

/**
 * What a fresh WordPress has published, for anybody to read: its first post, and who has written it. A key of
 * WooCommerce counts for nothing here (namespace.091 to namespace.140).
 */
export function contentRoutes(): RestRoute[] {
  return [
    readable('wp/v2', '/wp/v2/posts', ({ context }) => published([helloWorld(context)])),
    readable('wp/v2', '/wp/v2/users', ({ context }) => {
      const author = firstAuthor(context);
      return published(author ? [showUser(context, author)] : []);
    }),
    {
      namespace: 'wp/v2',
      pattern: '/wp/v2/settings',
      endpoints: [
        { methods: ['GET'], args: {}, permission: ({ context }) => mayManage(context), callback: settings },
      ],
    },
  ];
}

/** A list that fits on one page, with its totals. */
export function published(records: readonly unknown[]): RestResult {
  return {
    data: records,
    headers: [
      ['X-WP-Total', records.length],
      ['X-WP-TotalPages', Math.ceil(records.length / 10)],
    ],
  };
}

/** A user as anybody sees one. */
export function showUser({ site, isTls }: Context, user: User): object {
  const base = restUrl(site, '/wp/v2/users', isTls);
  return {
    id: user.id,
    name: user.login,
    url: '',
    description: '',
    link: homeUrl(site.home, `/author/${user.login}/`, currentScheme(site, isTls)),
    slug: user.login,
    avatar_urls: {},
    meta: [],
    _links: { self: [{ href: `${base}/${user.id}` }], collection: [{ href: base }] },
  };
}

function firstAuthor({ site }: Context): User | undefined {
  for (const user of site.users) if (user.role === 'administrator') return user;
  return undefined;
}

function helloWorld(context: Context): object {
  const { site, isTls } = context;
  const base = restUrl(site, '/wp/v2/posts', isTls);
  return {
    id: 1,
    slug: 'hello-world',
    status: 'publish',
    type: 'post',
    link: homeUrl(site.home, '/hello-world/', currentScheme(site, isTls)),
    title: { rendered: 'Hello world!' },
    author: firstAuthor(context)?.id ?? 0,
    _links: { self: [{ href: `${base}/1` }], collection: [{ href: base }] },
  };
}

function mayManage(context: Context): true | WpError {
  return (
    currentUserCan(context, 'manage_options') ||
    wpError('rest_forbidden', 'Sorry, you are not allowed to do that.', authorizationRequiredCode(context))
  );
}

function settings({ context }: { readonly context: Context }): RestResult {
  const { site } = context;
  return {
    data: { title: site.title, description: '', url: homeUrl(site.home, ''), email: site.adminEmail },
  };
}
