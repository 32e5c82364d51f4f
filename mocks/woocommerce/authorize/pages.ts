import type { Answer } from '../../message.ts';
import { parse_url } from '../../php/parse_url.ts';
import { strval } from '../../php/strval.ts';
import type { Context } from '../../wordpress/context.ts';
import { type Html, hrefOf, html, shownText } from '../../wordpress/html.ts';
import { logoutUrl } from '../../wordpress/login/urls.ts';
import { createNonce } from '../../wordpress/nonce.ts';
import { nonceUrl, refererField } from '../../wordpress/nonce-url.ts';
import { page } from '../../wordpress/page.ts';
import type { Profile } from '../profiles.ts';
import { notices } from './notices.ts';
import type { AuthorizeParameters } from './parameters.ts';
import type { AuthorizeRules } from './rules.ts';
import { flowUrl, returnUrl } from './urls.ts';

const title = 'Application authentication request';

/** The action of the nonce in the approve link. */
export const grantAction = 'wc_auth_grant_access';
/** The action of the nonce in the log-in form. */
export const loginAction = 'woocommerce-login';

/** What was wrong with the last try to log in, and the name that was typed then. */
export interface LastLogin {
  readonly errors: readonly Html[];
  readonly username: string;
}

/** What every page of the flow begins with: a heading that has no text of its own. The picture is none of WooCommerce's. */
const logo = html`<h1 id="wc-logo"><img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='48' height='32'%3E%3Crect width='48' height='32' rx='8' fill='%237f54b3'/%3E%3C/svg%3E" width="48" height="32" alt="WooCommerce"></h1>`;

/** The log-in form of the flow. */
export function loginPage(
  profile: Profile,
  context: Context,
  request: AuthorizeParameters,
  last: LastLogin,
): Answer {
  const app = shownText(strval(request.appName));
  const required = html`<span class="required" aria-hidden="true">*</span><span class="screen-reader-text">Required</span>`;
  return page(
    title,
    html`${logo}
<div class="card">
<h1>${app} would like to connect to your store</h1>
${notices(profile, context.site.theme, last.errors)}
<p>To connect to ${app} you need to be logged in. Log in to your store below, or <a href="${hrefOf(returnUrl(request, '0'))}">cancel and return to ${app}</a></p>
<form method="post" class="wc-auth-login">
<p><label for="username">Username or email address ${required}</label>
<input type="text" class="input-text" name="username" id="username" value="${shownText(last.username)}" autocomplete="username" required></p>
<p><label for="password">Password ${required}</label>
<input type="password" class="input-text" name="password" id="password" autocomplete="current-password" required></p>
<p class="actions">
<input type="hidden" name="woocommerce-login-nonce" value="${createNonce(context, loginAction)}">
${refererField(context)}
<button type="submit" class="button button-large button-primary wc-auth-login-button" name="login" value="Login">Login</button>
<input type="hidden" name="redirect" value="${hrefOf(flowUrl(context, request, 'authorize'))}">
</p>
</form>
</div>`,
  );
}

/** The page that asks the merchant: what the app wants, for whom, and the two ways out. */
export function grantPage(context: Context, request: AuthorizeParameters, rules: AuthorizeRules): Answer {
  const app = shownText(strval(request.appName));
  const scope = rules.describe(request.scope);
  const host = parse_url(request.callbackUrl)?.host ?? '';
  const user = context.site.users.get(context.userId);
  const approve = nonceUrl(
    context,
    flowUrl(context, request, 'access_granted'),
    grantAction,
    'wc_auth_nonce',
  );
  return page(
    title,
    html`${logo}
<div class="card">
<h1>${app} would like to connect to your store</h1>
<p>This will give "<strong>${app}</strong>" <strong>${scope.label}</strong> access which will allow it to:</p>
<ul class="rights">${scope.rights.map(right => html`<li>${right}</li>`)}</ul>
<p>Approving will share credentials with <strong>${shownText(host)}</strong>. Do not proceed if this looks suspicious in any way.</p>
<p class="who"><span>Logged in as <strong>${shownText(user?.login ?? '')}</strong></span> <a class="wc-auth-logout" href="${hrefOf(logoutUrl(context, flowUrl(context, request, 'login')))}">Logout</a></p>
<p class="actions">
<a class="button button-primary wc-auth-approve" href="${hrefOf(approve)}">Approve</a>
<a class="button wc-auth-deny" href="${hrefOf(returnUrl(request, rules.deniedSuccess))}">Deny</a>
</p>
</div>`,
  );
}
