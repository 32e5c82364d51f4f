/**
 * Whether requests wait for their turn: a server that limits may let them through one by one, and refuse none
 * (`limit_req … burst=…` of Nginx without `nodelay`). What a store needs for an answer itself is no such wait: after a
 * pause the first request is answered at once, and each of those that follow it one by one as late as the others.
 */
import type { Evidence, HeldBack, Probed } from './evidence.ts';
import type { Send } from './send.ts';
import { sendAgain } from './send-probe.ts';

/** As late as half of the answers have to be for it to be looked at, in milliseconds. */
const late = 400;
/** A pause after which a server that counts by the second lets a request pass, in milliseconds. */
const pause = 2_000;
/** Answers that came at once are among them: so many times as soon as half of all. */
const sooner = 3;
/** So many times as late as the first, and so much later, in milliseconds: a store under load is no quick one. */
const times = 1.5;
const later = 150;
/** The wait is the same for each: what a busy store needs differs more. */
const spread = 1.6;
const inRow = 4;
const rounds = 2;

/** Undefined where requests do not wait for their turn, or answers come soon enough. */
export async function lookWhetherHeldBack(
  evidence: Evidence,
  send: Send,
  wait: (milliseconds: number) => Promise<void>,
): Promise<HeldBack | undefined> {
  const durations = evidence.all
    .filter(({ reading }) => reading.status !== undefined)
    .map(({ exchange }) => exchange.duration)
    .sort((a, b) => a - b);
  const [shortest = 0, median = 0] = [durations[0], durations[durations.length >> 1]];
  const probed = evidence.get('A4');
  if (!probed || !evidence.isWordPress('A4') || median < late || shortest * sooner > median) return undefined;
  const rested: number[] = [];
  const following: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await wait(pause);
    const first = await durationOf(probed, evidence, send);
    if (first === undefined) return undefined;
    rested.push(first);
    for (let i = 0; i < inRow; i += 1) {
      const next = await durationOf(probed, evidence, send);
      if (next === undefined || next < first * times || next < first + later) return undefined;
      following.push(next);
    }
  }
  return Math.max(...following) > spread * Math.min(...following) ? undefined : { rested, following };
}

async function durationOf(probed: Probed, evidence: Evidence, send: Send): Promise<number | undefined> {
  const reading = await sendAgain(probed, evidence, send);
  return reading?.status === undefined ? undefined : reading.duration;
}
