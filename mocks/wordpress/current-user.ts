import type { Context } from './context.ts';
import { currentUserFromCookie } from './cookies.ts';

/** `determine_current_user`: the session cookie (10), then the plugins (15). */
export function determineUser(context: Context): number {
  const fromCookie = context.request.cookie.size > 0 ? currentUserFromCookie(context) : 0;
  if (fromCookie !== 0) return fromCookie;
  for (const hooks of context.hooks) {
    const userId = hooks.determineCurrentUser?.();
    if (userId !== undefined && userId !== 0) return userId;
  }
  return 0;
}
