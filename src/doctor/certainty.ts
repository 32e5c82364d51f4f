/** How sure a finding is, by what came when its probes were sent again. */
import type { Evidence } from './evidence.ts';
import type { Fault, Suspicion } from './fault.ts';
import { quotedProbes } from './proof.ts';
import { inWords, isTimeOut, type Reading } from './reading.ts';
import { networkFailure } from './signs.ts';

/** That an answer was late, cut off or another each time is what these say. */
const aboutChance = [
  'slow',
  'answers-vary',
  'rate-limit',
  'connection-reset',
  'connection-timeout',
  'body-cut',
];

/** True where both mean the same: two transport errors are one kind of nothing. */
export function isSameAnswer(one: Reading, other: Reading): boolean {
  if (one.said === 'no answer' && other.said === 'no answer') return true;
  return one.said === other.said && one.status === other.status && one.code === other.code;
}

/** The suspicion with the certainty that its probes deserve. */
export function weighed(fault: Fault, suspicion: Suspicion, evidence: Evidence): Suspicion {
  if (aboutChance.includes(fault.id) || networkFailure(evidence) !== undefined) return suspicion;
  const ids = quotedProbes(suspicion.proof);
  const late = ids.find(id => isTimeOut(evidence.reading(id)));
  if (late !== undefined)
    return unsure(suspicion, [`${late} was not answered in time, which says nothing but that.`]);
  const changed = ids.flatMap(id => {
    const first = evidence.reading(id) as Reading;
    const other = evidence.repeats(id).find(reading => !isSameAnswer(reading, first));
    return other ? [`${id} was answered ${inWords(other)} when it was asked again.`] : [];
  });
  if (changed.length > 0)
    return unsure(
      { ...suspicion, isUnsteady: true },
      changed,
      'It is not so every time: several servers of which one is set up otherwise, load, or a count of requests.',
    );
  const asked = ids.filter(id => evidence.repeats(id).length > 0);
  if (asked.length > 0 && asked.length === ids.length)
    return { ...suspicion, proof: [...suspicion.proof, 'Asked again after a pause: the same.'] };
  const isOpen = evidence.isCutShort && suspicion.certainty === 'proven' && ids.length > 1;
  return isOpen
    ? { ...suspicion, certainty: 'likely', undecided: 'Time was up before it could be asked again.' }
    : suspicion;
}

function unsure(suspicion: Suspicion, seen: readonly string[], undecided?: string): Suspicion {
  return {
    ...suspicion,
    certainty: 'possible',
    proof: [...suspicion.proof, ...seen],
    ...(undecided !== undefined && { undecided }),
  };
}
