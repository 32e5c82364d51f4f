import { type Message, noBody } from '../../mocks/index.ts';
import type { ClientExchange } from '../serve/start-store.ts';

/** No answer came before the client hung up; HAR has no status either then. */
const unanswered = { status: 0, headers: [], body: noBody } as const;

/** Keeps what a client sends in the order in which it arrives, that too whose answer nobody waited for. */
export class TrafficRecorder {
  readonly #exchanges = new Map<Message, ClientExchange>();
  readonly #arrived = new Map<Message, number>();

  request(message: Message, at: number): void {
    this.#exchanges.set(message, { at, message, answer: unanswered });
    this.#arrived.set(message, performance.now());
  }

  /** Gives back how many milliseconds the answer took. */
  exchange(exchange: ClientExchange): number {
    this.#exchanges.set(exchange.message, exchange);
    return performance.now() - (this.#arrived.get(exchange.message) ?? performance.now());
  }

  exchanges(): readonly ClientExchange[] {
    return [...this.#exchanges.values()];
  }
}
