/** Answers that come by chance or in turn: one of several servers has failed, or is set up otherwise. */
import type { Evidence } from './evidence.ts';
import { hasGivenUp } from './limits.ts';
import { isTimeOut, type Reading } from './reading.ts';

/** So many times an answer is to come again before all of its kind count as steady. */
const enough = 6;
/** So many times one request is to be given up again: it is no chance then. */
const fewest = 3;

/** True where both mean the same: two transport errors are one kind of nothing, and so is what a gateway makes of one. */
export function isSameAnswer(one: Reading, other: Reading): boolean {
  if ([one, other].every(each => each.said === 'no answer' || hasGivenUp(each))) return true;
  return one.said === other.said && one.status === other.status && one.code === other.code;
}

/**
 * One kind of request is given up by the server in front each time. It holds the processes that others wait for, and what
 * is given up now and again beside it is load, not another server.
 */
export function isHeldUpByOthers(evidence: Evidence, reading: Reading): boolean {
  if (!hasGivenUp(reading)) return false;
  return evidence.all.some(({ probe, reading: each }) => {
    const again = evidence.repeats(probe.id);
    return hasGivenUp(each) && again.length >= fewest && again.every(hasGivenUp);
  });
}

/** The kinds of refusals that the same request was given now, and now not. */
export function kindsByChance(evidence: Evidence): ReadonlySet<string> {
  const kinds = evidence.all.flatMap(({ probe, reading }) => {
    const all = [reading, ...evidence.repeats(probe.id)];
    const [first, ...others] = all.filter(each => !isHeldUpByOthers(evidence, each));
    if (first === undefined || others.every(each => isSameAnswer(each, first))) return [];
    return all.map(refusalKind);
  });
  return new Set(kinds.filter(kind => kind !== undefined));
}

/** True where refusals of this kind came again each time that they were asked for, often enough. */
export function isSteadyKind(evidence: Evidence, kind: string): boolean {
  const again = evidence.all
    .filter(({ reading }) => refusalKind(reading) === kind)
    .flatMap(({ probe }) => evidence.repeats(probe.id));
  return again.length >= enough && again.every(reading => refusalKind(reading) === kind);
}

/** What refusals that are not WordPress's own have in common; undefined for its answers, and for none in time. */
export function refusalKind(reading: Reading | undefined): string | undefined {
  if (reading === undefined || isTimeOut(reading)) return undefined;
  if (reading.said === 'no answer') return 'cut';
  const isOwn = reading.said !== 'not JSON' && reading.said !== 'odd JSON' && reading.said !== 'redirect';
  return isOwn ? undefined : `${reading.said} ${reading.status}`;
}
