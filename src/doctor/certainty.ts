/** How sure a finding is, by what came when its probes were sent again. */
import { isHeldUpByOthers, isSameAnswer, isSteadyKind, kindsByChance, refusalKind } from './chance.ts';
import type { Evidence } from './evidence.ts';
import type { Fault, Suspicion } from './fault.ts';
import { saysTooMany } from './limits.ts';
import { quotedProbes } from './proof.ts';
import { inWords, isTimeOut, type Reading } from './reading.ts';
import { networkFailure } from './signs.ts';

/** That an answer was late, cut off or another each time is what these say. */
const aboutChance = [
  'slow',
  'answers-vary',
  'rate-limit',
  'stopped-answering',
  'connection-reset',
  'connection-timeout',
  'body-cut',
];

/** The suspicion with the certainty that its probes deserve. */
export function weighed(fault: Fault, suspicion: Suspicion, evidence: Evidence): Suspicion {
  if (aboutChance.includes(fault.id) || networkFailure(evidence) !== undefined) return suspicion;
  const ids = quotedProbes(suspicion.proof);
  const late = suspicion.isOfDropped ? undefined : ids.find(id => isTimeOut(evidence.reading(id)));
  if (late !== undefined)
    return unsure(suspicion, [`${late} was not answered in time, which says nothing but that.`]);
  const changed = ids.flatMap(id => {
    const first = evidence.reading(id) as Reading;
    const other = evidence
      .repeats(id)
      .find(reading => !isSameAnswer(reading, first) && !isHeldUpByOthers(evidence, reading));
    return other ? [`${id} was answered ${inWords(other)} when it was asked again.`] : [];
  });
  if (changed.length > 0)
    return unsure(
      { ...suspicion, isUnsteady: true },
      changed,
      'It is not so every time: several servers of which one is set up otherwise, load, or a count of requests.',
    );
  const byChance = kindsByChance(evidence);
  const doubtful = ids.find(id => byChance.has(refusalKind(evidence.reading(id)) ?? ''));
  if (doubtful !== undefined)
    return unsure(
      { ...suspicion, isUnsteady: true },
      [`Answers like that to ${doubtful} came and went when other requests were asked again.`],
      'It may be one server of several that has failed, and nothing of what was asked.',
    );
  const limited = ids.find(id => isLimitsKind(evidence, id));
  if (limited !== undefined)
    return unsure(suspicion, [
      `${limited} was answered as what was refused for the number of requests, and says nothing but that.`,
    ]);
  if (evidence.isRuleOf429 && ids.some(id => saysTooMany(evidence.reading(id))))
    return {
      ...suspicion,
      certainty: suspicion.certainty === 'proven' ? 'likely' : suspicion.certainty,
      undecided:
        'A limit of the number of requests that is for these alone looks the same, since 429 says so.',
    };
  const asked = ids.filter(id => evidence.repeats(id).length > 0);
  if (asked.length > 0 && asked.length === ids.length)
    return { ...suspicion, proof: [...suspicion.proof, 'Asked again after a pause: the same.'] };
  const isUnrepeated = ids.some(id => {
    const kind = refusalKind(evidence.reading(id));
    return kind !== undefined && evidence.repeats(id).length === 0 && !isSteadyKind(evidence, kind);
  });
  if (isUnrepeated && suspicion.certainty === 'proven' && evidence.hasRepeats)
    return { ...suspicion, certainty: 'likely', undecided: 'It was not asked again.' };
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

/** Refused as others were for their number: `rate-limit` tells that. */
function isLimitsKind(evidence: Evidence, id: string): boolean {
  const kind = refusalKind(evidence.reading(id));
  return kind !== undefined && evidence.limits.some(({ reading }) => refusalKind(reading) === kind);
}
