/**
 * Waits less for what was not answered before. A firewall that drops a method drops each request with it: the first is
 * waited for as long as was asked, the others as long as this store needs for what it does answer.
 */
import { within } from '../site/ask.ts';
import type { Evidence } from './evidence.ts';
import { isTimeOut } from './reading.ts';
import type { Send } from './send.ts';

/** In milliseconds. */
const shortest = 3_000;
/** As long as the latest answer took, so many times over. */
const times = 4;
/** Before as many were answered, nothing is known of how long they take. */
const fewest = 8;

/** How long a request is waited for whose like was not answered, in milliseconds. */
export function shortWait(evidence: Evidence): number {
  const durations = evidence.all
    .filter(({ reading }) => reading.said !== 'no answer')
    .map(({ reading }) => reading.duration);
  if (durations.length < fewest) return evidence.timeout;
  return Math.min(evidence.timeout, Math.max(shortest, Math.ceil(times * Math.max(...durations))));
}

/** The same, where no request with this method was answered, and one of them was waited for in vain. */
export function shorterWhereDropped(evidence: Evidence, send: Send): Send {
  return (request, options) => {
    const alike = evidence.all.filter(({ exchange }) => exchange.request.method === request.method);
    const isDropped =
      alike.some(({ reading }) => isTimeOut(reading)) &&
      alike.every(({ reading }) => reading.said === 'no answer');
    return (isDropped ? within(shortWait(evidence), send) : send)(request, options);
  };
}
