import { urlencode } from '../../php/urlencode.ts';
import type { Context } from '../context.ts';
import { addQueryArg } from '../formatting/query-args.ts';
import { nonceUrl } from '../nonce-url.ts';
import { homeUrl } from '../site.ts';

/** The action of the nonce in a log-out link. */
export const logoutAction = 'log-out';

/** `force_ssl_admin()`: a site whose URL is https has its log-in and its dashboard over TLS only. */
export function forcesTls(context: Context): boolean {
  return context.site.home.scheme === 'https';
}

/** `site_url( $path, 'login' )`, and with `wp-admin/…` `admin_url()`. */
export function siteUrl(context: Context, path: string): string {
  return homeUrl(context.site.home, `/${path}`, context.isTls || forcesTls(context) ? 'https' : 'http');
}

/** `wp_login_url()`. */
export function loginUrl(context: Context, redirect = '', reauthenticate = false): string {
  return addQueryArg(siteUrl(context, 'wp-login.php'), [
    ...(redirect === '' ? [] : ([['redirect_to', urlencode(redirect)]] as const)),
    ...(reauthenticate ? ([['reauth', '1']] as const) : []),
  ]);
}

/** `wp_logout_url()`: escaped for a page already, as WordPress hands it out. */
export function logoutUrl(context: Context, redirect = ''): string {
  const url = addQueryArg(
    siteUrl(context, 'wp-login.php?action=logout'),
    redirect === '' ? [] : [['redirect_to', urlencode(redirect)]],
  );
  return nonceUrl(context, url, logoutAction);
}

/** `wp_lostpassword_url()`: a plugin may have a page of its own for it. */
export function lostPasswordUrl(context: Context): string {
  for (const hooks of context.hooks) {
    const url = hooks.lostPasswordUrl?.();
    if (url !== undefined) return url;
  }
  return siteUrl(context, 'wp-login.php?action=lostpassword');
}
