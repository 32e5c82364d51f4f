import type { Limit } from './evidence.ts';
import { asksForFewer, isRefusedForNumber, secondsToWait } from './limits.ts';
import { inWords, read } from './reading.ts';
import type { Send } from './send.ts';

/** What is waited for at most when a store says how long, in seconds. */
const longestWait = 5;

/**
 * Asks once more, after a pause, where a request is refused though the one before was answered: a store that counts
 * requests would otherwise be taken for one without a REST API.
 */
export class Patience {
  readonly limits: Limit[] = [];
  readonly #send: Send;
  readonly #wait: (milliseconds: number) => Promise<void>;
  readonly #now: () => number;
  #answered = 0;

  constructor(send: Send, wait: (milliseconds: number) => Promise<void>, now: () => number) {
    this.#send = send;
    this.#wait = wait;
    this.#now = now;
  }

  readonly send: Send = async (request, options) => {
    const first = await this.#send(request, options);
    const reading = read(first);
    const isRefused = isRefusedForNumber(reading);
    if (this.#answered === 0 || !isRefused) {
      if (!isRefused && first.answer) this.#answered += 1;
      return first;
    }
    const seconds = secondsToWait(reading, this.#now());
    if ((seconds ?? 0) > longestWait) return first;
    await this.#wait(1_000 * (seconds ?? 1.1));
    const second = await this.#send(request, options);
    if (!second.answer || isRefusedForNumber(read(second))) return first;
    this.limits.push({
      probe: 'A2',
      answer: inWords(reading),
      answered: this.#answered,
      seconds,
      sign: asksForFewer(reading) ? 'it says so' : 'the same request passed after a pause',
      reaction: 'began anew, more slowly',
    });
    this.#answered += 1;
    return second;
  };
}
