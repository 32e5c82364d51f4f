import type { Plugin } from '../wordpress/plugin.ts';
import { loadAuthentication } from './authentication/index.ts';
import { authorize } from './authorize/index.ts';
import { legacyApi } from './legacy/index.ts';
import { restRoutes } from './resources/index.ts';
import type { Shop } from './shop.ts';
import { isStoreApi, storeApi } from './store-api.ts';

/** WooCommerce: its authentication, its REST API, the legacy API and the granting of keys, as one plugin. */
export function createWooCommerce(shop: Shop): Plugin {
  const granting = authorize(shop);
  const legacy = legacyApi(shop);
  return {
    name: 'woocommerce',
    restRoutes: [...restRoutes(shop), ...storeApi(shop)],
    restNamespaces: otherNamespaces,
    rewriteRules: [...legacy.rewriteRules, ...granting.rewriteRules],
    load(context) {
      // Named one by one: this runs for every request, and copying hooks costs more than they do.
      const authentication = loadAuthentication(shop, context);
      const grant = granting.load(context);
      const old = legacy.load(context);
      return {
        determineCurrentUser: authentication.determineCurrentUser,
        hasTriedToAuthenticate: authentication.hasTriedToAuthenticate,
        restAuthenticationErrors: route =>
          isStoreApi(route) || authentication.restAuthenticationErrors?.(route),
        restPreDispatch: authentication.restPreDispatch,
        lostPasswordUrl: grant.lostPasswordUrl,
        parseRequest: variables => old.parseRequest?.(variables) ?? grant.parseRequest?.(variables),
      };
    },
  };
}

/** What WooCommerce 10.5 registers beside the API for clients (samples/index.json); here they have an index only. */
const otherNamespaces = [
  'wc/pos/v1/catalog',
  'wc-admin',
  'wc-analytics',
  'wc/private',
  'wc-admin-email',
  'wc-telemetry',
  'wccom-site/v3',
];
