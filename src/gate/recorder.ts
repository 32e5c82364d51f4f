import { type Message, noBody } from '../../mocks/index.ts';
import type { ClientExchange } from '../serve/start-store.ts';

/** No answer came before the client hung up; HAR has no status either then. */
const unanswered = { status: 0, headers: [], body: noBody } as const;

/** Keeps what a client sends in the order in which it arrives, that too whose answer nobody waited for. */
export class TrafficRecorder {
  readonly #exchanges = new Map<Message, ClientExchange>();

  request(message: Message, at: number): void {
    this.#exchanges.set(message, { at, message, answer: unanswered });
  }

  exchange(exchange: ClientExchange): void {
    this.#exchanges.set(exchange.message, exchange);
  }

  exchanges(): readonly ClientExchange[] {
    return [...this.#exchanges.values()];
  }
}
