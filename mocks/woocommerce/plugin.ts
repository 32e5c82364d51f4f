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
      const { parseRequest: parseGrant, ...grantHooks } = granting.load(context);
      const { parseRequest: parseLegacy } = legacy.load(context);
      const authentication = loadAuthentication(shop, context);
      return {
        ...authentication,
        ...grantHooks,
        restAuthenticationErrors: route =>
          isStoreApi(route) || authentication.restAuthenticationErrors?.(route),
        parseRequest: variables => parseLegacy?.(variables) ?? parseGrant?.(variables),
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
