/** What each resource answered to each method that writes, and what is told of those that are refused. */
import type { Evidence } from './evidence.ts';
import { headerOnWrites, type WriteMethod, writeMethods } from './probes/header-on-writes.ts';
import { type PairedResource, pairedResources, pairProbesOf } from './probes/pairs.ts';
import type { Reading } from './reading.ts';
import { isForeignRefusal, isOwnAnswer, isSeen, isSomebody } from './signs.ts';
import { wayProbes } from './way.ts';

export interface Pair {
  readonly method: WriteMethod;
  readonly resource: PairedResource;
  /** The probe that asked for it. */
  readonly id: string;
}

/** Every pair that was asked for: with the key where it is let in, else without. */
export function askedPairs(evidence: Evidence): Pair[] {
  return pairProbesOf.flatMap(({ method, resource, withKey, without }) => {
    const id = evidence.known.way === undefined ? without : withKey;
    return evidence.reading(id) === undefined ? [] : [{ method, resource, id }];
  });
}

/** The pairs with a sign whose resource is open to GET: where that is refused too, it is no matter of writing. */
export function pairsWith(evidence: Evidence, hasSign: (id: string) => boolean): Pair[] {
  return askedPairs(evidence).filter(({ id, resource }) => hasSign(id) && isRead(evidence, resource));
}

/** The list of a resource is open: to the key, or it is WooCommerce that keeps it from nobody. */
export function isRead(evidence: Evidence, resource: PairedResource): boolean {
  if (evidence.known.way === undefined)
    return isOwnAnswer(evidence, resource === 'products' ? 'A4' : `A22-${resource}`);
  const ids = resource === 'products' ? wayProbes : [`B11-${resource}`];
  return ids.some(id => evidence.said(id) === 'let in');
}

/** True where the pairs are all that the method was asked for: it is a matter of the method, not of a resource. */
function isWholeMethod(evidence: Evidence, method: WriteMethod, hit: readonly Pair[]): boolean {
  const isOfIt = (pair: Pair): boolean => pair.method === method;
  return hit.filter(isOfIt).length === askedPairs(evidence).filter(isOfIt).length;
}

/** `DELETE of customers, PUT`: a method by itself where every resource is hit. */
export function pairsInWords(evidence: Evidence, hit: readonly Pair[]): string {
  return writeMethods
    .flatMap(method => {
      const its = hit.filter(pair => pair.method === method).map(({ resource }) => resource);
      if (its.length === 0) return [];
      const isWhole = its.length > 1 && isWholeMethod(evidence, method, hit);
      return [isWhole ? method : `${method} of ${listed(its)}`];
    })
    .join(', ');
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** WooCommerce's own: there is no such record, or one that has an id is not made. A route that is gone has 404 too. */
export function isNoSuchRecord(reading: Reading | undefined): boolean {
  return (
    reading?.said === 'other error' &&
    [400, 404, 501].includes(reading.status as number) &&
    !isForeignRefusal(reading)
  );
}

type Answer = 'allowed' | 'forbidden' | 'refused' | 'not asked';

/** What the key may do with a pair, as far as it was seen. */
export function pairAnswer(evidence: Evidence, { method, id }: Pair): Answer {
  const reading = evidence.reading(id);
  if (reading?.status === undefined) return 'not asked';
  if (isNoSuchRecord(reading)) return arrives(evidence, method) ? 'allowed' : 'not asked';
  // The words for a key that may not write, and WooCommerce's own for a user who may not.
  return reading.said === 'refused' || reading.said === 'forbidden' ? 'forbidden' : 'refused';
}

/**
 * The key arrives with the method: nobody is told 401 at webhooks, whatever the version, and of what can be made; what
 * nobody is told too proves nothing.
 */
function arrives(evidence: Evidence, method: WriteMethod): boolean {
  const isTold = pairedResources.some(
    resource =>
      (method === 'POST' || resource === 'webhooks') && isToSomebody(evidence, `B15-${method}_${resource}`),
  );
  return isTold || (evidence.known.way === 'header' && isSeen(evidence, headerOnWrites[method]));
}

function isToSomebody(evidence: Evidence, id: string): boolean {
  return isNoSuchRecord(evidence.reading(id)) || isSomebody(evidence, id);
}

/** True where what the key is told of the method shows that it arrives, at webhooks at least. */
export function isShownToArrive(evidence: Evidence, method: WriteMethod): boolean {
  return isNoSuchRecord(evidence.reading(`B15-${method}_webhooks`)) && arrives(evidence, method);
}

/** The method reaches WordPress at one resource at least. */
export function isOpenSomewhere(evidence: Evidence, method: string): boolean {
  return askedPairs(evidence).some(pair => pair.method === method && evidence.isWordPress(pair.id));
}
