import { type Answer, noBody } from '../../message.ts';
import { adminAjax, adminScript } from '../admin/index.ts';
import { roleCan } from '../capabilities.ts';
import type { Context } from '../context.ts';
import {
  clearCookies,
  cookieNames,
  currentAdminSession,
  currentSession,
  currentUserFromCookie,
  endSession,
  languageCookie,
  startSession,
  testCookie,
} from '../cookies.ts';
import { redirect, validateRedirect } from '../formatting/redirect.ts';
import { html } from '../html.ts';
import { nocacheHeaders } from '../nocache.ts';
import { verifyNonce } from '../nonce.ts';
import { posted, requested } from '../request-variables.ts';
import { homeUrl } from '../site.ts';
import type { User } from '../users.ts';
import { authenticate, type LoginError } from './authenticate.ts';
import { confirmLogoutPage, formPage, lostPasswordPage } from './pages.ts';
import { forcesTls, loginUrl, logoutAction, siteUrl } from './urls.ts';

/** `/wp-login.php`: the log-in form, logging in, logging out. */
export function handleLogin(context: Context): Answer {
  const toTls = redirectToTls(context);
  if (toTls) return toTls;
  context.userId = currentUserFromCookie(context);
  switch (requested(context, 'action')) {
    case 'logout':
      return logout(context);
    case 'lostpassword':
    case 'retrievepassword':
      return lostPasswordPage(context, loginHeaders(context));
    case 'register':
      // As a site is set up nobody may register (`users_can_register`).
      return redirect(siteUrl(context, 'wp-login.php?registration=disabled'), loginHeaders(context));
    case 'rp':
    case 'resetpass':
      return redirect(
        siteUrl(context, 'wp-login.php?action=lostpassword&error=invalidkey'),
        loginHeaders(context),
      );
    default:
      return login(context);
  }
}

/** `/wp-admin/…`: a page for those who may see the dashboard, the log-in form for the rest. */
export function handleAdmin(context: Context): Answer {
  const toTls = redirectToTls(context);
  if (toTls) return toTls;
  const session = currentAdminSession(context);
  const path = context.request.uri.split('?', 1)[0] as string;
  const script = path.slice(path.lastIndexOf('/wp-admin') + '/wp-admin/'.length);
  if (script === 'admin-ajax.php') {
    context.userId = session?.userId ?? 0;
    return adminAjax(context);
  }
  // `admin_post_nopriv`: nobody is let in, and nothing is done.
  if (!session && script === 'admin-post.php') {
    return { status: 200, headers: [...nocacheHeaders(context.site), ...frameHeaders], body: noBody };
  }
  const withoutLogin = publicScript(script);
  if (withoutLogin) return withoutLogin;
  if (!session) {
    const here = `${context.isTls ? 'https' : 'http'}://${context.request.server('HTTP_HOST') ?? ''}${context.request.uri}`;
    return redirect(loginUrl(context, here, true), nocacheHeaders(context.site));
  }
  context.userId = session.userId;
  const role = context.site.users.get(session.userId)?.role ?? '';
  // WooCommerce keeps customers out of the dashboard.
  if (!roleCan(role, 'edit_posts') && !roleCan(role, 'manage_woocommerce')) {
    return redirect(homeUrl(context.site.home, '/my-account/'), nocacheHeaders(context.site));
  }
  return adminScript(context, script);
}

/** Scripts below `/wp-admin/` that ask nobody who they are; undefined for the others. */
function publicScript(script: string): Answer | undefined {
  const type = publicTypes[script];
  return type === undefined
    ? undefined
    : { status: 200, headers: ['Content-Type', `${type}; charset=UTF-8`], body: noBody };
}

const publicTypes: Readonly<Record<string, string>> = {
  'load-scripts.php': 'application/javascript',
  'load-styles.php': 'text/css',
};

/** What wp-login.php sends before it looks at what is asked: the cookie that tells whether cookies are taken, too. */
function loginHeaders(context: Context): readonly string[] {
  return [
    ...nocacheHeaders(context.site),
    ...testCookie(context),
    ...languageCookie(context, requested(context, 'wp_lang')),
    ...frameHeaders,
  ];
}

