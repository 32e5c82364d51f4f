import type { Context } from './context.ts';
import { type WpError, wpError } from './error.ts';
import type { Site } from './site.ts';
import { versionAtLeast } from './version.ts';

/**
 * `wp_validate_application_password()`, the last that is asked who the client is: behind keys and cookies, over TLS
 * alone, whichever REST route it is. The user's id, or 0; the look-up tells nothing.
 */
export function applicationPasswordUser(context: Context): number {
  const { site, request } = context;
  if (!context.isTls || !site.applicationPasswords.isInUse) return 0;
  const login = request.server('PHP_AUTH_USER');
  const password = request.server('PHP_AUTH_PW');
  if (login === undefined || password === undefined) return 0;
  const user = site.users.find(login);
  const row = user && site.applicationPasswords.verify(user.id, password);
  if (!user || !row) return 0;
  row.lastUsed = site.now();
  row.lastIp = request.server('REMOTE_ADDR') ?? '127.0.0.1';
  context.applicationPassword = row;
  context.judgements.push({
    rule: 'wordpress.application-password',
    outcome: 'accepted',
    detail: `The application password "${row.name}" of ${user.login} is right.`,
  });
  return user.id;
}

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
  const isInUse = site.switches.applicationPasswords || site.applicationPasswords.isInUse;
  if (!isInUse || !context.isTls || context.userId !== 0) return undefined;
  if (context.hooks.some(hooks => hooks.hasTriedToAuthenticate?.())) return undefined;
  const login = request.server('PHP_AUTH_USER');
  if (login === undefined || request.server('PHP_AUTH_PW') === undefined) return undefined;
  if (site.users.find(login)) {
    return wpError('incorrect_password', 'The provided password is an invalid application password.', 401);
  }
  return login.includes('@')
    ? wpError('invalid_email', `${label(site)} Unknown email address. Check again or try your username.`, 401)
    : wpError(
        'invalid_username',
        `${label(site)} Unknown username. Check again or try your email address.`,
        401,
      );
}

/** The word before a sentence, as measured on 6.0.1 and 6.2.2. */
function label({ version }: Site): string {
  return versionAtLeast(version, '6.1') ? '<strong>Error:</strong>' : '<strong>Error</strong>:';
}
