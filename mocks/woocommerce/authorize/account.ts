import type { Answer } from '../../message.ts';
import type { Context } from '../../wordpress/context.ts';
import { hrefOf, html, shownText } from '../../wordpress/html.ts';
import { logoutUrl } from '../../wordpress/login/urls.ts';
import { createNonce } from '../../wordpress/nonce.ts';
import { refererField } from '../../wordpress/nonce-url.ts';
import { page } from '../../wordpress/page.ts';
import type { Profile } from '../profiles.ts';
import { notices } from './notices.ts';
import { type LastLogin, loginAction } from './pages.ts';
import { currentHomeUrl } from './urls.ts';

/**
 * What stands in for `/my-account/`, where customers end who log in: nothing of it was recorded, so it is no more
 * than a way in and out.
 */
export function accountPage(profile: Profile, context: Context, last: LastLogin): Answer {
  const user = context.site.users.get(context.userId);
  const title = `My account – ${context.site.title}`;
  if (user) {
    return page(
      title,
      html`<div class="card">
<h1>My account</h1>
<p>Hello <strong>${user.login}</strong>. This is a simulated store: it keeps no orders of yours.</p>
<p class="actions"><a class="button" href="${hrefOf(logoutUrl(context, currentHomeUrl(context, '/my-account/')))}">Log out</a></p>
</div>`,
    );
  }
  return page(
    title,
    html`<div class="card">
<h1>My account</h1>
${notices(profile, context.site.theme, last.errors)}
<form class="woocommerce-form-login" method="post">
<p><label for="username">Username or email address</label>
<input type="text" name="username" id="username" value="${shownText(last.username)}" autocomplete="username" required></p>
<p><label for="password">Password</label>
<input type="password" name="password" id="password" autocomplete="current-password" required></p>
<p class="actions">
<input type="hidden" name="woocommerce-login-nonce" value="${createNonce(context, loginAction)}">
${refererField(context)}
<button type="submit" class="button button-primary" name="login" value="Log in">Log in</button>
</p>
</form>
</div>`,
  );
}
