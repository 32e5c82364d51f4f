import type { Answer } from '../message.ts';
import { onAnswer, onRequest, pathOf } from './change.ts';
import { defineFault } from './fault.ts';

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

/** Deactivated by an update, a host or a fatal error. */
export const woocommerceInactive = defineFault({
  id: 'woocommerce-inactive',
  title: 'WooCommerce is not active',
  layer: 'plugin',
  description: '404 JSON rest_no_route below /wp-json/wc/, and no wc/ among the namespaces of /wp-json/.',
  parameters: {},
  wrap: next => {
    const asked = onRequest(next, message => ({ ...message, target: withoutWooCommerce(message.target) }));
    return onAnswer(asked, (answer, message) => {
      const isIndex =
        /\/wp-json\/?$/.test(pathOf(message.target)) || /[?&]rest_route=(\/|%2F)?(&|$)/i.test(message.target);
      return isIndex && answer.status === 200 ? withoutNamespaces(answer) : answer;
    });
  },
});
