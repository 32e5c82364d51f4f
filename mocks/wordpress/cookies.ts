import { createHash } from 'node:crypto';
import { hash_equals } from '../php/hash_equals.ts';
import { rawurlencode } from '../php/urlencode.ts';
import type { Context } from './context.ts';
import { fromBytes, toBytes } from './formatting/text.ts';
import type { SaltScheme } from './sessions.ts';
import { homeUrl, type Site } from './site.ts';
import type { User } from './users.ts';
import { versionAtLeast } from './version.ts';

const day = 86_400;
const twelveHours = 43_200;

/** The names and paths of WordPress's cookies, as `wp_cookie_constants()` makes them of the site's URL. */
export interface CookieNames {
  readonly loggedIn: string;
  readonly auth: string;
  readonly secureAuth: string;
  readonly test: string;
  /** `COOKIEPATH`. */
  readonly path: string;
  /** Where the cookies that open the dashboard go: `PLUGINS_COOKIE_PATH` and `ADMIN_COOKIE_PATH`. */
  readonly adminPaths: readonly [plugins: string, admin: string];
  /** What all names but the test's end with. */
  readonly hash: string;
}

export function cookieNames(site: Site): CookieNames {
  const hash = createHash('md5').update(homeUrl(site.home, ''), 'latin1').digest('hex');
  return {
    loggedIn: `wordpress_logged_in_${hash}`,
    auth: `wordpress_${hash}`,
    secureAuth: `wordpress_sec_${hash}`,
    test: 'wordpress_test_cookie',
    path: `${site.home.path}/`,
    adminPaths: [`${site.home.path}/wp-content/plugins`, `${site.home.path}/wp-admin`],
    hash,
  };
}

/** Who a request's session cookie belongs to. */
export interface Session {
  readonly userId: number;
  readonly token: string;
}

/** `wp_validate_auth_cookie( '', 'logged_in' )`: the session of the cookie that was sent, if it holds. */
export function currentSession(context: Context): Session | undefined {
  return validateCookie(context, cookieNames(context.site).loggedIn, 'logged_in');
}

/** The user that the session cookie names; 0 when it names nobody, is not genuine or has expired. */
export function currentUserFromCookie(context: Context): number {
  return currentSession(context)?.userId ?? 0;
}

/** The session of the cookie for `/wp-admin`, which is another than the one for the site. */
export function currentAdminSession(context: Context): Session | undefined {
  const names = cookieNames(context.site);
  return context.isTls
    ? validateCookie(context, names.secureAuth, 'secure_auth')
    : validateCookie(context, names.auth, 'auth');
}

function validateCookie(context: Context, name: string, scheme: SaltScheme): Session | undefined {
  const { site, request } = context;
  const sent = request.cookie.get(name);
  if (typeof sent !== 'string') return undefined;
  const parts = sent.split('|');
  if (parts.length !== 4) return undefined;
  const [login, expiration, token, hmac] = parts as [string, string, string, string];
  const now = site.now();
  // A form that was filled in before the session ended is given an hour's grace.
  const grace = request.method === 'POST' ? 3600 : 0;
  const user = site.users.find(fromBytes(login));
  if (!/^\d+$/.test(expiration) || Number(expiration) + grace < now || !user) return undefined;
  if (user.login.toLowerCase() !== fromBytes(login).toLowerCase()) return undefined;
  if (!hash_equals(signature(site, user, login, expiration, token, scheme), hmac)) return undefined;
  return site.sessions.verify(user.id, token, now - grace) ? { userId: user.id, token } : undefined;
}

/** The user's password takes part in the signature: a new password ends every session. */
function signature(
  site: Site,
  user: User,
  login: string,
  expiration: string,
  token: string,
  scheme: SaltScheme,
): string {
  const fragment = createHash('sha256').update(user.password).digest('hex').slice(8, 12);
  return site.sessions.hash('sha256', `${login}|${fragment}|${expiration}|${token}`, scheme);
}

