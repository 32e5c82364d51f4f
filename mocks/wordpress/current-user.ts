import type { Context } from './context.ts';
import { currentAdminSession, currentSession } from './cookies.ts';

/**
 * `determine_current_user`, its filters in the order of their priorities: the dashboard's cookie (10), which browsers
 * send to `/wp-admin` only, then the plugins (15), then the site's log-in cookie (20). So a consumer key wins over a
 * log-in, and a client that sends the dashboard's cookie along is not asked for its key
 * (docs/discoveries/cookies-and-keys.md).
 */
export function determineUser(context: Context): number {
  const hasCookies = context.request.cookie.size > 0;
  const fromDashboard = hasCookies ? currentAdminSession(context) : undefined;
  if (fromDashboard) return byCookie(context, fromDashboard.userId);
  for (const hooks of context.hooks) {
    const userId = hooks.determineCurrentUser?.();
    if (userId !== undefined && userId !== 0) return userId;
  }
  const fromSite = hasCookies ? currentSession(context) : undefined;
  return fromSite ? byCookie(context, fromSite.userId) : 0;
}

/** `rest_cookie_collect_status()`: whoever comes by a cookie is asked for a nonce. */
function byCookie(context: Context, userId: number): number {
  context.isCookieUser = true;
  return userId;
}
