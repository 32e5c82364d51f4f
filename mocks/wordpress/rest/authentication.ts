import { applicationPasswordError, applicationPasswordUser } from '../application_passwords.ts';
import type { Context } from '../context.ts';
import { determineUser } from '../current-user.ts';
import { type WpError, wpError } from '../error.ts';
import { createNonce, verifyNonce } from '../nonce.ts';

/**
 * Finds the current user and says why a request may not go on: `wp_get_current_user()` and then
 * `WP_REST_Server::check_authentication()`, whose filters run in the order of their priorities.
 */
export function checkAuthentication(context: Context, route: string): WpError | undefined {
  context.userId = determineUser(context) || applicationPasswordUser(context);
  for (const hooks of context.hooks) {
    const result = hooks.restAuthenticationErrors?.(route);
    if (result) return result === true ? undefined : result;
  }
  return applicationPasswordError(context) ?? cookieCheckErrors(context);
}

/**
 * `rest_cookie_check_errors()`: a session cookie counts only together with a nonce, which another site cannot know.
 * Without one the client is nobody; with a wrong one the request is refused. A user whom something else than the
 * cookie has authenticated needs none.
 */
function cookieCheckErrors(context: Context): WpError | undefined {
  const { request } = context;
  if (!context.isCookieUser && context.userId !== 0 && context.site.users.get(context.userId))
    return undefined;
  // `$_REQUEST`, where the form body wins over the query.
  const nonce = request.post.get('_wpnonce') ?? request.get.get('_wpnonce') ?? request.header('X-WP-Nonce');
  if (nonce === undefined) {
    context.userId = 0;
    return undefined;
  }
  if (typeof nonce === 'string' && verifyNonce(context, nonce, 'wp_rest')) {
    context.restNonce = createNonce(context, 'wp_rest');
    return undefined;
  }
  return wpError('rest_cookie_invalid_nonce', 'Cookie check failed', 403);
}
