import type { Context } from './context.ts';
import { type WpError, wpError } from './error.ts';

/**
 * `wp_validate_application_password()` and `rest_application_password_check_errors()`, once somebody on the site has
 * made an application password: credentials sent as Basic over TLS are then looked up as a WordPress login.
 *
 * It matters to a WooCommerce client because a consumer key is no login: a right key is refused on every route that
 * WooCommerce does not take for its own (application-passwords: route.051, route.075, route.087). On its own routes
 * nothing comes of it: WooCommerce's fallback asks for the current user, and so has the password looked up in time to
 * be reported, only where it has not tried a scheme itself.
 */
export function applicationPasswordError(context: Context): WpError | undefined {
  const { site, request } = context;
  if (!site.switches.applicationPasswords || !context.isTls || context.userId !== 0) return undefined;
  if (context.hooks.some(hooks => hooks.hasTriedToAuthenticate?.())) return undefined;
  const login = request.server('PHP_AUTH_USER');
  if (login === undefined || request.server('PHP_AUTH_PW') === undefined) return undefined;
  if (site.users.find(login)) {
    return wpError(
      'incorrect_password',
      '<strong>Error:</strong> The provided password is an invalid application password.',
      401,
    );
  }
  return login.includes('@')
    ? wpError(
        'invalid_email',
        '<strong>Error:</strong> Unknown email address. Check again or try your username.',
        401,
      )
    : wpError(
        'invalid_username',
        '<strong>Error:</strong> Unknown username. Check again or try your email address.',
        401,
      );
}
