/** What findings rest on is asked again: "this was refused, that was not" may be chance, load, or a count of requests. */

import { within } from '../site/ask.ts';
import { diagnose, levelOf } from './diagnosis.ts';
import type { Evidence, Probed } from './evidence.ts';
import {
  asksForFewer,
  hasGivenUp,
  hasPassed,
  isRefusedForNow,
  longestBan,
  mayPassLater,
  saysTooMany,
  secondsToWait,
  signOf,
} from './limits.ts';
import { quotedProbes } from './proof.ts';
import { isTimeOut, type Reading } from './reading.ts';
import type { Send } from './send.ts';
import { sendAgain } from './send-probe.ts';
import { shortWait } from './short-wait.ts';
import { isSeen, isSomebody, networkFailure } from './signs.ts';
import { inTurns } from './turns.ts';
import { whyRefused } from './why-refused.ts';

/** More are not asked again: the findings that come first rest on fewer. */
const mostRepeats = 12;
/** So many are asked several times over. */
const mostInTurns = 4;

interface RepeatOptions {
  readonly send: Send;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly reasonToStop: () => string | undefined;
  /** Milliseconds between two requests, where the store counts them. */
  readonly gap: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Sends the probes that the findings quote again, after a pause, those that were refused and those that passed in turn,
 * and notes the answers.
 *
 * @returns `refused in passing` where that was the number of requests.
 */
export async function repeatContested(
  evidence: Evidence,
  options: RepeatOptions,
): Promise<'steady' | 'refused in passing'> {
  if (evidence.stop) {
    evidence.isCutShort = true;
    return 'steady';
  }
  const ids = contested(evidence);
  if (ids.length === 0) return 'steady';
  await options.wait(1_000);
  // A store that counts is asked as little as can be, and one that is late would be late each time.
  const inRow =
    options.gap > 0 ? [] : ids.slice(0, mostInTurns).filter(id => !isTimeOut(evidence.reading(id)));
  const once = ids.filter(id => !inRow.includes(id)).map(id => [id]);
  // The first, on which most rests, comes twice.
  if (
    (await sendTurns([...inTurns([...inRow.slice(0, 1), ...inRow]), ...once], evidence, options)) ===
    'time was up'
  )
    evidence.isCutShort = true;
  const refused = ids.filter(id => {
    const reading = evidence.reading(id);
    return reading !== undefined && mayPassLater(reading);
  });
  const turned = refusedSince(evidence, ids);
  if (turned && options.gap === 0 && (await isForNumber(turned.probed, turned.refusal, evidence, options)))
    return 'refused in passing';
  const passed = refused.filter(id => evidence.repeats(id).some(reading => !mayPassLater(reading)));
  const probed = evidence.get(passed[0] ?? '');
  if (!probed || passed.length < refused.length || options.gap > 0 || !hasPassed(evidence)) return 'steady';
  return (await isForNumber(probed, probed.reading, evidence, options)) ? 'refused in passing' : 'steady';
}

/** A probe that had passed, and was refused each time that it was asked again. */
function refusedSince(
  evidence: Evidence,
  ids: readonly string[],
): { readonly probed: Probed; readonly refusal: Reading } | undefined {
  for (const id of ids) {
    const probed = evidence.get(id);
    const again = evidence.repeats(id);
    const [refusal] = again;
    if (probed && refusal && again.length > 1 && !mayPassLater(probed.reading) && again.every(mayPassLater))
      return { probed, refusal };
  }
  return undefined;
}

/** Whether a probe was refused for the number of requests, which is noted; its other answers are too. */
async function isForNumber(
  probed: Probed,
  refusal: Reading,
  evidence: Evidence,
  options: RepeatOptions,
): Promise<boolean> {
  if (hasGivenUp(refusal)) return false;
  const { id } = probed.probe;
  const again = () => sendAgain(probed, evidence, onConnectionOfItsOwn(options.send));
  const limit = {
    probe: id,
    reading: refusal,
    answered: evidence.all.length,
    seconds: secondsToWait(refusal, options.now()),
  };
  if (asksForFewer(refusal) && !(evidence.isRuleOf429 && saysTooMany(refusal))) {
    evidence.limits.push({ ...limit, sign: signOf(refusal), reaction: 'stopped' });
    return true;
  }
  const { why, readings } = await whyRefused(again, options.wait);
  if (why === 'always' && !mayPassLater(probed.reading)) {
    // It had passed: an address may be kept out for some seconds after so many requests.
    await options.wait(longestBan);
    const later = await again();
    if (later && !mayPassLater(later)) {
      const sign = 'a request that had passed was refused as well, and passed later';
      evidence.limits.push({
        ...limit,
        sign,
        reaction: options.gap > 0 ? 'stopped' : 'began anew, more slowly',
      });
      return true;
    }
    if (await isListRefused(evidence, options)) {
      evidence.stop = { probe: id, reading: refusal, answered: evidence.all.length };
      return false;
    }
  }
  if (why === 'chance' || why === 'always') {
    for (const reading of readings) evidence.addRepeat(id, reading);
    return false;
  }
  evidence.limits.push({
    ...limit,
    sign:
      why === 'the number'
        ? 'refused when asked fast, answered when asked slowly'
        : 'the same request passed after a pause',
    reaction: options.gap > 0 ? 'stopped' : 'began anew, more slowly',
  });
  return true;
}

/** The list without credentials had passed, and is refused now as well: a ban that has begun, for what was asked before. */
async function isListRefused(evidence: Evidence, { send }: RepeatOptions): Promise<boolean> {
  const list = evidence.get('A4');
  if (!list || mayPassLater(list.reading)) return false;
  const again = await sendAgain(list, evidence, onConnectionOfItsOwn(send));
  return again !== undefined && mayPassLater(again);
}

/**
 * Where nothing keeps clients out, what the verdict rests on is asked several times over: one of several servers may be
 * set up otherwise than the one that answered.
 */
export async function repeatHealthy(evidence: Evidence, options: RepeatOptions): Promise<void> {
  const isJudged = evidence.limits.length > 0 || evidence.stop !== undefined;
  if (networkFailure(evidence) !== undefined || isJudged || hasFault(evidence)) return;
  const end = await sendTurns(inTurns(claimed(evidence)), evidence, options, isRefusedForNow);
  evidence.isSteady = end === 'all answered';
  evidence.isCutShort ||= end === 'time was up';
  const refused = evidence.all.find(({ probe }) =>
    evidence.repeats(probe.id).some(reading => isRefusedForNow(reading)),
  );
  if (end !== 'stopped' || !refused) return;
  const refusal = evidence.repeats(refused.probe.id).find(reading => isRefusedForNow(reading)) as Reading;
  await isForNumber(refused, refusal, evidence, { ...options, gap: 1_100 });
}

type End = 'all answered' | 'not all answered' | 'time was up' | 'stopped';

async function sendTurns(
  turns: ReturnType<typeof inTurns>,
  evidence: Evidence,
  { send, wait, reasonToStop, gap }: RepeatOptions,
  isToStop: (reading: Reading) => boolean = () => false,
): Promise<End> {
  let end: End = 'all answered';
  // What came too late beside others is asked by itself, once: what is late then too needs no more of it.
  let isAnswering = true;
  const alone = async (id: string, late: Reading): Promise<Reading> => {
    if (!isAnswering) return late;
    const reading =
      (await sendAgain(
        evidence.get(id) as Probed,
        evidence,
        within(shortWait(evidence), onConnectionOfItsOwn(send)),
      )) ?? late;
    isAnswering = !isTimeOut(reading);
    return reading;
  };
  for (const turn of turns) {
    if (reasonToStop() !== undefined) return 'time was up';
    if (gap > 0) await wait(gap);
    const answers = await Promise.all(
      turn.map(async id => {
        const probed = evidence.get(id);
        const own = onConnectionOfItsOwn(send);
        // What was waited for in vain before is not waited for as long again.
        const patient = isTimeOut(probed?.reading) ? within(shortWait(evidence), own) : own;
        return { id, reading: probed && (await sendAgain(probed, evidence, patient)) };
      }),
    );
    for (const { id, reading } of answers) {
      if (!reading) continue;
      const settled = isTimeOut(reading) ? await alone(id, reading) : reading;
      evidence.addRepeat(id, settled);
      if (settled.said === 'no answer') end = 'not all answered';
    }
    if (answers.some(({ reading }) => reading && isToStop(reading))) return 'stopped';
  }
  return end;
}

/** A balancer may choose a server for each connection, not for each request: the next one begins anew. */
function onConnectionOfItsOwn(send: Send): Send {
  return (request, settings) =>
    send({ ...request, headers: [...request.headers, ['Connection', 'close']] }, settings);
}

function hasFault(evidence: Evidence): boolean {
  return diagnose(evidence).findings.some(finding => levelOf(finding) === 'fault');
}

/** Requests whose credentials one server sees, or does not: the OAuth parameter, the key with either secret. */
const alike = [
  ['A6', 'A21'],
  ['A5', 'A20'],
  ['B1', 'B5', 'B8', 'B10'],
  ['B2', 'B6'],
] as const;

/**
 * What is said of a healthy store: without a key what carries one arrives, with it where it is let in. What was seen of
 * one request and not of its like comes first.
 */
function claimed(evidence: Evidence): string[] {
  const isArrived = (id: string): boolean =>
    isSeen(evidence, id) || isSomebody(evidence, id) || evidence.said(id) === 'refused';
  const mixed = alike.filter(ids => ids.some(isArrived) && ids.some(id => evidence.isAnonymous(id)));
  const { way } = evidence.known;
  // One list, the way that lets the key in, and products, the other way: one of several servers is set up otherwise for
  // a way in, hardly for one of the lists. Each resource is asked by each method besides.
  const other = way === 'header' ? 'B6' : way === 'query' ? 'B5' : 'A6';
  const ids = way === undefined ? ['A6', 'A5', 'A4'] : [other, 'B11-orders'];
  return [...new Set([...mixed.flat(), ...ids])].filter(id => evidence.get(id) !== undefined);
}

/** The probes that serious findings quote, in the order of these, and those that passed between those that did not. */
function contested(evidence: Evidence): string[] {
  if (networkFailure(evidence) !== undefined) return [];
  const { findings } = diagnose(evidence);
  const quoted = findings
    .filter(finding => levelOf(finding) !== 'information')
    .flatMap(({ suspicion }) => quotedProbes(suspicion.proof));
  // What passed before is asked for in any case: it may pass no longer. What was asked again at once may have met a
  // server that was out for a moment.
  const ids = [
    ...new Set(quoted.length > 0 && evidence.isWordPress('A4') ? [...quoted, 'A4'] : quoted),
  ].filter(id => {
    const probed = evidence.get(id);
    return probed !== undefined && probed.probe.needs !== 'log-in';
  });
  // One that got no answer in time is enough: each takes as long again.
  const late = ids.filter(id => isTimeOut(evidence.reading(id)));
  const chosen = ids.filter(id => !late.slice(1).includes(id)).slice(0, mostRepeats);
  const passing = chosen.filter(id => evidence.isWordPress(id));
  const others = chosen.filter(id => !evidence.isWordPress(id));
  return Array.from({ length: Math.max(passing.length, others.length) }, (_, i) => [others[i], passing[i]])
    .flat()
    .filter(id => id !== undefined);
}
