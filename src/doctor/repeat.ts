/** What findings rest on is asked again: "this was refused, that was not" may be chance, load, or a count of requests. */
import { diagnose } from './diagnosis.ts';
import type { Evidence } from './evidence.ts';
import { hasPassed, isRefusedForNumber, mayBeLimited } from './limits.ts';
import { quotedProbes } from './proof.ts';
import { isTimeOut } from './reading.ts';
import type { Send } from './send.ts';
import { sendAgain } from './send-probe.ts';
import { networkFailure } from './signs.ts';

/** More are not asked again: the findings that come first rest on fewer. */
const mostRepeats = 12;

interface RepeatOptions {
  readonly send: Send;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly reasonToStop: () => string | undefined;
}

/**
 * Sends the probes that the findings quote once more, after a pause, those that passed and those that were refused in
 * turn, and notes the answers.
 *
 * @returns `refused in passing` where every refusal has passed the second time: that was the number of requests.
 */
export async function repeatContested(
  evidence: Evidence,
  { send, wait, reasonToStop }: RepeatOptions,
): Promise<'steady' | 'refused in passing'> {
  const ids = contested(evidence);
  if (ids.length === 0) return 'steady';
  await wait(1_000);
  for (const id of ids) {
    const probed = evidence.get(id);
    if (!probed) continue;
    if (reasonToStop() !== undefined) {
      evidence.isCutShort = true;
      break;
    }
    const reading = await sendAgain(probed, evidence, send);
    if (reading) evidence.addRepeat(id, reading);
  }
  const refused = ids.filter(id => {
    const reading = evidence.reading(id);
    return reading !== undefined && isRefusedForNumber(reading);
  });
  const passed = refused.filter(id => evidence.repeats(id).some(reading => !mayBeLimited(reading)));
  return refused.length > 0 && passed.length === refused.length && hasPassed(evidence)
    ? 'refused in passing'
    : 'steady';
}

/** The probes that serious findings quote, in the order of these, and those that passed between those that did not. */
function contested(evidence: Evidence): string[] {
  if (networkFailure(evidence) !== undefined) return [];
  const { findings } = diagnose(evidence);
  const quoted = findings
    .filter(({ fault, suspicion }) => (suspicion.level ?? fault.level) !== 'information')
    .flatMap(({ suspicion }) => quotedProbes(suspicion.proof));
  const ids = [...new Set(quoted)].filter(id => {
    const probed = evidence.get(id);
    return probed !== undefined && evidence.repeats(id).length === 0 && probed.probe.needs !== 'log-in';
  });
  // One that got no answer in time is enough: each takes as long again.
  const late = ids.filter(id => isTimeOut(evidence.reading(id)));
  const chosen = ids.filter(id => !late.slice(1).includes(id)).slice(0, mostRepeats);
  const passing = chosen.filter(id => evidence.isWordPress(id));
  const others = chosen.filter(id => !evidence.isWordPress(id));
  return Array.from({ length: Math.max(passing.length, others.length) }, (_, i) => [passing[i], others[i]])
    .flat()
    .filter(id => id !== undefined);
}
