/** The door to a store as MSW request handlers. It runs in Node and, bundled, in browsers. */
export type { Exchange, Fixture, GrantedKey, KeyRequest, Store, StoreOptions } from './contract.ts';
export { builtInFixture } from './data/built-in-fixture.ts';
export type { Answer, Message } from './message.ts';
export { type HandledStore, type HandlersOptions, handlers, hostsOf, respond } from './reach/msw.ts';
export { createStore } from './store.ts';
