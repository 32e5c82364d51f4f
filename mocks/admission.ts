/**
 * How far a store lets a request come, and how it answers one that it does not let through: the store's own steps, up
 * to the callback of a resource. Nothing is waited for, so that whoever only asks needs no running store.
 */

import { Data } from './data/data.ts';
import { routesOfTable } from './data/route-table.ts';
import measuredTable from './data/routes/measured.json' with { type: 'json' };
import type { Message } from './message.ts';
import { isEmpty } from './php/compare.ts';
import { FatalError } from './php/fatal-error.ts';
import { phpRequest } from './php/mod_php.ts';
import { createWebServer } from './web-server/web-server.ts';
import { Nonces } from './woocommerce/authentication/nonces.ts';
import { woocommerceRules } from './woocommerce/authentication/rules.ts';
import { woocommerceAuthorizeRules } from './woocommerce/authorize/rules.ts';
import { ApiKeys } from './woocommerce/keys.ts';
import { authenticate } from './woocommerce/legacy/authentication.ts';
import { compileRoutes, handlerFor } from './woocommerce/legacy/dispatch.ts';
import { LegacyError } from './woocommerce/legacy/error.ts';
import { legacyCall, queryVariable } from './woocommerce/legacy/reading.ts';
import type { LegacyRequest } from './woocommerce/legacy/request.ts';
import { routesOf } from './woocommerce/legacy/routes.ts';
import { legacyRules } from './woocommerce/legacy/rules.ts';
import { createWooCommerce } from './woocommerce/plugin.ts';
import type { Profile } from './woocommerce/profiles.ts';
import type { Shop } from './woocommerce/shop.ts';
import { ApplicationPasswords } from './wordpress/application-password-rows.ts';
import type { Context, Judgement } from './wordpress/context.ts';
import { determineUser } from './wordpress/current-user.ts';
import { isWpError } from './wordpress/error.ts';
import { CurlError, type Outbound } from './wordpress/http/outbound.ts';
import { Attachments } from './wordpress/media/attachments.ts';
import { type PluggedSite, withPlugins } from './wordpress/plugin.ts';
import type { Admitted, Dispatched } from './wordpress/rest/dispatch.ts';
import { Routes } from './wordpress/rest/routes.ts';
import { enter, jsonpCallback, overriddenMethod } from './wordpress/rest/server.ts';
import { parseRequest } from './wordpress/rewriting.ts';
import { isScript } from './wordpress/scripts.ts';
import { Sessions } from './wordpress/sessions.ts';
import type { Home } from './wordpress/site.ts';
import { Users } from './wordpress/users.ts';
import { contextOf, restRoutes } from './wordpress/wordpress.ts';

/** The store that is asked. */
interface AskedStore {
  readonly home: Home;
  readonly profile: Profile;
}

/** A key that the store is taken to have. Its owner is an administrator. */
export interface KnownKey {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** `read_write` when left out. */
  readonly permissions?: string;
}

/** An error as the client is told it. */
interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** What comes of a request before a resource is asked. */
export interface Admission {
  /**
   * Who answers it: Apache, WordPress's REST API, WooCommerce's legacy API, a callback of payment gateways, or a page
   * of the site.
   */
  readonly entrance: 'web server' | 'rest' | 'legacy' | 'callback' | 'page';
  readonly judgements: readonly Judgement[];
  /** Whether a key has let it in; a stranger may be let through as well. */
  readonly isKeyLetIn: boolean;
  /** Why no resource is asked; undefined where one is. */
  readonly refusal: Refusal | undefined;
  /** The fatal error by which PHP dies of the request, which is answered with 500. */
  readonly dies: string | undefined;
  /** The REST route, `/wc/v3/orders`, or the path below the legacy API's version. */
  readonly route: string | undefined;
  /** The method after `_method` and `X-HTTP-Method-Override`. */
  readonly method: string;
}

/**
 * What a store makes of a request up to its resource.
 *
 * @param keys Those that the store has; all others are unknown to it.
 * @param now The store's clock, Unix seconds. No nonce has been used before.
 */
export function admission(
  message: Message,
  { home, profile }: AskedStore,
  keys: readonly KnownKey[],
  now: number,
): Admission {
  const { shop, site } = storeLike(profile);
  shop.nonces = new Nonces();
  shop.keys = keysOf(keys);
  const judgements: Judgement[] = [];
  const begun = {
    judgements,
    isKeyLetIn: false,
    refusal: undefined,
    dies: undefined,
    route: undefined,
    method: message.method,
  };
  const served = webServerOf(home.path)(message);
  if ('answer' in served)
    return { ...begun, entrance: 'web server', refusal: withoutCode(served.answer.status) };
  try {
    const context = contextOf({ ...site, home, now: () => now }, phpRequest(served.forScript), judgements);
    return { ...begun, ...entered(shop, site, context) };
  } catch (error) {
    if (!(error instanceof FatalError)) throw error;
    return { ...begun, entrance: 'rest', dies: error.message };
  }
}

type Entered = Pick<Admission, 'entrance'> & Partial<Admission>;

