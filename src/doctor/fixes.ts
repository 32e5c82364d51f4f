import type { Evidence } from './evidence.ts';
import type { Fix, Suspicion } from './fault.ts';
import { type ServerSoftware, serverThatAnswered } from './server.ts';

/** Those that show themselves in answers; WordPress, its settings and the client are always at hand. */
const visible: readonly ServerSoftware[] = [
  'Apache',
  'Nginx',
  'LiteSpeed',
  'Caddy',
  'lighttpd',
  'IIS',
  'Varnish',
  'HAProxy',
  'squid',
  'Traefik',
  'Cloudflare',
];

/** Whether it is a server that stands in front of PHP, of which a store has one or two. */
export function isServer(server: string): boolean {
  return visible.includes(server as ServerSoftware);
}

/** They write no Server field, neither into what they pass on nor into what they answer themselves. */
const silent: readonly ServerSoftware[] = ['HAProxy', 'Traefik'];

/** As proxies they pass on the Server field of what is behind, and add none: measured. */
const relaying: readonly ServerSoftware[] = ['Apache', 'lighttpd'];

export interface ChosenFix {
  readonly fix: Fix;
  /** It is for a server that may do the harm, or for something that every store has. */
  readonly atHand: boolean;
}

/**
 * The fixes in the order to try them. A server that answered by itself does the harm, so its own fixes are the ones
 * at hand; where its answer names none, one of those that never do. Where a request is changed on its way, each server
 * seen may do it, the one nearest to the client first, and each that does not show itself, or not as a proxy. Where none of the servers seen has a fix, the one at fault is hidden behind them, and every fix is at hand.
 */
export function chooseFixes(
  fixes: readonly Fix[],
  servers: readonly ServerSoftware[],
  suspicion: Suspicion,
  evidence: Evidence,
): ChosenFix[] {
  const answered = (suspicion.answeredBy ?? [])
    .map(id => evidence.reading(id))
    .flatMap(reading => (reading ? [serverThatAnswered(reading)] : []))
    .filter(server => server !== undefined);
  const has = (server: ServerSoftware): boolean => fixes.some(fix => fix.server === server);
  const isNameless =
    suspicion.answeredBy?.some(id => {
      const reading = evidence.reading(id);
      // A connection that was cut says nothing of who cut it.
      return reading?.status !== undefined && reading.header('server') === undefined;
    }) && servers.length > 0;
  const culprits = answered.some(has) ? answered : isNameless ? silent : [...servers, ...silent, ...relaying];
  const isHidden = !culprits.some(
    each => has(each) && (servers.includes(each) || isNameless || answered.includes(each)),
  );
  const isAtHand = ({ server }: Fix): boolean =>
    server === 'any' || !visible.includes(server) || isHidden || culprits.includes(server);
  const rank = ({ server }: Fix): number => {
    // Nobody shows itself: the fixes stand in the order of their fault, the most common server first.
    if (isHidden) return 0;
    const place = culprits.indexOf(server as ServerSoftware);
    return place === -1 ? culprits.length : place;
  };
  const isFirst = ({ where }: Fix): boolean => where === suspicion.firstFix;
  return fixes
    .map(fix => ({ fix, atHand: isAtHand(fix) }))
    .toSorted(
      (a, b) =>
        Number(isFirst(b.fix)) - Number(isFirst(a.fix)) ||
        Number(b.atHand) - Number(a.atHand) ||
        rank(a.fix) - rank(b.fix),
    );
}
