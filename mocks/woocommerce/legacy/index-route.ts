import { homeUrl } from '../../wordpress/site.ts';
import type { LegacyApi, LegacyRequest } from './request.ts';
import { type LegacyCall, type LegacyRoute, readable, verbOfMethod } from './route.ts';

/** `/`: what the store is and what its API can do, for everybody (samples/legacy-index.json). */
export function indexRoute(api: LegacyApi, resources: readonly LegacyRoute[]): LegacyRoute {
  const route: LegacyRoute = { path: '/', handlers: [{ verbs: readable, run: index }] };
  const routes = [route, ...resources];
  return route;

  function index({ request, shop }: LegacyCall): object {
    const { site } = request.context;
    return {
      store: {
        name: site.title,
        description: '',
        URL: homeUrl(site.home, ''),
        wc_version: shop.profile.woocommerce,
        ...(api === 3 ? { version: '3.1.0' } : {}),
        routes: Object.fromEntries(routes.map(one => [one.path, describe(request, one)])),
        meta: {
          timezone: '+00:00',
          currency: 'USD',
          currency_format: '&#36;',
          ...(api === 1
            ? {}
            : {
                currency_position: 'left',
                thousand_separator: ',',
                decimal_separator: '.',
                price_num_decimals: 2,
              }),
          tax_included: false,
          weight_unit: 'lbs',
          dimension_unit: 'in',
          ssl_enabled: api === 3 && site.home.scheme === 'https',
          permalinks_enabled: site.switches.permalinks === 'pretty',
          ...(api === 1 ? {} : { generate_password: true }),
          links: {
            help:
              api === 1
                ? 'https://woocommerce.github.io/woocommerce/rest-api/'
                : 'https://woocommerce.github.io/woocommerce-rest-api-docs/',
          },
        },
      },
    };
  }
}

/** The names appear in the order in which the first method or handler brings them up. */
function describe(request: LegacyRequest, { path, handlers }: LegacyRoute): Record<string, unknown> {
  const { home } = request.context.site;
  const scheme = request.context.isTls ? 'https' : 'http';
  const data: { supports?: string[]; accepts_data?: true; meta?: { self: string } } = {};
  for (const [method, verb] of verbOfMethod) {
    for (const { verbs, acceptsData } of handlers) {
      if (verbs.includes(verb)) {
        data.supports ??= [];
        data.supports.push(method);
      }
      if (acceptsData) data.accepts_data = true;
      if (!path.includes('<'))
        data.meta = { self: homeUrl(home, `/wc-api/v${request.version}${path}`, scheme) };
    }
  }
  return data;
}
