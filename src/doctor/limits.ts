/** Signs that a store counts requests. */
import { retryAfter } from '../client/http/retry-after.ts';
import { asksForBrowser } from './edges.ts';
import type { Evidence, Limit } from './evidence.ts';
import type { Reading } from './reading.ts';

/** What is waited for until a store that refuses everything is asked once more, in milliseconds. */
export const longestBan = 5_000;

/** 429 but for a challenge; and 503 with Retry-After where the front page did not say so from the start: that is maintenance. */
export function asksForFewer(reading: Reading, front?: number): boolean {
  if (reading.status === 429) return !asksForBrowser(reading);
  // Varnish says so with each error of its own, whatever it is.
  const isVarnish = reading.said === 'not JSON' && /Guru Meditation/.test(reading.text);
  return reading.status === 503 && reading.header('retry-after') !== undefined && front !== 503 && !isVarnish;
}

/** True where a request may be refused for the moment alone: for the number of requests, or by a server that has failed. */
export function isRefusedForNow(reading: Reading, front?: number): boolean {
  return asksForFewer(reading, front) || mayPassLater(reading);
}

/** How an answer that asks for fewer requests does so: 503 with Retry-After is what maintenance that has begun answers too. */
export function signOf(reading: Reading): Limit['sign'] {
  return reading.status === 429 ? 'it says so' : 'it asks to come back later';
}

/** 429, which a rule may give for what a request holds: a list of bots, for one. */
export function saysTooMany(reading: Reading | undefined): boolean {
  return reading?.status === 429;
}

/** How long to wait, in seconds, by Retry-After; undefined where it says nothing that can be read. */
export function secondsToWait(reading: Reading, now: number): number | undefined {
  return retryAfter(reading.header('retry-after'), reading.header('date'), now);
}

/** Statuses that firewalls and servers refuse with, for what a request holds or for how many there were. */
const ambiguous = [403, 406, 420, 503, 508, 509];
const cut = ['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'];
/** What a server gives that has failed, or whose back end has. */
const failed = [500, 502, 504];

/** A page or a cut connection that may be for how often was asked: no more can be told from one. */
function mayBeLimited(reading: Reading): boolean {
  if (reading.said === 'no answer') return reading.status === undefined && cut.includes(reading.code ?? '');
  return (isNobodys(reading) || isOfPlugin(reading)) && ambiguous.includes(reading.status as number);
}

/** No answer of the REST API: a page, JSON of something else, or what wp_die() says, which asked for JSON comes in JSON. */
function isNobodys({ said, code }: Reading): boolean {
  return said === 'not JSON' || said === 'odd JSON' || code === 'wp_die';
}

/** An error that a plugin writes as WordPress writes its own: plugins that count requests refuse so. */
function isOfPlugin({ said, code }: Reading): boolean {
  return (
    said === 'other error' &&
    !/^(woocommerce|wc|rest|jwt_auth|json_oauth1)_|^internal_server_error$/.test(code ?? '')
  );
}

/** A refusal that may be for the number of requests, or the failure of a server: it may pass the next time. */
export function mayPassLater(reading: Reading): boolean {
  return mayBeLimited(reading) || isFailure(reading);
}

/**
 * A server in front gave up waiting for the one behind, or was not let in (RFC 9110, sections 15.6.3 and 15.6.5): that is
 * load, and no server that counts requests says so.
 */
export function hasGivenUp({ said, status }: Reading): boolean {
  return said === 'not JSON' && (status === 502 || status === 504);
}

/** A refusal by choice: a server that has died gives none. */
export function isRefusingStatus({ status }: Reading): boolean {
  return [403, 406, 420, 429].includes(status as number);
}

/** A server failed, or its back end did: a page of 500, 502 or 504. */
function isFailure(reading: Reading): boolean {
  return isNobodys(reading) && failed.includes(reading.status as number);
}

/** True once WordPress has answered the list that needs no credentials: what is refused later was not always so. */
export function hasPassed(evidence: Evidence): boolean {
  const list = evidence.reading('A4');
  return evidence.isWordPress('A4') && list !== undefined && !mayBeLimited(list);
}
