import type { Message, Reachable, StoreKey } from '../../mocks/index.ts';
import type { ClientExchange } from '../serve/start-store.ts';

/** The healthy store that a client's command talks to, simulated or real, as far as the gate has to know it. */
export interface GatedStore {
  readonly url: string;
  readonly httpsUrl: string;
  /** The authority of its certificate, in PEM, and the file that holds it until `close()`. */
  readonly ca: string;
  readonly caFile: string;
  /** The keys of the fixture by persona. */
  readonly keys: Readonly<Record<string, StoreKey>>;
  /** The profile whose rules signatures have to keep. */
  readonly profile: string;
  /** The secret of a key that the client may know; undefined where nobody can tell. */
  secretOf(consumerKey: string): string | undefined;
  close(): Promise<void>;
}

/** Told of the client's traffic. */
export interface TrafficObserver {
  readonly onRequest: (message: Message, at: number) => void;
  readonly onExchange: (exchange: ClientExchange) => void;
  readonly onHandshakeFailure: (how: string) => void;
}

/** Starts a real store in the simulated one's place, with the observer between its sockets and itself. */
export type OpenRealStore = (observer: TrafficObserver) => Promise<GatedStore>;

/** A store that tells the observer what it is asked and what it answers. */
export function observedBy(
  store: Reachable,
  { onRequest, onExchange }: Pick<TrafficObserver, 'onRequest' | 'onExchange'>,
): Reachable {
  return {
    now: () => store.now(),
    async answer(message) {
      const at = store.now();
      onRequest(message, at);
      const answer = await store.answer(message);
      onExchange({ at, message, answer });
      return answer;
    },
  };
}
