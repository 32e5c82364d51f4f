/** What hosting faults ask of the WordPress inside the store: plain data on their side, plugins and settings here. */
import { LatchkeyError } from './errors.ts';
import type { PluginFault, SiteSettings } from './hosting/site-settings.ts';
import { FatalError } from './php/fatal-error.ts';
import type { Context } from './wordpress/context.ts';
import { parseHome } from './wordpress/home.ts';
import type { Hooks } from './wordpress/hooks.ts';
import type { PluggedSite, Plugin } from './wordpress/plugin.ts';

/**
 * The site as it is with these settings. A new object: what has been cached for the one without must not be used.
 */
export function siteWith(site: PluggedSite, settings: SiteSettings): PluggedSite {
  const home = settings.home === undefined ? site.home : parseHome(settings.home);
  if (home === undefined) {
    throw new LatchkeyError('LATCHKEY_HOME', {
      where: `home URL "${settings.home}"`,
      expected: 'an absolute http or https URL',
    });
  }
  const faults = settings.plugins ?? [];
  return {
    ...site,
    home,
    restPrefix: settings.restPrefix ?? site.restPrefix,
    plugins: [...faults.map(inWay), ...site.plugins.map(plugin => disturbed(plugin, faults))],
  };
}

/** A plugin that stands before WooCommerce at the filters that refuse. */
function inWay(fault: PluginFault): Plugin {
  return {
    name: fault.name,
    restRoutes: [],
    rewriteRules: [],
    load: context => {
      if (fault.dies?.(context.request)) throw new FatalError(`the plugin ${fault.name} died`);
      return {
        restAuthenticationErrors: () => fault.restAuthenticationErrors?.(context.request, knownUser(context)),
        restPreDispatch: () => fault.restPreDispatch?.(context.request),
      };
    },
  };
}

/** A plugin of the site among those that take the current user away, before or after it has looked. */
function disturbed(plugin: Plugin, faults: readonly PluginFault[]): Plugin {
  if (!faults.some(fault => fault.determineCurrentUser ?? fault.resetsUser)) return plugin;
  return {
    ...plugin,
    load: context => {
      const hooks = plugin.load(context);
      const { request } = context;
      if (faults.some(fault => fault.determineCurrentUser?.(request) === 0)) return unasked(hooks);
      return faults.some(fault => fault.resetsUser?.(request)) ? unheard(hooks) : hooks;
    },
  };
}

/** The user was settled before this plugin could look: it has not tried, and has nothing to tell. */
function unasked(hooks: Hooks): Hooks {
  return { ...everyHook(hooks), determineCurrentUser: undefined, restAuthenticationErrors: undefined };
}

/** It looks, and tells what it found; somebody else has the last word on the user. */
function unheard(hooks: Hooks): Hooks {
  return {
    ...everyHook(hooks),
    determineCurrentUser: () => {
      hooks.determineCurrentUser?.();
      return undefined;
    },
  };
}

/** The hooks as a plain object. They may be methods of a class, which a spread would leave behind. */
function everyHook(hooks: Hooks): { [Name in keyof Required<Hooks>]: Hooks[Name] } {
  return {
    determineCurrentUser: hooks.determineCurrentUser?.bind(hooks),
    hasTriedToAuthenticate: hooks.hasTriedToAuthenticate?.bind(hooks),
    restAuthenticationErrors: hooks.restAuthenticationErrors?.bind(hooks),
    restFields: hooks.restFields?.bind(hooks),
    page: hooks.page?.bind(hooks),
    restPreServe: hooks.restPreServe?.bind(hooks),
    restPreDispatch: hooks.restPreDispatch?.bind(hooks),
    parseRequest: hooks.parseRequest?.bind(hooks),
    lostPasswordUrl: hooks.lostPasswordUrl?.bind(hooks),
    adminPage: hooks.adminPage?.bind(hooks),
    adminAjax: hooks.adminAjax?.bind(hooks),
    logOut: hooks.logOut?.bind(hooks),
    deleteUser: hooks.deleteUser?.bind(hooks),
  };
}

/** `is_user_logged_in()` asks whether the user exists: the id of a row that is gone is nobody's. */
function knownUser({ site, userId }: Context): number {
  return site.users.get(userId) === undefined ? 0 : userId;
}
