import type { Reachable } from '../../mocks/index.ts';

export interface StoreToCome {
  readonly reachable: Reachable;
  /** The store is there: whoever has been waiting is answered. */
  answerWith(store: Reachable): void;
}

/**
 * Stands where the store will be. The ports come first, because the store's home URL may depend on them and because
 * a port in use should be told before a hundred thousand orders are made; a client that is that quick waits.
 */
export function storeToCome(): StoreToCome {
  let store: Reachable | undefined;
  const { promise, resolve } = Promise.withResolvers<Reachable>();
  return {
    reachable: {
      answer: message => (store ? store.answer(message) : promise.then(arrived => arrived.answer(message))),
      now: () => (store ? store.now() : Date.now() / 1000),
    },
    answerWith(arrived) {
      store = arrived;
      resolve(arrived);
    },
  };
}
