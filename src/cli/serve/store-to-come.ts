import type { Reachable } from '../../../mocks/listener.ts';
import type { Store } from '../../../mocks/store.ts';

export interface StoreToCome {
  readonly reachable: Reachable;
  /** The store is there: whoever has been waiting is answered. */
  here(store: Store): void;
}

/**
 * Stands where the store will be. The ports come first, because the store's home URL may depend on them and because
 * a port in use should be told before a hundred thousand orders are made; a client that is that quick waits.
 */
export function storeToCome(): StoreToCome {
  let store: Store | undefined;
  const { promise, resolve } = Promise.withResolvers<Store>();
  return {
    reachable: {
      answer: message => (store ? store.answer(message) : promise.then(arrived => arrived.answer(message))),
      now: () => (store ? store.now() : Date.now() / 1000),
    },
    here(arrived) {
      store = arrived;
      resolve(arrived);
    },
  };
}