/** `wp_set_auth_cookie()`: starts a session and gives the Set-Cookie fields that carry it. */
export function startSession(context: Context, user: User, remember: boolean): string[] {
  const { site } = context;
  const now = site.now();
  const expiration = now + (remember ? 14 : 2) * day;
  // Remembered cookies outlive their content by half a day, so that an expired session is told as such.
  const expires = remember ? expiration + twelveHours : undefined;
  const token = site.sessions.create(user.id, expiration, now);
  const names = cookieNames(site);
  const login = toBytes(user.login);
  const value = (scheme: SaltScheme) =>
    [login, expiration, token, signature(site, user, login, String(expiration), token, scheme)].join('|');
  const admin = {
    name: context.isTls ? names.secureAuth : names.auth,
    value: value(context.isTls ? 'secure_auth' : 'auth'),
    secure: context.isTls,
    expires,
    now,
  };
  return [
    ...names.adminPaths.flatMap(path => setCookie({ ...admin, path })),
    ...setCookie({
      name: names.loggedIn,
      value: value('logged_in'),
      path: names.path,
      secure: context.isTls && site.home.scheme === 'https',
      expires,
      now,
    }),
  ];
}

/** `wp_logout()`: ends the session of this request and gives the Set-Cookie fields that take its cookies away. */
export function endSession(context: Context): string[] {
  const session = currentSession(context);
  if (session) context.site.sessions.destroy(session.userId, session.token);
  return [...clearCookies(context), ...context.hooks.flatMap(hooks => hooks.logOut?.() ?? [])];
}

/**
 * `wp_clear_auth_cookie()`: the fields that take every cookie away that WordPress has ever set, those below the site's
 * path once for `COOKIEPATH` and once for `SITECOOKIEPATH`. The session stays.
 */
export function clearCookies(context: Context): string[] {
  const { site } = context;
  const { hash, ...names } = cookieNames(site);
  const now = site.now();
  const gone = (name: string, path = names.path) =>
    setCookie({ name, value: ' ', path, secure: false, expires: now - 365 * day, now, httpOnly: false });
  const [plugins, admin] = names.adminPaths;
  const old = [...gone(`wordpressuser_${hash}`), ...gone(`wordpresspass_${hash}`)];
  return [
    ...[admin, plugins].flatMap(path => [...gone(names.auth, path), ...gone(names.secureAuth, path)]),
    ...[...gone(names.loggedIn), ...gone(names.loggedIn)],
    ...[...gone(`wp-settings-${context.userId}`), ...gone(`wp-settings-time-${context.userId}`)],
    ...[names.auth, names.auth, names.secureAuth, names.secureAuth].flatMap(name => gone(name)),
    ...[...old, ...old, ...gone(`wp-postpass_${hash}`)],
  ];
}

/** The cookie by which the log-in page finds out whether the browser takes cookies. */
export function testCookie(context: Context): string[] {
  const names = cookieNames(context.site);
  return setCookie({
    name: names.test,
    value: 'WP Cookie check',
    path: names.path,
    secure: context.isTls || context.site.home.scheme === 'https',
    now: context.site.now(),
    // As recorded: not on WordPress 6.4.1, on 6.9.1.
    httpOnly: versionAtLeast(context.site.version, '6.9'),
  });
}

/** The language that somebody has chosen for the log-in page. */
export function languageCookie(context: Context, language: string): string[] {
  if (language === '') return [];
  return setCookie({
    name: 'wp_lang',
    value: language,
    path: cookieNames(context.site).path,
    secure: context.isTls,
    now: context.site.now(),
  });
}

export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly secure: boolean;
  readonly now: number;
  /** Unix seconds; a cookie without ends with the browser. */
  readonly expires?: number;
  readonly httpOnly?: boolean;
}

/** A Set-Cookie field as PHP's `setcookie()` writes it: its name and value. */
export function setCookie({ name, value, path, secure, now, expires, httpOnly = true }: Cookie): string[] {
  let field = `${name}=${rawurlencode(value)}`;
  if (expires !== undefined) {
    field += `; expires=${new Date(expires * 1000).toUTCString()}; Max-Age=${Math.max(0, expires - now)}`;
  }
  field += `; path=${path}`;
  if (secure) field += '; secure';
  if (httpOnly) field += '; HttpOnly';
  return ['Set-Cookie', field];
}
