import type { Answer } from '../../message.ts';
import { isEmpty } from '../../php/compare.ts';
import { strval } from '../../php/strval.ts';
import type { Context } from '../../wordpress/context.ts';
import type { QueryVariables, RewriteRule } from '../../wordpress/rewrite-rule.ts';
import type { GrantingShop } from '../shop.ts';
import { woocommerceAuthorizeRules } from './rules.ts';
import { currentHomeUrl } from './urls.ts';

/** The granting of keys: `/wc-auth/v1/authorize`, `login` and `access_granted`, as `WC_Auth` has it. */
export function authorize(shop: GrantingShop): {
  rewriteRules: RewriteRule[];
  parseRequest(context: Context, variables: QueryVariables): Promise<Answer | undefined>;
  lostPasswordUrl(context: Context): string;
} {
  return {
    rewriteRules: [
      {
        prefix: 'wc-auth/',
        pattern: /^wc-auth\/v(1)\/(.*)/,
        variables: match =>
          new Map([
            ['wc-auth-version', match[1] as string],
            ['wc-auth-route', match[2] as string],
          ]),
      },
      {
        prefix: 'my-account',
        pattern: /^my-account(\/|$)/,
        variables: () => new Map([['pagename', 'my-account']]),
      },
    ],
    parseRequest: (context, variables) => handle(shop, context, variables),
    lostPasswordUrl: context => currentHomeUrl(context, '/my-account/lost-password/'),
  };
}

async function handle(
  shop: GrantingShop,
  context: Context,
  variables: QueryVariables,
): Promise<Answer | undefined> {
  const { get, post } = context.request;
  const isLogin = context.request.method === 'POST' && post.has('login');
  // Every request of the store comes by here.
  if (!isLogin && variables.size === 0 && !get.has('wc-auth-version') && !post.has('wc-auth-version')) {
    return undefined;
  }
  const version = routeVariable(context, variables, 'wc-auth-version');
  const route = routeVariable(context, variables, 'wc-auth-route');
  const isFlow = version !== '' && route !== '';
  const isAccount = variables.get('pagename') === 'my-account';
  if (!isFlow && !isAccount && !isLogin) return undefined;
  // Loaded with the first request of the flow: most clients have their keys.
  const { answerFlow } = await import('./flow.ts');
  return answerFlow(shop, context, { route: isFlow ? route : undefined, isAccount, isLogin });
}

/** A query variable of the flow: `$_GET` has it before the rewrite rule, and a list of them counts for its word. */
function routeVariable(context: Context, variables: QueryVariables, name: string): string {
  const { get, post } = context.request;
  const sent = [get.get(name), post.get(name)].find(value => !isEmpty(value)) ?? variables.get(name) ?? '';
  const value = strval(woocommerceAuthorizeRules.clean(sent));
  return isEmpty(value) ? '' : value;
}
