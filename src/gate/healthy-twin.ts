import {
  type Answer,
  createStore,
  type Message,
  noBody,
  type Outbound,
  type Store,
} from '../../mocks/index.ts';
import type { ClientExchange, StartedStore } from '../serve/start-store.ts';

/** Milliseconds by which an answer is late that the healthy store would have had ready at once. */
const late = 900;

/** Webhooks and granted keys are delivered by the store that the client talks to alone. */
const nowhere: Outbound = {
  policy: 'any',
  resolve: async () => '127.0.0.1',
  send: async () => ({ status: 200, headers: [], body: noBody }),
};

/** Fields that tell of the moment of an answer and not of what it is. */
const ofTheMoment = /^(?:date|expires|last-modified)$/i;

/**
 * The store of a run with a fault, without the fault: it is asked what the client asks, so that one can see whether the
 * fault changed anything for this client. A fault that no request met proves nothing of the client.
 */
export class HealthyTwin {
  readonly #store: Promise<Store>;
  readonly #asked: Promise<boolean>[] = [];

  constructor({ store, httpsUrl }: StartedStore) {
    this.#store = createStore({
      fixture: store.fixture,
      home: store.home,
      profile: store.profile,
      httpsPort: Number(new URL(httpsUrl).port),
      outbound: nowhere,
    });
  }

  /** @param duration milliseconds between the request and its answer. */
  compare({ message, answer }: ClientExchange, duration: number): void {
    this.#asked.push(this.#differs(message, answer, duration));
  }

  async #differs(message: Message, answer: Answer, duration: number): Promise<boolean> {
    const healthy = await (await this.#store).answer(message);
    return duration > late || signature(answer) !== signature(healthy);
  }

  /** Whether the fault changed an answer, or delayed it. */
  async hasSeenFault(): Promise<boolean> {
    const differ = await Promise.all(this.#asked);
    await (await this.#store).close();
    return differ.includes(true);
  }
}

function signature({ status, headers, body, breakage }: Answer): string {
  const fields = headers.filter((_, index) => !ofTheMoment.test(headers[index - (index % 2)] ?? ''));
  return JSON.stringify([status, fields, Buffer.from(body).toString('base64'), breakage ?? null]);
}
