import { isUserLoggedIn } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { type WpError, wpError } from '../error.ts';
import { currentScheme, restUrl } from '../home.ts';
import { homeUrl, type Site } from '../site.ts';
import { versionAtLeast } from '../version.ts';
import { contentRoutes, showUser } from './content-routes.ts';
import { describeRoute } from './dispatch.ts';
import { readable } from './readable.ts';
import type { RestRequest, RestResult, RestRoute } from './route.ts';
import type { CompiledRoute, Routes } from './routes.ts';

/**
 * The routes that WordPress itself brings, as far as a client of a store meets them.
 * @param all the site's routes, its plugins' among them; read when the index is asked for.
 */
export function coreRoutes(site: Site, all: () => Routes): RestRoute[] {
  return [
    readable('', '/', request => ({ data: index(request.context, all()) })),
    ...coreNamespaces(site).map(namespace => namespaceIndex(namespace, all)),
    readable('wp/v2', '/wp/v2/users/me', currentUser),
    readable('wp/v2', '/wp/v2/types', ({ context }) => ({ data: types(context) })),
    ...contentRoutes(),
  ];
}

function coreNamespaces(site: Site): string[] {
  const abilities = versionAtLeast(site.version, '6.9') ? ['wp-abilities/v1'] : [];
  const editor = versionAtLeast(site.version, '5.9') ? ['wp-block-editor/v1'] : [];
  return ['oembed/1.0', ...abilities, 'wp/v2', 'wp-site-health/v1', ...editor];
}

/** What `register_rest_route()` adds for a namespace: the list of its routes. */
export function namespaceIndex(namespace: string, all: () => Routes): RestRoute {
  return readable(namespace, `/${namespace}`, ({ context }) => ({
    data: {
      namespace,
      routes: describe(
        context,
        all().all.filter(({ route }) => route.namespace === namespace),
      ),
      _links: { up: [{ href: restUrl(context.site, '/', context.isTls) }] },
    },
  }));
}

/** `WP_REST_Server::get_index()`. `home` has the scheme of the connection, `url` that of the settings. */
function index(context: Context, all: Routes): unknown {
  const { site, isTls } = context;
  const scheme = currentScheme(site, isTls);
  const reading = versionAtLeast(site.version, '6.8')
    ? { page_for_posts: 0, page_on_front: 0, show_on_front: 'posts' }
    : {};
  return {
    name: site.title,
    description: '',
    url: homeUrl(site.home, ''),
    home: homeUrl(site.home, '', scheme),
    gmt_offset: '0',
    timezone_string: '',
    ...reading,
    namespaces: all.namespaces,
    // Application passwords want TLS: without it there is nothing to tell.
    authentication: isTls
      ? {
          'application-passwords': {
            endpoints: { authorization: homeUrl(site.home, '/wp-admin/authorize-application.php', scheme) },
          },
        }
      : [],
    routes: describe(context, all.all),
    site_logo: 0,
    // Not with WordPress 5.8 (wc-5.8: route.001).
    ...(versionAtLeast(site.version, '5.9') && { site_icon: 0 }),
    // With WordPress 6.0 there was none yet (wc-6.6: route.001).
    ...(versionAtLeast(site.version, '6.1') && { site_icon_url: '' }),
    _links: { help: [{ href: 'https://developer.wordpress.org/rest-api/' }] },
  };
}

function describe({ site, isTls }: Context, routes: readonly CompiledRoute[]): Record<string, unknown> {
  const described: Record<string, unknown> = {};
  for (const compiled of routes) {
    const { pattern } = compiled.route;
    const { schema: _, ...route } = describeRoute(compiled);
    described[pattern] = pattern.includes('(?P<')
      ? route
      : { ...route, _links: { self: [{ href: restUrl(site, pattern, isTls) }] } };
  }
  return described;
}

/** `/wp/v2/users/me`: who WordPress takes the client for. A key of WooCommerce does not count there. */
function currentUser({ context }: RestRequest): RestResult | WpError {
  const user = isUserLoggedIn(context) ? context.site.users.get(context.userId) : undefined;
  if (!user) return wpError('rest_not_logged_in', 'You are not currently logged in.', 401);
  return { data: showUser(context, user) };
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
