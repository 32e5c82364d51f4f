/** Plugins of the site that answer, redirect or change requests before WooCommerce, and a WooCommerce that is not there. */
import { type Answer, firstHeader } from '../message.ts';
import { hostOf, instead, onAnswer, onRequest, pathOf, queryOf } from './change.ts';
import { defineFault, faultsIn } from './fault.ts';
import { page } from './pages.ts';
import { textParameter } from './parameters.ts';

/** Asks for something that no plugin has, so that WordPress answers as it does without WooCommerce. */
function withoutWooCommerce(target: string): string {
  return target
    .replace(/^([^?]*\/wp-json\/)wc(?:com-site|-[^/?]*)?(?=\/|\?|$)/, '$1no-such-plugin')
    .replace(/([?&]rest_route=(?:\/|%2F))wc(?:com-site|-[^/&]*)?(?=\/|%2F|&|$)/i, '$1no-such-plugin')
    .replace(/^([^?]*\/)(?:wc-auth|wc-api)(?=\/|\?|$)/, '$1no-such-page');
}

/** The index without the namespaces and routes of WooCommerce. */
function withoutNamespaces(answer: Answer): Answer {
  let index: { namespaces?: string[]; routes?: Record<string, unknown> };
  try {
    index = JSON.parse(new TextDecoder().decode(answer.body));
  } catch {
    return answer;
  }
  if (!Array.isArray(index.namespaces)) return answer;
  const isOurs = (name: string) => !/^\/?wc(com-site|-|\/|$)/.test(name);
  const rest = {
    ...index,
    namespaces: index.namespaces.filter(isOurs),
    routes: Object.fromEntries(Object.entries(index.routes ?? {}).filter(([route]) => isOurs(route))),
  };
  return { ...answer, body: new TextEncoder().encode(JSON.stringify(rest)) };
}

export const pluginFaults = faultsIn('plugin', [
  /** A page builder, a parked domain, a cache that serves the front page for everything. */
  defineFault({
    id: 'html-200',
    title: 'A page comes with 200 where JSON belongs',
    seen: '200 with an HTML page for the API: a success for a client that looks at the status alone, "Unexpected token <" for one that parses.',
    parameters: { title: textParameter('Our shop', 'the title of the page') },
    path: '/wp-json/',
    wrap: (next, { title }) =>
      instead(next, () =>
        page(
          200,
          `<!DOCTYPE html>\n<html lang="en-US"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
        ),
      ),
  }),
  /** WooCommerce 9.0 and later without the legacy plugin. */
  defineFault({
    id: 'legacy-disabled',
    title: 'The legacy API (/wc-api/v1 … v3) is off',
    seen: '404 JSON {"errors":{"code":"woocommerce_api_disabled",…}}, or a 404 page, for /wc-api/v1 … v3; wc/v3 works.',
    parameters: {},
    site: () => ({ legacyApi: 'absent' }),
  }),
  /** Force Login, a private site, a store that is "coming soon" at its host. */
  defineFault({
    id: 'login-redirect',
    title: 'The whole site is behind the log-in, its API too',
    seen: '302 to wp-login.php for every request without a WordPress session; a client that follows gets 200 HTML.',
    parameters: {},
    wrap: (next, _, { home }) =>
      instead(next, message => {
        if (/\/wp-login\.php$/.test(pathOf(message.target))) return undefined;
        if (/wordpress_logged_in_/.test(firstHeader(message.headers, 'Cookie') ?? '')) return undefined;
        const asked = `${message.scheme}://${hostOf(message)}`;
        const login = `${home === '' ? asked : home}/wp-login.php`;
        return page(302, '', [
          'X-Redirect-By',
          'WordPress',
          'Location',
          `${login}?redirect_to=${encodeURIComponent(asked + message.target)}&reauth=1`,
        ]);
      }),
  }),
  /** A translation plugin, a tracker, a proxy: something puts a parameter of its own into `$_GET`. */
  defineFault({
    id: 'query-parameter-added',
    title: 'Something changes the parameters before WooCommerce checks the signature',
    seen: 'OAuth: 401 "Invalid signature - provided signature does not match." for every signature, for whatever URL; keys in the header or the query work.',
    parameters: {
      name: textParameter('lang', "the parameter's name"),
      value: textParameter('en', 'its value, percent-encoded'),
    },
    wrap: (next, { name, value }) =>
      onRequest(next, message => {
        const query = queryOf(message.target);
        const added = `${name}=${value}`;
        return {
          ...message,
          target: `${pathOf(message.target)}?${query === '' ? added : `${query}&${added}`}`,
        };
      }),
  }),
  /** Deactivated by an update, a host or a fatal error. */
  defineFault({
    id: 'woocommerce-inactive',
    title: 'WooCommerce is not active',
    seen: '404 JSON rest_no_route below /wp-json/wc/, and no wc/ among the namespaces of /wp-json/.',
    parameters: {},
    wrap: next => {
      const asked = onRequest(next, message => ({ ...message, target: withoutWooCommerce(message.target) }));
      return onAnswer(asked, (answer, message) => {
        const isIndex =
          /\/wp-json\/?$/.test(pathOf(message.target)) ||
          /[?&]rest_route=(\/|%2F)?(&|$)/i.test(message.target);
        return isIndex && answer.status === 200 ? withoutNamespaces(answer) : answer;
      });
    },
  }),
]);
