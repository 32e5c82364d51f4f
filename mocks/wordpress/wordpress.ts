import { type Answer, noBody } from '../message.ts';
import { phpRequest } from '../php/mod_php.ts';
import type { PhpRequest } from '../php/request.ts';
import { withBasicAuth } from './basic_auth.ts';
import { canonicalRedirect } from './canonical.ts';
import type { Context, Judgement } from './context.ts';
import { criticalAnswer } from './critical-error.ts';
import { determineUser } from './current-user.ts';
import { die } from './die.ts';
import { isWpError } from './error.ts';
import { html } from './html.ts';
import { isSsl } from './is_ssl.ts';
import { loginScriptOf } from './login/route.ts';
import { frontPage, maintenancePage, notFoundPage } from './pages.ts';
import type { PluggedSite } from './plugin.ts';
import { coreChecks } from './rest/arg-checks.ts';
import { coreSimulated, isCoreThere } from './rest/content-routes.ts';
import { coreRoutes, namespaceIndex } from './rest/core-routes.ts';
import { admit, called } from './rest/dispatch.ts';
import { type LookUp, measuredRoute, type RouteVerdicts } from './rest/measured.ts';
import type { RestRoute } from './rest/route.ts';
import { Routes } from './rest/routes.ts';
import { serveRest, shownError } from './rest/server.ts';
import { type ParsedRequest, parseRequest } from './rewriting.ts';
import { answerOfSitePage } from './site-pages.ts';
import { answerOfStandingScript } from './standing-scripts.ts';
import { versionAtLeast } from './version.ts';

/** An answer, and how the rules came to it. */
export interface Handled {
  readonly answer: Answer;
  readonly judgements: readonly Judgement[];
}

const noHooks: Context['hooks'] = [];
const routesOf = new WeakMap<PluggedSite, Routes>();

/** What index.php makes of a request: maintenance, the plugins' own paths, the REST API, pages. */
export async function handle(site: PluggedSite, sent: PhpRequest): Promise<Handled> {
  const judgements: Judgement[] = [];
  return { answer: await answerOf(site, sent, judgements), judgements };
}

async function answerOf(site: PluggedSite, sent: PhpRequest, judgements: Judgement[]): Promise<Answer> {
  if (site.switches.maintenance) {
    judgements.push({
      rule: 'wordpress.maintenance',
      outcome: 'refused',
      detail: 'The site is in maintenance mode: WordPress has not loaded, and nobody was authenticated.',
    });
    return maintenancePage(site);
  }
  const context = contextOf(site, sent, judgements);
  const loginScript = loginScriptOf(context);
  if (loginScript) {
    // Loaded when somebody logs in or opens the dashboard: clients of the API do neither.
    const { handleAdmin, handleLogin } = await import('./login/index.ts');
    return loginScript === 'wp-admin' ? handleAdmin(context) : handleLogin(context);
  }
  const standing = answerOfStandingScript(context);
  if (standing) return standing;
  const parsed = parseRequest(site, context.request);
  if (parsed.mismatch) return mismatch(context);
  for (const hooks of context.hooks) {
    const answer = await hooks.parseRequest?.(parsed.variables);
    if (answer) return answer;
  }
  return typeof parsed.restRoute === 'string'
    ? await serveRest(restRoutes(site), context, parsed.restRoute)
    : page(context, parsed);
}

/** A request as WordPress and its plugins find it once they are loaded. */
export function contextOf(site: PluggedSite, sent: PhpRequest, judgements: Judgement[]): Context {
  const request = versionAtLeast(site.version, '5.6') ? withBasicAuth(sent) : sent;
  const context: Context = { site, request, isTls: isSsl(request), hooks: noHooks, userId: 0, judgements };
  context.hooks = site.plugins.map(plugin => plugin.load(context));
  return context;
}

/** A method of a route, and whether this store does something there. */
export interface RouteMethod {
  readonly namespace: string;
  readonly pattern: string;
  readonly method: string;
  readonly isSimulated: boolean;
}

/** Every route of the site, method by method, in the order of its index. */
export async function routeMethods(site: PluggedSite): Promise<RouteMethod[]> {
  const all = await restRoutes(site).everyRoute();
  return all.flatMap(({ route: { namespace, pattern, endpoints } }) =>
    endpoints.flatMap(({ methods, isSimulated = true }) =>
      methods.map(method => ({ namespace, pattern, method, isSimulated })),
    ),
  );
}

/** What an internal request comes to: its status, and what would have been encoded. */
export interface InternalAnswer {
  readonly status: number;
  readonly data: unknown;
}

