import type { Context } from './context.ts';
import type { Hooks } from './hooks.ts';
import type { LookUp, RouteVerdicts, SimulatedEndpoints } from './rest/measured.ts';
import type { ArgChecks, RestRoute } from './rest/route.ts';
import type { RewriteRule } from './rewrite-rule.ts';
import type { Site } from './site.ts';

/** A plugin of the site. */
export interface Plugin {
  readonly name: string;
  /** Routes that it registers with the REST API. */
  readonly restRoutes: readonly RestRoute[];
  /** What it does at routes of the site's table. */
  readonly simulated?: SimulatedEndpoints;
  /** What the table of routes has such parameters checked by. */
  readonly checks?: ArgChecks;
  /** Whether what such a route names is there. */
  readonly isThere?: LookUp;
  /** Namespaces that it registers beside those of its routes: they have an index, and nothing in it. */
  readonly restNamespaces?: readonly string[];
  /** Rewrite rules that it adds in front of WordPress's own. */
  readonly rewriteRules: readonly RewriteRule[];
  load(context: Context): Hooks;
}

/** A site with its plugins: what WordPress boots. */
export interface PluggedSite extends Site {
  readonly plugins: readonly Plugin[];
  /** The routes that a real site of these versions has, and what it said at each; read when one of them is needed. */
  readonly routeTable?: () => readonly RouteVerdicts[] | Promise<readonly RouteVerdicts[]>;
}

/** A site as these plugins make it. */
export function withPlugins(
  site: Omit<PluggedSite, 'rewriteRules' | 'plugins'>,
  plugins: readonly Plugin[],
): PluggedSite {
  return { ...site, plugins, rewriteRules: plugins.flatMap(plugin => plugin.rewriteRules) };
}
