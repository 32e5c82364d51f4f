import { isEmpty } from '../../php/compare.ts';
import { hash_equals } from '../../php/hash_equals.ts';
import { trim } from '../../php/trim.ts';
import type { Context } from '../context.ts';
import { escUrl } from '../formatting/escape.ts';
import { sanitizeUser } from '../formatting/sanitize.ts';
import { fromBytes, toBytes } from '../formatting/text.ts';
import { type Html, hrefOf, html, shownText } from '../html.ts';
import type { User } from '../users.ts';
import { lostPasswordUrl } from './urls.ts';

/** Why nobody was logged in: WP_Error's code, and its message as the page shows it. */
export interface LoginError {
  readonly code:
    | 'empty_username'
    | 'empty_password'
    | 'invalid_username'
    | 'invalid_email'
    | 'incorrect_password'
    | 'test_cookie'
    | 'message';
  readonly message: Html;
}

export type Authentication = { readonly user: User } | { readonly errors: readonly LoginError[] };

const emailPattern = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const error = html`<strong>Error:</strong>`;

/**
 * `wp_authenticate()` with a login name or an e-mail address and a password, both byte strings as they were sent.
 * WordPress tells an unknown user from a wrong password.
 */
export function authenticate(context: Context, username: string, password: string): Authentication {
  const name = sanitizeUser(username);
  const secret = trim(password);
  const empty: LoginError[] = [];
  if (isEmpty(name))
    empty.push({ code: 'empty_username', message: html`${error} The username field is empty.` });
  if (isEmpty(secret))
    empty.push({ code: 'empty_password', message: html`${error} The password field is empty.` });
  if (empty.length > 0) return { errors: empty };

  const wanted = fromBytes(name);
  const found = context.site.users.find(wanted);
  const byLogin = found?.login.toLowerCase() === wanted.toLowerCase();
  if (found && (byLogin || emailPattern.test(name))) {
    if (hash_equals(toBytes(found.password), secret)) return { user: found };
    const kind = byLogin ? 'username' : 'email address';
    const message = html`${error} The password you entered for the ${kind} <strong>${shownText(name)}</strong> is incorrect. <a href="${hrefOf(escUrl(lostPasswordUrl(context)))}">Lost your password?</a>`;
    return { errors: [{ code: 'incorrect_password', message }] };
  }
  if (emailPattern.test(name)) {
    const message = html`Unknown email address. Check again or try your username.`;
    return { errors: [{ code: 'invalid_email', message }] };
  }
  const message = html`${error} The username <strong>${shownText(name)}</strong> is not registered on this site. If you are unsure of your username, try your email address instead.`;
  return { errors: [{ code: 'invalid_username', message }] };
}
