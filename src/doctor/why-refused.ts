/**
 * Why a request was refused that may pass the next time: for how often was asked, by chance, or always. A store that
 * counts refuses several at once and lets one pass after a pause, over and over; one server of several that has failed
 * refuses its share of both.
 */
import { mayPassLater } from './limits.ts';
import type { Reading } from './reading.ts';

export type Why =
  /** Refused when it was asked fast, and answered when it was asked slowly, each time. */
  | 'the number'
  /** The same once: a store that was out for a moment looks so too. */
  | 'perhaps the number'
  | 'chance'
  | 'always';

/** So many are sent at once, which is more than a store that counts lets pass within a moment. */
const atOnce = 6;
/** Of a burst so many are refused by a store that counts; half of several servers refuse fewer. */
const mostOfThem = 4;
const rounds = 3;
/** So many more are asked slowly, one after the other: of three servers with one that fails, as many pass one time in 25. */
const slowly = 8;
/** In milliseconds: limits of web servers count by the second. */
const pause = 1_100;

/**
 * Whether one of several servers says so, and the others answer: of requests that are sent at once a store that counts
 * refuses most.
 *
 * @param again Sends the request once more; undefined where that cannot be done.
 */
export async function isOfOneServer(
  again: () => Promise<Reading | undefined>,
): Promise<{ readonly isOne: boolean; readonly readings: readonly Reading[] }> {
  const answers = await Promise.all(Array.from({ length: atOnce }, again));
  const readings = answers.filter(reading => reading !== undefined);
  return { isOne: readings.filter(mayPassLater).length < mostOfThem, readings };
}

/** @param again Sends the request once more; undefined where that cannot be done. */
export async function whyRefused(
  again: () => Promise<Reading | undefined>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<{ readonly why: Why; readonly readings: readonly Reading[] }> {
  const readings: Reading[] = [];
  const refusedOf = async (count: number): Promise<number> => {
    const answers = await Promise.all(Array.from({ length: count }, again));
    const read = answers.filter(reading => reading !== undefined);
    readings.push(...read);
    return read.filter(mayPassLater).length;
  };
  const fast: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const refused = await refusedOf(atOnce);
    fast.push(refused);
    await wait(pause);
    const isSlowRefused = (await refusedOf(1)) > 0;
    if (isSlowRefused) return { why: round === 0 && refused === atOnce ? 'always' : 'chance', readings };
    if (round === 0 && refused === 0) return { why: 'chance', readings };
    if (round === 0 && refused < mostOfThem) return { why: await ofFew(refusedOf, wait), readings };
  }
  for (let asked = 0; asked < slowly; asked += 1) {
    await wait(pause);
    if ((await refusedOf(1)) > 0) return { why: 'chance', readings };
  }
  return { why: fast.every(refused => refused > 0) ? 'the number' : 'perhaps the number', readings };
}

/** So many are asked slowly where few of a burst were refused, and so many then at once. */
const slowlyOfFew = 12;
const atOnceOfFew = 12;

/**
 * A part of a burst was refused: a server that holds some back and refuses the others (`limit_req … burst=4`), or one of
 * several that has failed, which refuses its share of what is asked slowly too.
 */
async function ofFew(
  refusedOf: (count: number) => Promise<number>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<Why> {
  for (let asked = 0; asked < slowlyOfFew; asked += 1) {
    await wait(pause);
    if ((await refusedOf(1)) > 0) return 'chance';
  }
  return (await refusedOf(atOnceOfFew)) > 0 ? 'the number' : 'perhaps the number';
}
