/** Sends the probes: in an order, at a pace, and again from the start where the store counts requests. */

import { within } from '../site/ask.ts';
import type { Evidence, Limit, Probed } from './evidence.ts';
import { isLoopback, isSamePlace, isTls, type Known } from './known.ts';
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
import { oneRefusal } from './one-refusal.ts';
import type { Probe } from './probe.ts';
import { isTimeOut, type Reading } from './reading.ts';
import type { Send } from './send.ts';
import { isHeaderTaken, sendAgain, sendProbe } from './send-probe.ts';
import { shorterWhereDropped, shortWait } from './short-wait.ts';
import { isQuiet, isSpared, mayBeSpared } from './spared.ts';
import { waysIn } from './way.ts';
import { isOfOneServer, whyRefused } from './why-refused.ts';

export interface SweepOptions {
  readonly send: Send;
  /** The probes to send, in any order. */
  readonly probes: readonly Probe[];
  /** Why no further request is to go out; undefined while one may. */
  readonly reasonToStop: () => string | undefined;
  /** Waits so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Gives more time, once, where the store limits. */
  readonly extend: () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onProbe?: (probe: Probe) => void;
}

/** Probes under way at once: few, since firewalls count. */
const atOnce = 6;
/** And where answers are late: the doctor is no load of its own. */
const atOnceWhereSlow = 2;
/** An answer that takes as long, in milliseconds, is late. */
const lateAnswer = 2_000;
/** So many of those that were not answered in time are asked again by themselves, in each wave. */
const mostAskedAlone = 4;
/** Between two requests of a store that counts, in milliseconds; doubled when it refuses again. */
const firstGap = 400;
/** How often a request that was told 429 is asked again, with one that had passed after it, and after how many milliseconds. */
const ruleRounds = 3;
const rulePause = 1_100;
/** What is waited for at most when a store says how long, in seconds. */
const longestWait = 20;
/** So many requests that had passed are asked again, until one passes. */
const mostControls = 4;
/** So many were waited for in vain, one after the other: perhaps nothing is answered any more. */
const lateInARow = 3;
/** How often that is looked at. */
const mostLooks = 2;
/** So often a refused request and one that had passed are sent in turn. */
const turnsOfContent = 2;
/** How often it begins anew before it stops. */
const mostRestarts = 2;

/** What comes before the keys: the answer for nobody, and those that the answers to keys are held against. */
const opening = ['A4'];
const groundwork = ['A10a', 'A3', 'A5', 'A6', 'A15'];

/** Those by which the store was found. */
const found = ['A1', 'A2', 'A2a'];

/** Another address, another name, another method, another way to the API: where all is answered alike, one may not be. */
const otherWays = ['A0s', 'A0w', 'A2i', 'A2p', 'A8-POST', 'A9-accept', 'A9-browser'];

/** `alike`: all that was asked was refused in one way, and nothing of WordPress was seen. */
type Outcome = 'done' | 'anew' | 'stop' | 'alike';

export class Sweep {
  readonly #evidence: Evidence;
  readonly #options: SweepOptions;
  #alarm: Probed | undefined;
  #gap = 0;
  #restarts = 0;
  #checks = 0;
  #suspects = 0;
  #late = 0;
  #looks = 0;
  #isByChance = false;
  #isSlow = false;

  constructor(evidence: Evidence, options: SweepOptions) {
    this.#evidence = evidence;
    this.#options = options;
  }

  /** Milliseconds between two requests: 0 until it has begun anew, more slowly. */
  get gap(): number {
    return this.#gap;
  }

  /** Sends all probes that are left to send. */
  async run(): Promise<void> {
    let outcome: Outcome;
    do outcome = await this.#waves();
    while (outcome === 'anew');
    this.#nameUnsent(outcome);
  }