const frameHeaders = [
  ...['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ...['X-Frame-Options', 'SAMEORIGIN'],
];

/** A site whose URL is https takes no password without TLS. */
function redirectToTls(context: Context): Answer | undefined {
  if (!forcesTls(context) || context.isTls) return undefined;
  return redirect(`https://${context.request.server('HTTP_HOST') ?? ''}${context.request.uri}`);
}

function login(context: Context): Answer {
  const { request } = context;
  const redirectTo = requested(context, 'redirect_to');
  const isReauthentication = requested(context, 'reauth') !== '';
  const username = posted(context, 'log');
  const remember = posted(context, 'rememberme') !== '';
  const result = authenticate(context, username, posted(context, 'pwd'));

  if ('user' in result && !cookiesAreOff(context)) {
    context.judgements.push({
      rule: 'login',
      outcome: 'accepted',
      detail: `${result.user.login} (${result.user.role}) has logged in.`,
    });
    const cookies = startSession(context, result.user, remember);
    return redirect(afterLogin(context, result.user, redirectTo), [...loginHeaders(context), ...cookies]);
  }

  let errors: readonly LoginError[] = 'errors' in result ? result.errors : [cookiesBlocked];
  if (request.method === 'POST' && request.post.size > 0) {
    const detail = `Nobody was logged in: ${errors.map(({ code }) => code).join(', ')}.`;
    context.judgements.push({ rule: 'login', outcome: 'refused', detail });
  } else {
    errors = [];
  }
  if (requested(context, 'loggedout') !== '') {
    errors = [{ code: 'message', message: html`You are now logged out.` }];
  } else if (isReauthentication) {
    errors = [];
  }
  return formPage(context, {
    errors,
    username: errors.some(({ code }) => code === 'incorrect_password' || code === 'empty_password')
      ? username
      : '',
    redirectTo: redirectTo === '' ? siteUrl(context, 'wp-admin/') : redirectTo,
    remember,
    headers: [...loginHeaders(context), ...(isReauthentication ? clearCookies(context) : [])],
  });
}

/** Where a user goes after the log-in, always on this site. */
function afterLogin(context: Context, user: User, redirectTo: string): string {
  const dashboard = siteUrl(context, 'wp-admin/');
  if (redirectTo === '' || redirectTo === 'wp-admin/' || redirectTo === dashboard) {
    return roleCan(user.role, 'edit_posts') ? dashboard : siteUrl(context, 'wp-admin/profile.php');
  }
  return validateRedirect(context.site.home, context.request.uri, redirectTo, dashboard);
}

/** The form says whether the page has tried to set a cookie before. */
function cookiesAreOff(context: Context): boolean {
  const { request, site } = context;
  return (
    currentSession(context) === undefined &&
    request.post.has('testcookie') &&
    !request.cookie.has(cookieNames(site).test)
  );
}

const cookiesBlocked: LoginError = {
  code: 'test_cookie',
  message: html`<strong>Error:</strong> Cookies are blocked or not supported by your browser. You must <a href="https://developer.wordpress.org/advanced-administration/wordpress/cookies/#enable-cookies-in-your-browser">enable cookies</a> to use WordPress.`,
};

function logout(context: Context): Answer {
  const redirectTo = requested(context, 'redirect_to');
  if (!verifyNonce(context, requested(context, '_wpnonce'), logoutAction)) {
    context.judgements.push({
      rule: 'login.logout',
      outcome: 'refused',
      detail: 'The log-out link has no nonce that holds for this user and session.',
    });
    return confirmLogoutPage(context, redirectTo, loginHeaders(context));
  }
  const headers = [...loginHeaders(context), ...endSession(context)];
  const fallback = siteUrl(context, 'wp-admin/');
  const next =
    redirectTo === ''
      ? `${loginUrl(context)}?loggedout=true&wp_lang=en_US`
      : validateRedirect(context.site.home, context.request.uri, redirectTo, fallback);
  return redirect(next, headers);
}
