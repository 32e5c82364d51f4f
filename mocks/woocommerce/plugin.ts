import type { Plugin } from '../wordpress/plugin.ts';
import { loadAuthentication } from './authentication/index.ts';
import { authorize } from './authorize/index.ts';
import { restRoutes } from './resources/index.ts';
import type { Shop } from './shop.ts';

/** WooCommerce: its authentication, its REST API, the legacy API and the granting of keys, as one plugin. */
export function createWooCommerce(shop: Shop): Plugin {
  const granting = authorize(shop);
  return {
    name: 'woocommerce',
    restRoutes: restRoutes(shop),
    rewriteRules: [...granting.rewriteRules],
    load: context => ({
      ...loadAuthentication(shop, context),
      ...granting.load(context),
    }),
  };
}
