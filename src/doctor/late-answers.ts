/**
 * Whether what was waited for in vain is answered later. A list that takes PHP long and a firewall that drops each request
 * for it look the same until the answer comes.
 */

import type { Evidence, Probed } from './evidence.ts';
import { askedPairs, type Pair } from './pairs.ts';
import { partIds } from './partly.ts';
import type { Send } from './send.ts';
import { sendProbe } from './send-probe.ts';
import { isDropped } from './signs.ts';

/** So many times as long as others: PHP and the servers in front of it give up after 30 to 60 seconds, as they come. */
export const timesAsLong = 3;

/** What stands for the others: where it is answered late, they are not dropped. */
const most = 2;

/**
 * Asks for parts that seem dropped once more, and takes what comes for their answers.
 *
 * @param patient Waits `timesAsLong` for an answer.
 */
export async function lookWhetherLate(evidence: Evidence, patient: Send): Promise<void> {
  const dropped = evidence.all.filter(
    ({ probe }) => partIds.includes(probe.id) && isDropped(evidence, probe.id),
  );
  const answers = await Promise.all(
    dropped.slice(0, most).map(({ probe }) => sendProbe(probe, evidence, patient)),
  );
  const late = answers.filter((each): each is Probed => each?.exchange.answer !== undefined);
  for (const probed of late) {
    evidence.remove(probed.probe.id);
    evidence.add(probed);
    evidence.latecomers.push(probed);
  }
}

/** In milliseconds: many clients give up after five seconds, the official one for Python among them. */
export const tooLong = 5_000;
/** So many times as long as others an answer takes at least that is late for what it was asked. */
const timesOthers = 3;

/** The duration that this share of the answers does not go beyond, in milliseconds; 0 where there are none. */
export function durationAt(share: number, probed: readonly Probed[]): number {
  const durations = probed.map(({ reading }) => reading.duration).sort((a, b) => a - b);
  return durations[Math.floor(share * durations.length)] ?? 0;
}

/** What is late each time that it was asked, while the rest is not. */
export interface LatePart {
  readonly pairs: readonly Pair[];
  /** The shortest that it took, and what most others take, in milliseconds. */
  readonly shortest: number;
  readonly others: number;
}

/** One method, or the writes of one resource, that are answered too late for many clients each time. */
export function latePart(evidence: Evidence): LatePart | undefined {
  const pairs = askedPairs(evidence);
  const groups = [
    ...Map.groupBy(pairs, ({ method }) => method).values(),
    ...Map.groupBy(pairs, ({ resource }) => resource).values(),
  ];
  for (const group of groups.filter(({ length }) => length > 1)) {
    const ids = new Set(group.map(({ id }) => id));
    const shortest = durationAt(
      0,
      evidence.all.filter(({ probe }) => ids.has(probe.id)),
    );
    const others = durationAt(
      0.75,
      evidence.all.filter(({ probe }) => !ids.has(probe.id)),
    );
    if (shortest > tooLong && shortest > timesOthers * others) return { pairs: group, shortest, others };
  }
  return undefined;
}