/** @param site that of the routes, which are compiled once. */
function entered(shop: Shop, site: PluggedSite, context: Context): Entered {
  const { request } = context;
  const parsed = parseRequest(context.site, request);
  if (parsed.mismatch) return { entrance: 'page', refusal: withoutCode(400) };
  const call = legacyCall(shop.profile, request, parsed.variables);
  if (call) return enteredLegacy(shop, { ...call, context });
  if (!isEmpty(queryVariable(request, parsed.variables, 'wc-api')))
    return {
      entrance: 'callback',
      refusal: { status: shop.legacyRules.unknownGateway(), code: '-1', message: '' },
    };
  const { restRoute: route, isFront } = parsed;
  if (typeof route !== 'string') {
    // A page asks who is there too, and a key in a URL that names the API somewhere is looked at.
    determineUser(context);
    return { entrance: 'page', refusal: withoutCode(route === undefined ? (isFront ? 200 : 404) : 400) };
  }
  if (jsonpCallback(request.get.get('_jsonp')) === null)
    return {
      entrance: 'rest',
      route,
      refusal: { status: 400, code: 'rest_callback_invalid', message: 'Invalid JSONP callback function.' },
    };
  const method = overriddenMethod(request);
  const routes = restRoutes(site);
  const admitted = amongAll(routes, enter(routes, context, method, route));
  const outcome = 'outcome' in admitted ? admitted.outcome : admitted.endpoint.foretells?.(admitted.request);
  if (outcome instanceof FatalError) throw outcome;
  return {
    entrance: 'rest',
    route,
    method,
    isKeyLetIn: context.userId !== 0,
    ...(outcome !== undefined &&
      isWpError(outcome) && {
        refusal: { status: outcome.data.status, code: outcome.code, message: outcome.message },
      }),
  };
}

/** What none of the store's own routes matches is looked for in its table. */
function amongAll(routes: Routes, admitted: Dispatched | Admitted): Dispatched | Admitted {
  if (!('outcome' in admitted) || admitted.among === undefined) return admitted;
  const { later } = routes;
  return later instanceof Routes ? admitted.among(later) : admitted;
}

function enteredLegacy(shop: Shop, request: LegacyRequest): Entered {
  const { path: route, method } = request;
  const user = authenticate(shop, request);
  const refused = user instanceof LegacyError ? user : handlerFor(request, legacyRoutes[request.api]);
  return {
    entrance: 'legacy',
    route,
    method,
    isKeyLetIn: typeof user === 'number' && user !== 0,
    ...(refused instanceof LegacyError && {
      // Status 0 is one that PHP was never told.
      refusal: { status: refused.status || 200, code: refused.code, message: refused.message },
    }),
  };
}

const legacyRoutes = {
  1: compileRoutes(routesOf(1)),
  2: compileRoutes(routesOf(2)),
  3: compileRoutes(routesOf(3)),
};

function withoutCode(status: number): Refusal {
  return { status, code: '', message: '' };
}

/** Whose keys all are in such a store. */
const owner = { id: 1, login: 'admin', email: 'admin@shop.test', password: '', role: 'administrator' };

function keysOf(keys: readonly KnownKey[]): ApiKeys {
  const table = new ApiKeys();
  for (const { permissions = 'read_write', ...key } of keys)
    table.add({ ...key, permissions, userId: owner.id, description: '' });
  return table;
}

type AskedShop = { -readonly [K in keyof Shop]: Shop[K] };

const made = new Map<string, { readonly shop: AskedShop; readonly site: PluggedSite }>();

/** A store of a profile that sells nothing. Its routes are compiled once; keys and nonces are those of each request. */
function storeLike(profile: Profile): { readonly shop: AskedShop; readonly site: PluggedSite } {
  const known = made.get(profile.name);
  if (known) return known;
  const shop: AskedShop = {
    profile,
    data: new Data({ version: profile.woocommerce, orders: 0 }),
    keys: keysOf([]),
    nonces: new Nonces(),
    rules: woocommerceRules,
    legacyApi: 'present',
    legacyRules,
    authorizeRules: woocommerceAuthorizeRules,
  };
  const users = new Users();
  users.add(owner);
  const noChance = (count: number): Uint8Array => new Uint8Array(count);
  const site = withPlugins(
    {
      home: { scheme: 'http', authority: 'localhost', path: '' },
      title: '',
      theme: 'classic',
      adminEmail: owner.email,
      version: profile.wordpress,
      users,
      switches: {
        permalinks: 'pretty',
        maintenance: false,
        comingSoon: false,
        applicationPasswords: false,
      },
      now: () => 0,
      randomBytes: noChance,
      sessions: new Sessions(noChance),
      applicationPasswords: new ApplicationPasswords(noChance),
      attachments: new Attachments(() => 0),
      outbound: unreachable,
      routeTable: () => routesOfTable(measuredTable, profile.name),
    },
    [createWooCommerce(shop)],
  );
  const store = { shop, site };
  made.set(profile.name, store);
  return store;
}

/** No app is reached: nothing of what comes before a resource goes out. */
const unreachable: Outbound = {
  policy: 'any',
  resolve: async () => undefined,
  send: async () => {
    throw new CurlError(7, 'This store sends nothing');
  },
};

const webServers = new Map<string, ReturnType<typeof createWebServer>>();

function webServerOf(homePath: string): ReturnType<typeof createWebServer> {
  const known = webServers.get(homePath);
  if (known) return known;
  const server = createWebServer({ homePath: () => homePath, hasRewriteRules: () => true, isScript });
  webServers.set(homePath, server);
  return server;
}
