import type { Limit } from './evidence.ts';
import { asksForFewer, isRefusedForNow, mayPassLater, secondsToWait, signOf } from './limits.ts';
import { isTimeOut, type Reading, read } from './reading.ts';
import type { Send } from './send.ts';

/** What is waited for at most when a store says how long, in seconds. */
const longestWait = 5;

/** A request that failed, and passed at once when it was sent again. */
export interface Stumble {
  readonly url: string;
  readonly reading: Reading;
}

/** How often a request is sent again at once: as many servers as take turns, one of which may have failed. */
const tries = 2;

/**
 * Asks once more where a request is refused: at once, since one of several servers may have failed; and after a pause
 * where the one before was answered, since a store that counts requests would otherwise be taken for one without a REST
 * API.
 */
export class Patience {
  readonly limits: Limit[] = [];
  readonly stumbles: Stumble[] = [];
  readonly #send: Send;
  readonly #wait: (milliseconds: number) => Promise<void>;
  readonly #now: () => number;
  #answered = 0;
  #isDead = false;

  constructor(send: Send, wait: (milliseconds: number) => Promise<void>, now: () => number) {
    this.#send = send;
    this.#wait = wait;
    this.#now = now;
  }

  readonly send: Send = async (request, options) => {
    const first = await this.#send(request, options);
    const reading = read(first);
    if (!isRefusedForNow(reading)) {
      if (first.answer) this.#answered += 1;
      return first;
    }
    // One that is dropped without a word would be waited for as long each time.
    for (let i = 0; i < tries && !this.#isDead && mayPassLater(reading) && !isTimeOut(reading); i += 1) {
      const other = await this.#send(request, options);
      if (!other.answer || isRefusedForNow(read(other))) continue;
      this.stumbles.push({ url: request.url, reading });
      this.#answered += 1;
      return other;
    }
    // No server of several has answered anything: the next request is not asked for as often again.
    this.#isDead = this.#answered === 0;
    if (this.#isDead) return first;
    const seconds = secondsToWait(reading, this.#now());
    if ((seconds ?? 0) > longestWait) return first;
    await this.#wait(1_000 * (seconds ?? 1.1));
    const second = await this.#send(request, options);
    if (!second.answer || isRefusedForNow(read(second))) return first;
    this.limits.push({
      probe: 'A2',
      reading,
      answered: this.#answered,
      seconds,
      sign: asksForFewer(reading) ? signOf(reading) : 'the same request passed after a pause',
      reaction: 'began anew, more slowly',
    });
    this.#answered += 1;
    return second;
  };
}
