import type { Answer } from '../message.ts';
import type { Context } from '../wordpress/context.ts';
import { cookieNames } from '../wordpress/cookies.ts';
import type { WpError } from '../wordpress/error.ts';
import type { Hooks } from '../wordpress/hooks.ts';
import type { Plugin } from '../wordpress/plugin.ts';
import type { QueryVariables } from '../wordpress/rewrite-rule.ts';
import { adminEndpoints } from './admin-routes.ts';
import { argChecks } from './arg-checks.ts';
import { loadAuthentication } from './authentication/index.ts';
import { authorize } from './authorize/index.ts';
import { storeBatch } from './cart/batch.ts';
import { legacyApi } from './legacy/index.ts';
import { otherNamespaces } from './namespaces.ts';
import { publishedEndpoints } from './published.ts';
import { restRoutes, simulatedWithData } from './resources/index.ts';
import { updateApiKey } from './settings/api-key-ajax.ts';
import { settingsPage } from './settings/keys-page.ts';
import type { Shop } from './shop.ts';
import { answerShopAjax } from './shop-ajax.ts';
import { shopPage } from './shop-pages.ts';
import { isPreflight, isStoreApi, storeApiEndpoints, storeFields } from './store-api.ts';
import { isThereInShop } from './there.ts';

/** WooCommerce: its authentication, its REST API, the legacy API and the granting of keys, as one plugin. */
export function createWooCommerce(shop: Shop): Plugin {
  const granting = authorize(shop);
  const legacy = legacyApi(shop);
  return {
    name: 'woocommerce',
    restRoutes: restRoutes(shop),
    // A batch writes by its parts, one after the other.
    simulated: new Map([
      ...simulatedWithData(shop.data, [
        ...adminEndpoints(shop),
        ...publishedEndpoints(shop),
        ...storeApiEndpoints(shop),
      ]),
      ...storeBatch(shop),
    ]),
    checks: argChecks(shop),
    isThere: (pattern, request) => isThereInShop(shop, pattern, request),
    restNamespaces: otherNamespaces(shop.profile),
    rewriteRules: [...legacy.rewriteRules, ...granting.rewriteRules],
    load: context => new Loaded(shop, context, loadAuthentication(shop, context), granting, legacy),
  };
}

/** The hooks of one request: a class and not a handful of closures, since it is made for each. */
class Loaded implements Hooks {
  readonly #shop: Shop;
  readonly #context: Context;
  readonly #authentication: ReturnType<typeof loadAuthentication>;
  readonly #granting: ReturnType<typeof authorize>;
  readonly #legacy: ReturnType<typeof legacyApi>;

  constructor(
    shop: Shop,
    context: Context,
    authentication: ReturnType<typeof loadAuthentication>,
    granting: ReturnType<typeof authorize>,
    legacy: ReturnType<typeof legacyApi>,
  ) {
    this.#shop = shop;
    this.#context = context;
    this.#authentication = authentication;
    this.#granting = granting;
    this.#legacy = legacy;
  }

  determineCurrentUser(): number | undefined {
    return this.#authentication.determineCurrentUser();
  }

  hasTriedToAuthenticate(): boolean {
    return this.#authentication.hasTriedToAuthenticate();
  }

  restAuthenticationErrors(route: string): WpError | true | undefined {
    return isStoreApi(route) || this.#authentication.restAuthenticationErrors(route);
  }

  restPreDispatch(method: string): WpError | undefined {
    return this.#authentication.restPreDispatch(method);
  }

  restPreServe(route: string): boolean {
    return isStoreApi(route) && isPreflight(this.#shop.profile, this.#context.request);
  }

  restFields(route: string, fields: string[]): void {
    if (isStoreApi(route)) storeFields(this.#context, this.#shop.profile, fields);
  }

  async page(path: string): Promise<Answer | undefined> {
    return (
      (await answerShopAjax(this.#shop, this.#context)) ?? (await shopPage(this.#shop, this.#context, path))
    );
  }

  adminPage(page: string): Answer | undefined {
    return page === 'wc-settings' ? settingsPage(this.#shop, this.#context) : undefined;
  }

  adminAjax(action: string): Answer | undefined {
    return action === 'woocommerce_update_api_key' ? updateApiKey(this.#shop, this.#context) : undefined;
  }

  /** `WC_Session_Handler::destroy_session()`: PHP deletes a cookie whose value is empty by a time long gone. */
  logOut(): readonly string[] {
    const { hash, path } = cookieNames(this.#context.site);
    const gone = 'deleted; expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0';
    return ['Set-Cookie', `wp_woocommerce_session_${hash}=${gone}; path=${path}; HttpOnly`];
  }

  deleteUser(userId: number): void {
    this.#shop.keys.removeOfUser(userId);
  }

  lostPasswordUrl(): string {
    return this.#granting.lostPasswordUrl(this.#context);
  }

  async parseRequest(variables: QueryVariables): Promise<Answer | undefined> {
    return (
      (await this.#legacy.parseRequest(this.#context, variables)) ??
      (await this.#granting.parseRequest(this.#context, variables))
    );
  }
}
