/** A server that refuses whatever it is asked: what it would answer to the rest is known. */
import type { Evidence } from './evidence.ts';
import { isWordPressPage } from './signs.ts';

/** Another scheme and another host are other sites: a redirect from there says nothing of this one. */
const elsewhere = ['A0s', 'A0w'];

/**
 * The status that every answer so far has, where it is one of failure or refusal and none shows WordPress: a dead back
 * end, a suspended account, a host that is not set up, a block. Undefined for all else.
 */
export function oneRefusal(evidence: Evidence): number | undefined {
  if (evidence.provenBy !== undefined) return undefined;
  const readings = evidence.all
    .filter(({ probe }) => !elsewhere.includes(probe.id))
    .map(each => each.reading);
  const status = readings[0]?.status;
  if (status === undefined || status < 400) return undefined;
  return readings.every(reading => reading.status === status && !isWordPressPage(reading))
    ? status
    : undefined;
}
