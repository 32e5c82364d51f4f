import { hash_equals } from '../php/hash_equals.ts';
import type { Context } from './context.ts';
import { currentSession } from './cookies.ts';

/** Half of a nonce's life, in seconds: `DAY_IN_SECONDS / 2`. */
const tickLength = 43_200;

/** `wp_nonce_tick()`. */
function tick(now: number): number {
  return Math.ceil(now / tickLength);
}

/** `wp_create_nonce()`: ten hexadecimal digits that belong to an action, a user and the user's session. */
export function createNonce(context: Context, action: string): string {
  return nonceOf(context, action, tick(context.site.now()));
}

/** `wp_verify_nonce()`: made in this tick or in the one before, so for 12 to 24 hours. It can be used again. */
export function verifyNonce(context: Context, nonce: string, action: string): boolean {
  const now = tick(context.site.now());
  return [now, now - 1].some(each => hash_equals(nonceOf(context, action, each), nonce));
}

function nonceOf(context: Context, action: string, at: number): string {
  const session = currentSession(context);
  const data = `${at}|${action}|${context.userId}|${session?.token ?? ''}`;
  return context.site.sessions.hash('md5', data, 'nonce').slice(-12, -2);
}