/** `rest_do_request()` of a GET from inside the site, in the name of this user, whoever is there. */
export async function internalGet(site: PluggedSite, userId: number, route: string): Promise<InternalAnswer> {
  const context = internalContext(site, userId);
  const routes = restRoutes(site);
  const { outcome } = await called(routes, admit(routes, context, 'GET', route));
  return isWpError(outcome)
    ? { status: outcome.data?.status ?? 500, data: shownError(outcome) }
    : { status: outcome.status ?? 200, data: outcome.data };
}

/** Where something is asked from inside the site, in the name of this user. */
export function internalContext(site: PluggedSite, userId: number): Context {
  const { scheme, authority } = site.home;
  const message = { method: 'GET', scheme, host: authority, target: '/', headers: [], body: noBody };
  return {
    site,
    request: phpRequest(message),
    isTls: scheme === 'https',
    hooks: noHooks,
    userId,
    judgements: [],
  };
}

/** The REST API's routes, compiled once for each site. */
export function restRoutes(site: PluggedSite): Routes {
  let routes = routesOf.get(site);
  if (!routes) {
    routes = allRoutes(site);
    routesOf.set(site, routes);
  }
  return routes;
}

function allRoutes(site: PluggedSite): Routes {
  const all = () => restRoutes(site);
  const core = coreRoutes(site, all);
  const plugins = site.plugins.flatMap(plugin => plugin.restRoutes);
  const indexed = new Set(core.map(route => route.pattern));
  const named = site.plugins.flatMap(plugin => plugin.restNamespaces ?? []);
  const namespaces = new Set([...plugins.map(route => route.namespace), ...named]);
  const added = [...namespaces].filter(name => !indexed.has(`/${name}`));
  const registered = [...core, ...added.map(name => namespaceIndex(name, all)), ...plugins];
  return new Routes(registered, () => tableRoutes(site, registered));
}

/** The routes of the site's table that have no code of their own. */
function tableRoutes(
  site: PluggedSite,
  registered: readonly RestRoute[],
): RestRoute[] | Promise<RestRoute[]> {
  const table = site.routeTable?.() ?? [];
  const made = (rows: readonly RouteVerdicts[]): RestRoute[] => madeRoutes(site, registered, rows);
  return table instanceof Promise ? table.then(made) : made(table);
}

function madeRoutes(
  site: PluggedSite,
  registered: readonly RestRoute[],
  table: readonly RouteVerdicts[],
): RestRoute[] {
  const known = new Set(registered.map(({ pattern }) => pattern));
  const simulated = new Map(coreSimulated);
  for (const plugin of site.plugins)
    for (const [name, endpoint] of plugin.simulated ?? []) simulated.set(name, endpoint);
  const isThere: LookUp = (pattern, request) => {
    for (const plugin of site.plugins) {
      const found = plugin.isThere?.(pattern, request);
      if (found !== undefined) return found;
    }
    return isCoreThere(pattern, request);
  };
  const checks = new Map(coreChecks);
  for (const plugin of site.plugins) for (const [name, check] of plugin.checks ?? []) checks.set(name, check);
  return table
    .filter(({ pattern }) => !known.has(pattern))
    .map(route => measuredRoute(route, simulated, isThere, checks));
}

async function page(context: Context, parsed: ParsedRequest): Promise<Answer> {
  // PHP dies of an array of routes.
  if (parsed.restRoute !== undefined) return criticalAnswer(context);
  // A page asks who is there, and so a key in its URL is looked at and a nonce spent, though nothing comes of it.
  context.userId = determineUser(context);
  // What a search finds is not redirected, and `?s=` is one for nothing.
  const isSearch = parsed.isFront && (context.request.get.has('s') || context.request.post.has('s'));
  for (const hooks of isSearch ? [] : context.hooks) {
    const answer = await hooks.page?.(parsed.path);
    if (answer) return answer;
  }
  const own = isSearch ? undefined : answerOfSitePage(context, parsed.path);
  if (own) return own;
  const redirect = isSearch ? undefined : canonicalRedirect(context, !parsed.isFront);
  if (redirect) return redirect;
  const answer = parsed.isFront ? frontPage(context) : notFoundPage(context);
  return context.request.method === 'HEAD' ? { ...answer, body: noBody } : answer;
}

function mismatch(context: Context): Answer {
  return die(context, {
    title: 'Sorry, you are not allowed to view this item.',
    message: html`A variable mismatch has been detected.`,
    status: 400,
  });
}
