/** What was seen of the key given: by which ways it is let in, on which resources, with which rights. */
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Diagnosis as Printed } from '../../schemas/types/diagnosis.ts';
import type { Evidence } from './evidence.ts';
import { headerOnWrites, type WriteMethod, writeMethods } from './probes/header-on-writes.ts';
import { resources } from './probes/resources.ts';
import type { Reading } from './reading.ts';
import { isSeen, isSomebody } from './signs.ts';
import { wayInWords, wayProbes, waysIn } from './way.ts';

export type KeySeen = ReadOnly<NonNullable<Printed['verdict']['key']>>;

/** Undefined where no key was given. */
export function keySeen(evidence: Evidence): KeySeen | undefined {
  if (!evidence.known.credentials) return undefined;
  const all = waysIn(evidence);
  // A signature for the URL asked is what clients make; those for the home URL matter where it is refused.
  const ways = all.filter(way => !way.startsWith('signature for') || !all.includes('signature'));
  const list = wayProbes.find(id => isSomebody(evidence, id));
  return {
    ways: ways.map(way => wayInWords[way]),
    resources: [
      { resource: 'products', answer: listAnswer(evidence, list) },
      ...resources.map(resource => ({ resource, answer: listAnswer(evidence, `B11-${resource}`) })),
    ],
    methods: writeMethods.map(method => ({ method, answer: writeAnswer(evidence, method) })),
  };
}

const probesOf = { POST: ['B7-POST'], PUT: ['B7-PUT'], DELETE: ['B7', 'B7q', 'B7-DELETE'] } as const;

function listAnswer(evidence: Evidence, id: string | undefined): KeySeen['resources'][number]['answer'] {
  const said = id === undefined ? undefined : evidence.said(id);
  // What came to no answer says nothing of the key.
  if (said === undefined || said === 'no answer') return 'not asked';
  if (said === 'let in') return 'allowed';
  return said === 'forbidden' ? 'forbidden' : 'refused';
}

/**
 * A product that does not exist is answered 400 or 404 to a key that may write, 401 or 403 to one that may not, and to
 * nobody as to a key that may: what nobody is told too proves nothing until the header was seen to arrive.
 */
function writeAnswer(evidence: Evidence, method: WriteMethod): KeySeen['methods'][number]['answer'] {
  // An empty batch is a POST of JSON, and more than the key's own right.
  if (method === 'POST' && evidence.said('B14-products') === 'let in') return 'allowed';
  // PUT is tried at orders: where these are refused to GET too, it says nothing of the method.
  if (method === 'PUT' && !isSomebody(evidence, 'B11-orders')) return 'not asked';
  const said = probesOf[method]
    .map(id => evidence.reading(id))
    .filter(reading => reading !== undefined && reading.status !== undefined);
  if (said.length === 0) return 'not asked';
  if (said.some(isNoSuchProduct)) {
    // The key may; whether its user may is told by an empty batch.
    if (evidence.said('B14-products') === 'forbidden') return 'forbidden';
    return arrivesWith(evidence, method) ? 'allowed' : 'not asked';
  }
  // The words for a key that may not write, and WooCommerce's own for a user who may not.
  if (said.some(reading => reading?.said === 'refused' || reading?.said === 'forbidden')) return 'forbidden';
  return 'refused';
}

/** WooCommerce's own answer; WordPress's for a route that was taken out has the same status. */
function isNoSuchProduct(reading: Reading | undefined): boolean {
  if (reading?.said !== 'other error' || ![400, 404].includes(reading.status as number)) return false;
  return /^woocommerce_/.test(reading.code ?? '');
}

/** Where the header is seen to arrive with GET, and the key comes in it, the same is asked of the method. */
function arrivesWith(evidence: Evidence, method: WriteMethod): boolean {
  return (
    evidence.known.way !== 'header' || !isSeen(evidence, 'A6') || isSeen(evidence, headerOnWrites[method])
  );
}
