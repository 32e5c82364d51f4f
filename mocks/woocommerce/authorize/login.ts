import type { Answer } from '../../message.ts';
import { isEmpty } from '../../php/compare.ts';
import { trim } from '../../php/trim.ts';
import type { Context } from '../../wordpress/context.ts';
import { startSession } from '../../wordpress/cookies.ts';
import { removeQueryArg } from '../../wordpress/formatting/query-args.ts';
import { redirect, validateRedirect } from '../../wordpress/formatting/redirect.ts';
import { html } from '../../wordpress/html.ts';
import { authenticate } from '../../wordpress/login/authenticate.ts';
import { verifyNonce } from '../../wordpress/nonce.ts';
import { type LastLogin, loginAction } from './pages.ts';
import { currentHomeUrl } from './urls.ts';

/** What a try to log in with WooCommerce's form came to. */
export type FormLogin = { readonly answer: Answer } | LastLogin;

/**
 * `WC_Form_Handler::process_login()`: WooCommerce's own log-in form can be posted to any page of the site.
 * A form whose nonce does not hold is passed over in silence.
 */
export function processLogin(context: Context): FormLogin {
  const { request, site } = context;
  const field = (name: string) => {
    const value = request.post.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const username = field('username') ?? '';
  const nonce = field('woocommerce-login-nonce') ?? field('_wpnonce') ?? '';
  if (
    field('login') === undefined ||
    field('username') === undefined ||
    field('password') === undefined ||
    !verifyNonce(context, nonce, loginAction)
  ) {
    return { errors: [], username };
  }
  const name = trim(username);
  if (isEmpty(name)) {
    return { errors: [html`<strong>Error:</strong> Username is required.`], username };
  }
  const result = authenticate(context, name, field('password') ?? '');
  if ('errors' in result) {
    const detail = `Nobody was logged in: ${result.errors.map(({ code }) => code).join(', ')}.`;
    context.judgements.push({ rule: 'login', outcome: 'refused', detail });
    return { errors: result.errors.slice(0, 1).map(({ message }) => message), username };
  }
  context.judgements.push({
    rule: 'login',
    outcome: 'accepted',
    detail: `${result.user.login} (${result.user.role}) has logged in.`,
  });
  const account = currentHomeUrl(context, '/my-account/');
  const wanted = field('redirect') || field('_wp_http_referer') || account;
  const next = validateRedirect(
    site.home,
    request.uri,
    removeQueryArg(wanted, 'wc_error', 'password-reset'),
    account,
  );
  return { answer: redirect(next, startSession(context, result.user, request.post.has('rememberme'))) };
}
