/** What faults inside WordPress ask of the site, as plain data; whoever makes the site applies it. */
import type { ActiveFault } from './fault.ts';
import { inPath } from './scope.ts';

export interface SiteSettings {
  /** Switches of the site, by the names that it knows them by. */
  readonly switches?: {
    readonly permalinks?: 'plain';
    readonly maintenance?: true;
    readonly applicationPasswords?: true;
  };
  /** How many seconds the server's clock is ahead. */
  readonly clock?: number;
  /** The home URL in the settings, when it is not the one that clients are told. */
  readonly home?: string;
  /** What stands in the place of `wp-json`. */
  readonly restPrefix?: string;
  /** Plugins that stand in the way, by the hooks they use. */
  readonly plugins?: readonly PluginFault[];
}

/** An error as a plugin answers it: what WordPress calls a WP_Error. */
export interface PluginError {
  readonly code: string;
  readonly message: string;
  readonly data: { readonly status: number; readonly [key: string]: unknown };
}

/** As much of a PHP request as these plugins look at. */
export interface PluginRequest {
  readonly uri: string;
  readonly get: ReadonlyMap<string, unknown>;
  server(name: string): string | undefined;
  header(name: string): string | undefined;
}

/** A plugin that spoils authentication: the WordPress filters that it sits on, all before WooCommerce's. */
export interface PluginFault {
  readonly name: string;
  /** `determine_current_user`: 0 makes everybody nobody. */
  determineCurrentUser?(request: PluginRequest): number | undefined;
  /** Makes everybody nobody after the others have said who it is. */
  resetsUser?(request: PluginRequest): boolean;
  /** `rest_authentication_errors`, with the id of the user that was found, 0 for nobody. */
  restAuthenticationErrors?(request: PluginRequest, userId: number): PluginError | undefined;
  /** `rest_pre_dispatch`. */
  restPreDispatch?(request: PluginRequest): PluginError | undefined;
}

/** All that the faults ask of the site together; where two say something else, the later one wins. */
export function siteSettings(faults: readonly ActiveFault[]): SiteSettings {
  const own = faults.flatMap(({ fault, options, scope }) =>
    fault.site === undefined ? [] : [{ settings: fault.site(options), path: scope.path }],
  );
  const last = <K extends keyof SiteSettings>(name: K) =>
    own.findLast(({ settings }) => settings[name] !== undefined)?.settings[name];
  return {
    switches: Object.assign({}, ...own.map(({ settings }) => settings.switches)),
    clock: own.reduce((sum, { settings }) => sum + (settings.clock ?? 0), 0),
    home: last('home'),
    restPrefix: last('restPrefix'),
    plugins: own.flatMap(({ settings, path }) =>
      (settings.plugins ?? []).map(plugin => onPath(plugin, path)),
    ),
  };
}

/** The same plugin, for requests below a path only. */
function onPath(plugin: PluginFault, path: string): PluginFault {
  if (path === '') return plugin;
  return {
    name: plugin.name,
    determineCurrentUser: request =>
      inPath(request.uri, path) ? plugin.determineCurrentUser?.(request) : undefined,
    resetsUser: request => inPath(request.uri, path) && (plugin.resetsUser?.(request) ?? false),
    restAuthenticationErrors: (request, userId) =>
      inPath(request.uri, path) ? plugin.restAuthenticationErrors?.(request, userId) : undefined,
    restPreDispatch: request => (inPath(request.uri, path) ? plugin.restPreDispatch?.(request) : undefined),
  };
}
