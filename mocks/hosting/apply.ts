/** Puts faults around a store, in the order that a request passes them. */
import type { Answer, Message } from '../message.ts';
import type { ActiveFault, Handler, HostingFault, Surroundings } from './fault.ts';
import { layers } from './layers.ts';
import { selector } from './scope.ts';

/** What `applyFaults` needs from outside; waiting and the home URL may be left out. */
export type Given = Pick<Surroundings, 'now' | 'random'> &
  Partial<Surroundings> & {
    /** Told of each request that a fault has answered itself, so that the store never saw it. */
    readonly onRefusal?: (fault: HostingFault, message: Message, answer: Answer) => void;
  };

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
    const { wrap } = fault;
    if (wrap === undefined) return next;
    const layer = reporting(next, inner => wrap(inner, options, surroundings), fault, given.onRefusal);
    if (scope.path === '' && scope.share >= 1) return layer;
    const isConcerned = selector(scope, surroundings.random);
    return message => (isConcerned(message) ? layer(message) : next(message));
  }, handler);
}

/** Whether a layer has handed a request on. It goes with the message: what changes one copies it. */
const passage = Symbol('passage');

interface OnItsWay extends Message {
  readonly [passage]?: { hasAsked: boolean };
}

/** The layer, with `onRefusal` called for each request that it has answered without asking what is behind it. */
function reporting(
  next: Handler,
  layerAround: (inner: Handler) => Handler,
  fault: HostingFault,
  onRefusal: Given['onRefusal'],
): Handler {
  if (onRefusal === undefined) return layerAround(next);
  const layer = layerAround(({ [passage]: own, ...message }: OnItsWay) => {
    if (own) own.hasAsked = true;
    return next(message);
  });
  return async message => {
    const own = { hasAsked: false };
    const onItsWay: OnItsWay = { ...message, [passage]: own };
    const answer = await layer(onItsWay);
    if (!own.hasAsked) onRefusal(fault, message, answer);
    return answer;
  };
}

function inOrder(faults: readonly ActiveFault[]): ActiveFault[] {
  return faults.toSorted((a, b) => layers.indexOf(a.fault.layer) - layers.indexOf(b.fault.layer));
}
