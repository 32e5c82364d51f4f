/** Signs that a store counts requests. */
import { retryAfter } from '../client/http/retry-after.ts';
import type { Evidence } from './evidence.ts';
import type { Reading } from './reading.ts';

/** 429; and 503 with Retry-After where the front page did not say so from the start: that is maintenance. */
export function asksForFewer(reading: Reading, front?: number): boolean {
  if (reading.status === 429) return true;
  return reading.status === 503 && reading.header('retry-after') !== undefined && front !== 503;
}

/** How long to wait, in seconds, by Retry-After; undefined where it says nothing that can be read. */
export function secondsToWait(reading: Reading, now: number): number | undefined {
  return retryAfter(reading.header('retry-after'), reading.header('date'), now);
}

/** Statuses that firewalls and servers refuse with, for what a request holds or for how many there were. */
const ambiguous = [403, 406, 420, 503, 508, 509];
const cut = ['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE', 'ECONNREFUSED'];

/** A page or a cut connection that may be for how often was asked: no more can be told from one. */
export function mayBeLimited(reading: Reading): boolean {
  if (reading.said === 'no answer') return reading.status === undefined && cut.includes(reading.code ?? '');
  return (
    (reading.said === 'not JSON' || reading.said === 'odd JSON') &&
    ambiguous.includes(reading.status as number)
  );
}

/** What a store that counts requests answers to the one that is too many: it says so, or may be for that. */
export function isRefusedForNumber(reading: Reading, front?: number): boolean {
  return asksForFewer(reading, front) || mayBeLimited(reading);
}

/** True once WordPress has answered the list that needs no credentials: what is refused later was not always so. */
export function hasPassed(evidence: Evidence): boolean {
  return evidence.isWordPress('A4');
}
