import type { Answer } from '../../message.ts';
import { restApiScript } from '../admin/rest-api-script.ts';
import type { Context } from '../context.ts';
import { die } from '../die.ts';
import { type Html, hrefOf, html, shownText } from '../html.ts';
import { nocacheHeaders } from '../nocache.ts';
import { page } from '../page.ts';
import { homeUrl } from '../site.ts';
import type { LoginError } from './authenticate.ts';
import { logoutUrl, lostPasswordUrl, siteUrl } from './urls.ts';

/** The log-in form. */
export function formPage(
  context: Context,
  form: {
    readonly errors: readonly LoginError[];
    readonly username: string;
    readonly redirectTo: string;
    readonly remember: boolean;
    readonly headers: readonly string[];
  },
): Answer {
  return loginPage(
    context,
    'Log In',
    html`${form.errors.length > 0 && notices(form.errors)}
<form name="loginform" id="loginform" action="${hrefOf(siteUrl(context, 'wp-login.php'))}" method="post">
<p><label for="user_login">Username or Email Address</label>
<input type="text" name="log" id="user_login" class="input" value="${shownText(form.username)}" autocapitalize="off" autocomplete="username" required></p>
<p><label for="user_pass">Password</label>
<input type="password" name="pwd" id="user_pass" class="input password-input" autocomplete="current-password" required></p>
<p class="forgetmenot"><label class="inline" for="rememberme"><input name="rememberme" type="checkbox" id="rememberme" value="forever"${form.remember && html` checked`}> Remember Me</label></p>
<p class="actions submit">
<button type="submit" name="wp-submit" id="wp-submit" class="button button-primary button-large" value="Log In">Log In</button>
<input type="hidden" name="redirect_to" value="${shownText(form.redirectTo)}">
<input type="hidden" name="testcookie" value="1">
</p>
</form>
<p id="nav"><a class="wp-login-lost-password" href="${hrefOf(lostPasswordUrl(context))}">Lost your password?</a></p>`,
    form.headers,
  );
}

/** No mail leaves a simulated store. */
export function lostPasswordPage(context: Context, headers: readonly string[]): Answer {
  const main = html`<p>This store sends no e-mail. Its users and their passwords are those of its fixture.</p>
<p><a href="${hrefOf(siteUrl(context, 'wp-login.php'))}">Log in</a></p>`;
  return loginPage(context, 'Lost Password', main, headers);
}

function loginPage(context: Context, heading: string, main: Html, headers: readonly string[]): Answer {
  const { site } = context;
  const content = html`<div class="card" id="login">
<h1>${heading}</h1>
${main}
<p id="backtoblog"><a href="${hrefOf(homeUrl(site.home, '/'))}">← Go to ${site.title}</a></p>
</div>`;
  return page(`${heading} ‹ ${site.title} — WordPress`, content, 200, headers);
}

function notices(errors: readonly LoginError[]): Html {
  if (errors.every(({ code }) => code === 'message')) {
    return html`<div id="login-message" class="notice notice-info message" role="status">${errors.map(({ message }) => html`<p>${message}</p>`)}</div>`;
  }
  return html`<div id="login_error" class="notice error notice-error" role="alert">${errors.map(({ message }) => html`<p>${message}</p>`)}</div>`;
}

/** `wp_nonce_ays( 'log-out' )`: a log-out link without a nonce that holds, which anybody could have made. */
export function confirmLogoutPage(context: Context, redirectTo: string, headers: readonly string[]): Answer {
  const title = `You are attempting to log out of ${context.site.title}`;
  const question = html`Do you really want to <a href="${hrefOf(logoutUrl(context, redirectTo))}">log out</a>?`;
  return die(context, {
    title,
    message: html`${title}</p><p>${question}`,
    main: html`<div class="card"><p role="heading" aria-level="1">${title}</p>
<p>${question}</p></div>`,
    status: 403,
    headers,
  });
}

/** What stands in for the dashboard. */
export function dashboardPage(context: Context): Answer {
  const { site } = context;
  const user = site.users.get(context.userId);
  const main = html`<div class="card">
<h1>Dashboard</h1>
<p>Howdy, <strong>${user?.login}</strong>. This is a simulated store: there is nothing to set up here.</p>
<p class="actions"><a class="button" href="${hrefOf(homeUrl(site.home, '/'))}">Visit ${site.title}</a>
<a class="button" href="${hrefOf(logoutUrl(context))}">Log Out</a></p>
</div>${restApiScript(context)}`;
  return page(`Dashboard ‹ ${site.title} — WordPress`, main, 200, nocacheHeaders(site));
}
