import type { Fix } from './fault.ts';
import type { ServerSoftware } from './server.ts';

/** Those that show themselves in answers; WordPress, its settings and the client are always at hand. */
const visible: readonly ServerSoftware[] = [
  'Apache',
  'Nginx',
  'LiteSpeed',
  'IIS',
  'Varnish',
  'HAProxy',
  'Cloudflare',
];

/**
 * True when a fix is for a server that shows itself, or for something that every store has. Where none of the servers
 * seen has a fix, the server at fault is hidden behind them, and every fix is at hand.
 */
export function isAtHand(fix: Fix, fixes: readonly Fix[], servers: readonly ServerSoftware[]): boolean {
  if (fix.server === 'any' || !visible.includes(fix.server)) return true;
  const isSeen = fixes.some(({ server }) => servers.includes(server as ServerSoftware));
  return !isSeen || servers.includes(fix.server);
}
