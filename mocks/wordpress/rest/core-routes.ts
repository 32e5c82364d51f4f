import { FatalError } from '../../php/fatal-error.ts';
import type { Context } from '../context.ts';
import { wpError } from '../error.ts';
import { currentScheme, restUrl } from '../home.ts';
import { homeUrl, type Site } from '../site.ts';
import { versionAtLeast } from '../version.ts';
import { describeRoute } from './dispatch.ts';
import { readable } from './readable.ts';
import type { CompiledRoute, RestRoute } from './route.ts';
import type { Routes } from './routes.ts';

/**
 * The indexes of the REST API: of all routes, and of each namespace of WordPress's own.
 * @param all the site's routes, its plugins' among them; read when the index is asked for.
 */
export function coreRoutes(site: Site, all: () => Routes): RestRoute[] {
  return [
    readable('', '/', async ({ context }) => ({
      data: index(context, all().namespaces, await all().everyRoute()),
    })),
    ...coreNamespaces(site).map(namespace => namespaceIndex(namespace, all)),
  ];
}

function coreNamespaces(site: Site): string[] {
  const abilities = versionAtLeast(site.version, '6.9') ? ['wp-abilities/v1'] : [];
  const editor = versionAtLeast(site.version, '5.9') ? ['wp-block-editor/v1'] : [];
  return ['oembed/1.0', ...abilities, 'wp/v2', 'wp-site-health/v1', ...editor];
}

/** What `register_rest_route()` adds for a namespace: the list of its routes, or of those of another that is asked for. */
export function namespaceIndex(own: string, all: () => Routes): RestRoute {
  return readable(
    own,
    `/${own}`,
    async ({ context, params }) => {
      const namespace = params.get('namespace');
      // PHP dies of an array as the key of another.
      if (typeof namespace === 'object' && namespace !== null) throw new FatalError('Illegal offset type');
      const routes = (await all().everyRoute()).filter(({ route }) => route.namespace === namespace);
      if (routes.length === 0) return noNamespace;
      return {
        data: {
          namespace,
          routes: describe(context, routes),
          _links: { up: [{ href: restUrl(context.site, '/', context.isTls) }] },
        },
      };
    },
    { namespace: { default: own, required: false } },
  );
}

const noNamespace = wpError('rest_invalid_namespace', 'The specified namespace could not be found.', 404);

/** `WP_REST_Server::get_index()`. `home` has the scheme of the connection, `url` that of the settings. */
function index(context: Context, namespaces: readonly string[], routes: readonly CompiledRoute[]): unknown {
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
    namespaces,
    // Application passwords want TLS: without it there is nothing to tell.
    authentication: isTls
      ? {
          'application-passwords': {
            endpoints: { authorization: homeUrl(site.home, '/wp-admin/authorize-application.php', scheme) },
          },
        }
      : [],
    routes: describe(context, routes),
    site_logo: 0,
    // Not with WordPress 5.8 (wc-5.8: route.001).
    ...(versionAtLeast(site.version, '5.9') && { site_icon: 0 }),
    // With WordPress 6.0 there was none yet (wc-6.6: route.001).
    ...(versionAtLeast(site.version, '6.1') && { site_icon_url: '' }),
    _links: { help: [{ href: 'https://developer.wordpress.org/rest-api/' }] },
  };
}

function describe(context: Context, routes: readonly CompiledRoute[]): Record<string, unknown> {
  const described: Record<string, unknown> = {};
  for (const compiled of routes) {
    const { schema: _, ...route } = describeRoute(context, compiled);
    described[compiled.route.pattern] = route;
  }
  return described;
}
