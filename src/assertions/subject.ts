import type { Exchange, Store } from '../../mocks/index.ts';
import type { StartedStore } from '../serve/start-store.ts';

/** What assertions look at: a store of `createStore()`, or one of `startStore()`. */
export type Subject = Store | StartedStore;

/** The store behind a subject. */
export function storeOf(subject: Subject): Store {
  return 'store' in subject ? subject.store : subject;
}

/** The exchange asked for, else the last in the journal; undefined when nothing has reached the store. */
export function exchangeOf(subject: Subject, exchange: Exchange | undefined): Exchange | undefined {
  return exchange ?? storeOf(subject).journal().at(-1);
}
