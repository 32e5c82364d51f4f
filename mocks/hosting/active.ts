/** What the faults that are switched on ask of whoever starts the store: settings of the site, a certificate. */
import type { CertificateKind } from './certificate.ts';
import type { ActiveFault } from './fault.ts';
import { inPath } from './scope.ts';
import type { PluginFault, SiteSettings } from './site-settings.ts';

/** The certificate that the listener is to serve for these faults; undefined is a good one. */
export function certificateFault(faults: readonly ActiveFault[]): CertificateKind | undefined {
  return faults.find(active => active.fault.certificate !== undefined)?.fault.certificate;
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
    legacyApi: last('legacyApi'),
    authorizationVariable: last('authorizationVariable'),
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
    dies: request => inPath(request.uri, path) && (plugin.dies?.(request) ?? false),
    determineCurrentUser: request =>
      inPath(request.uri, path) ? plugin.determineCurrentUser?.(request) : undefined,
    resetsUser: request => inPath(request.uri, path) && (plugin.resetsUser?.(request) ?? false),
    restAuthenticationErrors: (request, userId) =>
      inPath(request.uri, path) ? plugin.restAuthenticationErrors?.(request, userId) : undefined,
    restPreDispatch: request => (inPath(request.uri, path) ? plugin.restPreDispatch?.(request) : undefined),
  };
}
