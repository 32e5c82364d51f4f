import type { Answer } from '../../message.ts';
import { isEmpty } from '../../php/compare.ts';
import { isArray } from '../../php/types.ts';
import type { Context } from '../../wordpress/context.ts';
import { nocacheHeaders } from '../../wordpress/nocache.ts';
import type { QueryVariables, RewriteRule } from '../../wordpress/rewrite-rule.ts';
import type { Shop } from '../shop.ts';
import { legacyCall, queryVariable, rewriteRules } from './reading.ts';

/**
 * `/wc-api/…`: the legacy API of the versions 1 to 3, and the callbacks of payment gateways that share its path
 * (`/wc-api/v9/orders` is one that nobody has registered: route.048).
 */
export function legacyApi(shop: Shop): {
  readonly rewriteRules: readonly RewriteRule[];
  parseRequest(context: Context, variables: QueryVariables): Promise<Answer | undefined>;
} {
  return {
    rewriteRules,
    async parseRequest(context, variables) {
      const sent = legacyCall(shop.profile, context.request, variables);
      if (!sent) return gatewayCallback(shop, context, variables);
      // Most stores are never asked for it: it is loaded when one is.
      const { serve, serveDisabled } = await import('./server.ts');
      const request = { ...sent, context };
      return shop.legacyApi === 'absent' ? serveDisabled(shop, request) : serve(shop, request);
    },
  };
}

/** `/wc-api/<name>`: no gateway of this store has one, which is 400 and `-1` (route.048). */
function gatewayCallback(shop: Shop, context: Context, variables: QueryVariables): Answer | undefined {
  const name = queryVariable(context.request, variables, 'wc-api');
  if (isEmpty(name) || isArray(name)) return undefined;
  context.judgements.push({
    rule: 'legacy.gateway',
    outcome: 'refused',
    detail: 'No payment gateway has registered this callback.',
  });
  return {
    status: shop.legacyRules.unknownGateway(),
    headers: [...nocacheHeaders(context.site), 'Content-Type', 'text/html; charset=UTF-8'],
    body: new TextEncoder().encode('-1'),
  };
}
