import type { Answer } from '../../message.ts';
import { currentUserCan } from '../../wordpress/capabilities.ts';
import type { Context } from '../../wordpress/context.ts';
import { currentUserFromCookie } from '../../wordpress/cookies.ts';
import { die } from '../../wordpress/die.ts';
import { escUrlRaw } from '../../wordpress/formatting/escape.ts';
import { redirect } from '../../wordpress/formatting/redirect.ts';
import { sanitizeKey } from '../../wordpress/formatting/sanitize.ts';
import { html, shownText } from '../../wordpress/html.ts';
import { verifyNonce } from '../../wordpress/nonce.ts';
import type { GrantingShop } from '../shop.ts';
import { accountPage } from './account.ts';
import { postConsumerData } from './callback.ts';
import { createKey } from './grant.ts';
import { processLogin } from './login.ts';
import { grantAction, grantPage, type LastLogin, loginPage } from './pages.ts';
import { type AuthorizeParameters, AuthorizeRefusal, requestVariables, validate } from './parameters.ts';
import { flowUrl, returnUrl } from './urls.ts';

/** What of the flow a request is for; at least one of the three. */
export interface FlowRequest {
  /** `wc-auth-route`, where the request names a version as well. */
  readonly route: string | undefined;
  /** It is for the customer's account. */
  readonly isAccount: boolean;
  /** It sends the log-in form. */
  readonly isLogin: boolean;
}

/** Nobody has tried to log in with this request. */
const noLogin: LastLogin = { errors: [], username: '' };

/** A page of the flow, or of the account; undefined for a log-in that failed elsewhere. */
export async function answerFlow(
  shop: GrantingShop,
  context: Context,
  { route, isAccount, isLogin }: FlowRequest,
): Promise<Answer | undefined> {
  context.userId = currentUserFromCookie(context);
  const login = isLogin ? processLogin(context) : noLogin;
  if ('answer' in login) return login.answer;
  if (route === undefined) return isAccount ? accountPage(shop.profile, context, login) : undefined;
  return answerRoute(shop, context, route.toLowerCase(), login);
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
