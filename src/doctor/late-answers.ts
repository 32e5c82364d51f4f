/**
 * Whether what was waited for in vain is answered later. A list that takes PHP long and a firewall that drops each request
 * for it look the same until the answer comes.
 */

import type { Evidence, Probed } from './evidence.ts';
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
