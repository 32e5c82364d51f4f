/** Puts faults around a store, in the order that a request passes them. */
import { type ActiveFault, type Handler, layerNames, type Surroundings } from './fault.ts';
import { selector } from './scope.ts';

/** What `applyFaults` needs from outside; waiting and the home URL may be left out. */
export type Given = Pick<Surroundings, 'now' | 'random'> & Partial<Surroundings>;

const waitForReal = (seconds: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, seconds * 1000);
  });

/**
 * The store with faults in front of it. A request passes the client's end first (CDN, firewall, proxy, web
 * server, PHP, plugins); two faults of one layer stand in the order given. What the layers remember (a cache,
 * counted requests, the place in a seed) begins anew with each call.
 */
export function applyFaults(handler: Handler, faults: readonly ActiveFault[], given: Given): Handler {
  const surroundings: Surroundings = { wait: waitForReal, home: '', ...given };
  return inOrder(faults).reduceRight<Handler>((next, { fault, options, scope }) => {
    if (fault.wrap === undefined) return next;
    const layer = fault.wrap(next, options, surroundings);
    if (scope.path === '' && scope.share >= 1) return layer;
    const isConcerned = selector(scope, surroundings.random);
    return message => (isConcerned(message) ? layer(message) : next(message));
  }, handler);
}

function inOrder(faults: readonly ActiveFault[]): ActiveFault[] {
  return faults.toSorted((a, b) => layerNames.indexOf(a.fault.layer) - layerNames.indexOf(b.fault.layer));
}