  /** Forgets all answers but those by which the store was found, and goes on slowly from then on. */
  beginAnew(): void {
    this.#restarts += 1;
    this.#gap = this.#gap === 0 ? firstGap : this.#gap * 2;
    this.#checks = 0;
    this.#suspects = 0;
    this.#options.extend();
    for (const { probe } of this.#evidence.all)
      if (!found.includes(probe.id)) this.#evidence.remove(probe.id);
    this.#evidence.notSent.length = 0;
    this.#evidence.late.length = 0;
    delete this.#evidence.known.way;
  }

  async #waves(): Promise<Outcome> {
    const { probes } = this.#options;
    const evidence = this.#evidence;
    const these = (ids: readonly string[]) => probes.filter(({ id }) => ids.includes(id));
    const withKey = probes.filter(({ needs, isWanted }) => needs === 'key' && !isWanted);
    const first = await this.#send(these(opening));
    if (first !== 'done') return first;
    if (oneRefusal(evidence) !== undefined) {
      const other = await this.#send(these(otherWays));
      if (other !== 'done') return other;
      if (oneRefusal(evidence) !== undefined) return 'alike';
    }
    const rest = probes.filter(
      ({ id, needs, isWanted }) => needs === 'url' && !isWanted && ![...opening, ...groundwork].includes(id),
    );
    const isOther = (probe: Probe): boolean => !mayBeSpared(probe);
    const isLeft = ({ id }: Probe): boolean => !isSpared(id, evidence);
    const free = [...these(groundwork), ...rest];
    // The keys before the fine questions: who gives a key gets the answer to it, even when time runs out.
    let areShown = false;
    for (const wave of [
      () => these(groundwork).filter(isOther),
      () => 'keys' as const,
      () => rest.filter(isOther),
      // What others have shown is asked where they showed a fault.
      () => (isQuiet(evidence) ? free.filter(isLeft) : free),
      () => (isQuiet(evidence) ? [] : free),
      () => 'keys' as const,
    ]) {
      const wanted = wave();
      // Keys go out after an answer that only WordPress gives.
      if (wanted === 'keys' && (areShown || !evidence.isAlive)) continue;
      areShown ||= wanted === 'keys';
      const outcome = wanted === 'keys' ? await this.#sendKeys(withKey) : await this.#send(wanted);
      if (outcome !== 'done') return outcome;
    }
    // What the answers so far ask for.
    return this.#send(
      probes.filter(({ needs, isWanted }) => (needs === 'url' || evidence.isAlive) && isWanted?.(evidence)),
    );
  }

  /** The ways to send a key, and then what it may do, the way that lets it in. */
  async #sendKeys(probes: readonly Probe[]): Promise<Outcome> {
    const evidence = this.#evidence;
    const isLater = ({ id }: Probe): boolean => /^B(11|14|15)-/.test(id);
    const isWanted = ({ needs, isWanted: wanted }: Probe): boolean =>
      needs === 'key' && wanted?.(evidence) === true;
    const outcome = await this.#send(probes.filter(probe => !isLater(probe)));
    if (outcome !== 'done') return outcome;
    // Why it is kept out, and by which other way it is let in: the home URL first, which explains most signatures.
    const isHome = ({ id }: Probe): boolean => id === 'B4w';
    for (const wave of [isHome, () => true]) {
      const next = await this.#send(this.#options.probes.filter(probe => wave(probe) && isWanted(probe)));
      if (next !== 'done') return next;
    }
    const way = waysIn(evidence)[0];
    // The words for an unknown key, to hold the others against.
    if (way === undefined) return this.#send(this.#options.probes.filter(({ id }) => id === 'A15'));
    evidence.known.way = way;
    const later = await this.#send(probes.filter(probe => isLater(probe) && !mayBeSpared(probe)));
    if (later !== 'done') return later;
    return this.#send(probes.filter(probe => mayBeSpared(probe) && !isSpared(probe.id, evidence)));
  }

  async #send(probes: readonly Probe[]): Promise<Outcome> {
    const { crashes } = this.#evidence;
    const queue = probes.filter(
      probe =>
        this.#evidence.get(probe.id) === undefined && !crashes.some(crash => crash.probe.id === probe.id),
    );
    for (;;) {
      await Promise.all(
        Array.from({ length: this.#gap > 0 ? 1 : atOnce }, (_, worker) => this.#work(queue, worker)),
      );
      const alarm = this.#alarm;
      this.#alarm = undefined;
      if (!alarm) {
        await this.#askLateAlone(probes);
        return 'done';
      }
      const outcome = await this.#judge(alarm);
      if (outcome !== 'done') return outcome;
    }
  }

  /** What came too late while others were under way is asked by itself: the store may have been busy with those. */
  async #askLateAlone(probes: readonly Probe[]): Promise<void> {
    const evidence = this.#evidence;
    const isLate = ({ id }: Probe): boolean => isTimeOut(evidence.reading(id));
    if (evidence.all.filter(({ probe }) => isLate(probe)).length * 3 > evidence.all.length) return;
    for (const probe of probes.filter(isLate).slice(0, mostAskedAlone)) {
      if (this.#options.reasonToStop() !== undefined) return;
      const probed = await sendProbe(probe, evidence, within(shortWait(evidence), this.#options.send));
      if (!probed) continue;
      if (isTimeOut(probed.reading)) {
        evidence.addRepeat(probe.id, probed.reading);
        return;
      }
      evidence.add(probed);
      evidence.late.push(probe.id);
    }
  }

  /** @param worker One of several; where answers are late the first ones work alone. */
  async #work(queue: Probe[], worker: number): Promise<void> {
    const { send, reasonToStop, onProbe, wait } = this.#options;
    const next = (): Probe | undefined =>
      this.#alarm || (this.#isSlow && worker >= atOnceWhereSlow) ? undefined : queue.shift();
    for (let probe = next(); probe; probe = next()) {
      if (reasonToStop() !== undefined || reasonAgainst(probe, this.#evidence.known) !== undefined) continue;
      if (probe.isSafe?.(this.#evidence) === false) continue;
      if (this.#gap > 0) await wait(this.#gap);
      const probed = await sendProbe(probe, this.#evidence, shorterWhereDropped(this.#evidence, send));
      onProbe?.(probe);
      if (!probed) continue;
      this.#evidence.add(probed);
      this.#isSlow ||= probed.exchange.duration > lateAnswer;
      this.#late = isTimeOut(probed.reading) ? this.#late + 1 : 0;
      if (this.#isAlarming(probed)) this.#alarm ??= probed;
    }
  }

  #isAlarming({ reading }: Probed): boolean {
    if (this.#late >= lateInARow && this.#looks < mostLooks && hasPassed(this.#evidence)) return true;
    if (this.#evidence.isRuleOf429 && saysTooMany(reading)) {
      this.#suspects += 1;
      return this.#suspects % 8 === 0;
    }
    if (asksForFewer(reading, this.#front)) return !this.#isByChance || signOf(reading) === 'it says so';
    if (!mayPassLater(reading) || !hasPassed(this.#evidence) || this.#isByChance) return false;
    this.#suspects += 1;
    // A firewall that refuses many requests for what they hold is not asked about each of them.
    return this.#checks < 2 || this.#suspects % 8 === 0;
  }

  get #front(): number | undefined {
    return this.#evidence.whereabouts.front.answer?.status;
  }

  async #judge(alarm: Probed): Promise<Outcome> {
    const evidence = this.#evidence;
    if (asksForFewer(alarm.reading, this.#front)) {
      const sign = signOf(alarm.reading);
      if (sign === 'it says so' && (await this.#isRule(alarm))) {
        this.#evidence.isRuleOf429 = true;
        return 'done';
      }
      // One of two servers in maintenance says the same, and the other answers.
      if (sign === 'it says so') return this.#limited(alarm, sign);
      // A plugin that blocks a name or a rule says so too, to each request that it blocks and to no other.
      if (await this.#isForContent(alarm)) evidence.areRefusalsForContent = true;
      else if (!(await this.#isOfOneServer(alarm))) return this.#limited(alarm, sign);
      this.#isByChance = true;
      return 'done';
    }
    if (isTimeOut(alarm.reading)) {
      this.#late = 0;
      this.#looks += 1;
      return this.#judgeByOthers(alarm);
    }
    this.#checks += 1;
    const { wait, send } = this.#options;
    const { why, readings } = await whyRefused(() => sendAgain(alarm, evidence, send), wait);
    const says = readings.find(reading => asksForFewer(reading, this.#front));
    if (says) return this.#limited({ ...alarm, reading: says }, signOf(says));
    if (why === 'the number')
      return this.#limited(alarm, 'refused when asked fast, answered when asked slowly');
    // What is refused at a pace that had let it pass is not refused for the pace.
    if (why === 'perhaps the number' && this.#gap === 0)
      return this.#limited(alarm, 'the same request passed after a pause');
    for (const reading of readings) evidence.addRepeat(alarm.probe.id, reading);
    if (why !== 'always') {
      this.#isByChance = true;
      evidence.limits.length = 0;
      return 'done';
    }
    return this.#judgeByOthers(alarm);
  }

  /** Asked in turn with one that had passed it is refused each time, and that one passes: it is not the number. */
  async #isForContent(alarm: Probed): Promise<boolean> {
    const evidence = this.#evidence;
    const control = evidence.get('A4');
    if (!control || control.probe.id === alarm.probe.id || !hasPassed(evidence)) return false;
    const readings: Reading[] = [];
    for (let turn = 0; turn < turnsOfContent; turn += 1) {
      const again = await sendAgain(alarm, evidence, this.#options.send);
      if (!again || !asksForFewer(again, this.#front)) return false;
      const other = await sendAgain(control, evidence, this.#options.send);
      if (!other || isRefusedForNow(other, this.#front) || other.said === 'no answer') return false;
      readings.push(again);
    }
    for (const reading of readings) evidence.addRepeat(alarm.probe.id, reading);
    return true;
  }

  async #isOfOneServer(alarm: Probed): Promise<boolean> {
    const evidence = this.#evidence;
    const { isOne, readings } = await isOfOneServer(() => sendAgain(alarm, evidence, this.#options.send));
    if (isOne) for (const reading of readings) evidence.addRepeat(alarm.probe.id, reading);
    return isOne;
  }

  /**
   * Whether 429 was said for what the request is: it is refused each time, slowly too, and the list that had passed passes
   * between. A store may count by method, or by key: what is of one that had passed is counted.
   */
  async #isRule({ probe, exchange, reading }: Probed): Promise<boolean> {
    const evidence = this.#evidence;
    const list = evidence.get('A4');
    if (!list || !hasPassed(evidence) || reading.header('retry-after') !== undefined) return false;
    const { method } = exchange.request;
    const isLike = (other: Probed): boolean =>
      (method !== 'GET' && other.exchange.request.method === method) ||
      (probe.needs === 'key' && other.probe.needs === 'key');
    if (evidence.all.some(other => isLike(other) && evidence.isWordPress(other.probe.id))) return false;
    const { send, wait } = this.#options;
    const again: Reading[] = [];
    for (let round = 0; round < ruleRounds; round += 1) {
      await wait(rulePause);
      const asked: readonly Probed[] = [{ probe, exchange, reading }, list];
      for (const probed of asked) {
        const answer = await sendAgain(probed, evidence, send);
        if (!answer || saysTooMany(answer) === (probed === list)) return false;
        if (probed !== list) again.push(answer);
      }
    }
    for (const answer of again) evidence.addRepeat(probe.id, answer);
    return true;
  }

  /** Whether requests that had passed pass still. */
  async #judgeByOthers(alarm: Probed): Promise<Outcome> {
    if (!(await this.#isRefusedNow())) return 'done';
    await this.#options.wait(longestBan);
    if (await this.#isRefusedNow()) return this.#stopped(alarm);
    return this.#limited(alarm, 'a request that had passed was refused as well, and passed later');
  }

  /** One request may meet the one of several servers that has failed; so many in a row do not. */
  async #isRefusedNow(): Promise<boolean> {
    const evidence = this.#evidence;
    const send = within(shortWait(evidence) * mostControls, this.#options.send);
    const isGone = (reading: Reading): boolean =>
      reading.said === 'no answer' || isRefusedForNow(reading, this.#front);
    const passed = [...opening, ...groundwork].flatMap(id => {
      const probed = evidence.get(id);
      return probed && !isGone(probed.reading) ? [probed] : [];
    });
    // A plugin that counts does not see what WooCommerce's authentication refuses before it.
    const counted = passed.filter(({ reading }) => !['missing parameter', 'refused'].includes(reading.said));
    const controls = counted.length > 0 ? counted : passed;
    if (controls.length === 0) return false;
    for (let asked = 0; asked < mostControls; asked += 1) {
      const control = await sendAgain(controls[asked % controls.length] as Probed, evidence, send);
      if (!control || !isGone(control)) return false;
    }
    return true;
  }

  /** Takes back what was refused for its number, waits, and begins anew; or stops where that takes too long. */
  async #limited({ probe, reading }: Probed, sign: Limit['sign']): Promise<Outcome> {
    if (hasGivenUp(reading)) return this.#overloaded();
    const { wait, now, reasonToStop } = this.#options;
    const seconds = secondsToWait(reading, now());
    const evidence = this.#evidence;
    const answered = this.#takeBack();
    const limit = { probe: probe.id, reading, answered, seconds, sign };
    const isTooLong = (seconds ?? 0) > longestWait;
    if (isTooLong || this.#restarts >= mostRestarts || reasonToStop() !== undefined) {
      evidence.limits.push({ ...limit, reaction: 'stopped' });
      return 'stop';
    }
    await wait(1_000 * (seconds ?? (sign === 'it says so' ? 5 : 1)));
    evidence.limits.push({ ...limit, reaction: 'began anew, more slowly' });
    this.beginAnew();
    return 'anew';
  }

  /** The server behind answers fewer at once than are asked: once, it begins anew, more slowly. */
  async #overloaded(): Promise<Outcome> {
    this.#isByChance = true;
    if (this.#gap > 0 || this.#options.reasonToStop() !== undefined) return 'done';
    await this.#options.wait(longestBan);
    this.beginAnew();
    return 'anew';
  }

  #stopped({ probe, reading }: Probed): Outcome {
    // What was waited for in vain by then was not answered for the same reason.
    for (const { probe: late } of this.#evidence.all.filter(each => isTimeOut(each.reading)))
      if (!found.includes(late.id)) this.#evidence.remove(late.id);
    const answered = this.#takeBack();
    this.#evidence.stop = { probe: probe.id, reading, answered };
    return 'stop';
  }

  /** Takes back what may have been refused for the moment alone; how many other answers there are. */
  #takeBack(): number {
    const evidence = this.#evidence;
    for (const { probe, reading } of evidence.all)
      if (!found.includes(probe.id) && isRefusedForNow(reading, this.#front)) evidence.remove(probe.id);
    return evidence.all.length;
  }

  /** What was left out, and why. */
  #nameUnsent(outcome: Outcome): void {
    const evidence = this.#evidence;
    const { probes, reasonToStop } = this.#options;
    const stopped =
      outcome === 'stop'
        ? evidence.stop
          ? 'the store had stopped answering'
          : 'the store asked for fewer requests'
        : outcome === 'alike'
          ? `everything before was answered ${oneRefusal(evidence)}, and nothing of WordPress was seen`
          : reasonToStop();
    for (const probe of probes) {
      if (evidence.get(probe.id) || (probe.needs === 'key' && !evidence.known.credentials)) continue;
      if (probe.isWanted ? !probe.isWanted(evidence) : isSpared(probe.id, evidence)) continue;
      const reason =
        stopped ??
        (probe.needs === 'key' && !evidence.isAlive
          ? noKeyFor(evidence)
          : (reasonAgainst(probe, evidence.known) ??
            (evidence.known.way !== undefined && probe.isSafe?.(evidence) === false
              ? 'no query was seen to arrive, and without it something might be made'
              : undefined)));
      if (reason !== undefined && probe.needs !== 'log-in') evidence.notSent.push({ probe, reason });
    }
  }
}

/** Why no key was shown where nothing showed that WordPress itself answers. */
function noKeyFor({ provenBy }: Evidence): string {
  return provenBy === undefined
    ? 'nothing of WordPress answered, so no key was shown'
    : 'no answer was seen that WordPress itself alone gives, so no key was shown';
}

/** Keys are shown to the host given alone, and a secret is not sent in clear over a network. */
function reasonAgainst(probe: Probe, known: Known): string | undefined {
  const request = known.isHeaderTaken && probe.request(known);
  if (request && isHeaderTaken(request, known))
    return 'the web server’s own password (htpasswd) takes the one Authorization header of a request';
  if (probe.needs !== 'key' || !known.credentials) return undefined;
  if (!isSamePlace(known.asked, known.site)) return 'the store is at another host than the one given';
  if (probe.showsSecret && !isTls(known) && !isLoopback(known.site))
    return 'it would send the consumer secret in clear';
  return undefined;
}
