import type { Answer } from '../../message.ts';
import { isEmpty } from '../../php/compare.ts';
import { strval } from '../../php/strval.ts';
import { currentUserCan } from '../../wordpress/capabilities.ts';
import type { Context } from '../../wordpress/context.ts';
import { currentUserFromCookie } from '../../wordpress/cookies.ts';
import { die } from '../../wordpress/die.ts';
import { escUrlRaw } from '../../wordpress/formatting/escape.ts';
import { redirect } from '../../wordpress/formatting/redirect.ts';
import { sanitizeKey } from '../../wordpress/formatting/sanitize.ts';
import { html, shownText } from '../../wordpress/html.ts';
import { verifyNonce } from '../../wordpress/nonce.ts';
import type { QueryVariables, RewriteRule } from '../../wordpress/rewrite-rule.ts';
import type { GrantingShop } from '../shop.ts';
import { accountPage } from './account.ts';
import { postConsumerData } from './callback.ts';
import { createKey } from './grant.ts';
import { processLogin } from './login.ts';
import { grantAction, grantPage, type LastLogin, loginPage } from './pages.ts';
import { type AuthorizeParameters, AuthorizeRefusal, requestVariables, validate } from './parameters.ts';
import { woocommerceAuthorizeRules } from './rules.ts';
import { currentHomeUrl, flowUrl, returnUrl } from './urls.ts';

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

/** Nobody has tried to log in with this request. */
const noLogin: LastLogin = { errors: [], username: '' };

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
  context.userId = currentUserFromCookie(context);
  const login = isLogin ? processLogin(context) : noLogin;
  if ('answer' in login) return login.answer;
  if (!isFlow) return isAccount ? accountPage(shop.profile, context, login) : undefined;
  return answerRoute(shop, context, route.toLowerCase(), login);
}

/** A query variable of the flow: `$_GET` has it before the rewrite rule, and a list of them counts for its word. */
function routeVariable(context: Context, variables: QueryVariables, name: string): string {
  const { get, post } = context.request;
  const sent = [get.get(name), post.get(name)].find(value => !isEmpty(value)) ?? variables.get(name) ?? '';
  const value = strval(woocommerceAuthorizeRules.clean(sent));
  return isEmpty(value) ? '' : value;
}

async function answerRoute(
  shop: GrantingShop,
  context: Context,
  route: string,
  login: LastLogin,
): Promise<Answer> {
  try {
    const request = validate(requestVariables(context.request), shop.authorizeRules);
    return await go(shop, context, route, request, login);
  } catch (error) {
    if (!(error instanceof AuthorizeRefusal)) throw error;
    context.judgements.push({ rule: 'authorize', outcome: 'refused', detail: `${error.message}.` });
    const message = html`Error: ${shownText(error.message)}.`;
    return die(context, { title: 'Access denied', message, status: 401 });
  }
}

/** `WC_Auth::auth_endpoint()`. */
async function go(
  shop: GrantingShop,
  context: Context,
  route: string,
  request: AuthorizeParameters,
  login: LastLogin,
): Promise<Answer> {
  const isLoggedIn = context.userId !== 0;
  const rules = shop.authorizeRules;
  if (route === 'login') {
    if (!isLoggedIn) return loginPage(shop.profile, context, request, login);
    return redirect(escUrlRaw(flowUrl(context, request, 'authorize')));
  }
  if (route === 'authorize' && !isLoggedIn && rules.asksToLogIn) {
    return redirect(escUrlRaw(flowUrl(context, request, 'login')));
  }
  if (currentUserCan(context, rules.capability)) {
    if (route === 'authorize') return grantPage(context, request, rules);
    if (route === 'access_granted') return grant(shop, context, request);
  }
  throw new AuthorizeRefusal('You do not have permission to access this page');
}

/** The merchant has approved: a key is made and sent to the app; if the app does not take it, it is deleted again. */
async function grant(shop: GrantingShop, context: Context, request: AuthorizeParameters): Promise<Answer> {
  const rules = shop.authorizeRules;
  const sent = context.request.get.get('wc_auth_nonce');
  const nonce = typeof sent === 'string' ? sanitizeKey(sent) : '';
  if (!rules.isNonceRight(verifyNonce(context, nonce, grantAction))) {
    throw new AuthorizeRefusal('Invalid nonce verification');
  }
  const data = createKey(shop, context, request);
  const result = await postConsumerData(context, data, request.callbackUrl, rules.callbackRedirects);
  if (rules.isDelivered(result)) {
    context.judgements.push({
      rule: 'authorize.callback',
      outcome: 'accepted',
      detail: `Key ${data.key_id} (${data.key_permissions}) was granted, and the app has taken it.`,
    });
    return redirect(escUrlRaw(returnUrl(request, '1')));
  }
  if (rules.deletesUndelivered) shop.keys.remove(data.key_id);
  throw new AuthorizeRefusal(
    'error' in result
      ? result.error
      : 'An error occurred in the request and at the time were unable to send the consumer data',
  );
}
