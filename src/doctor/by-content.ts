/**
 * Whether a request is refused now and again for what happens to stand in it: a rule may dislike some of the signatures
 * or nonces that chance brings. Sent again as it was, each such request is answered as before; one of several servers
 * answers by its turn.
 */
import type { ByContent, Evidence, Probed } from './evidence.ts';
import { type Reading, read } from './reading.ts';
import type { Send } from './send.ts';

const requests = 8;
const times = 3;

/** By choice: a server that has failed says 5xx. */
const isRefused = ({ said, status }: Reading): boolean =>
  said === 'not JSON' && [403, 406].includes(status as number);

/** Undefined where nothing is refused now and again by a page of 403 or 406, or not for what it holds. */
export async function lookWhetherByContent(evidence: Evidence, send: Send): Promise<ByContent | undefined> {
  const varying = evidence.all.find(probed => isVarying(evidence, probed));
  if (!varying) return undefined;
  let [refused, passed] = [0, 0];
  for (let i = 0; i < requests; i += 1) {
    const request = varying.probe.request(evidence.known);
    if (!request) return undefined;
    const refusals: boolean[] = [];
    for (let time = 0; time < times; time += 1)
      refusals.push(isRefused(read(await send(request), varying.probe.shape)));
    if (new Set(refusals).size > 1) return undefined;
    if (refusals[0]) refused += 1;
    else passed += 1;
  }
  return refused > 0 && passed > 0 ? { title: varying.probe.title, refused, passed } : undefined;
}

function isVarying(evidence: Evidence, { probe, reading }: Probed): boolean {
  const all = [reading, ...evidence.repeats(probe.id)];
  return probe.before === undefined && all.some(isRefused) && !all.every(isRefused);
}
