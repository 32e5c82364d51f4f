/** The door to a store as MSW request handlers. It runs in Node and, bundled, in browsers. */
export type { Exchange, Fixture, GrantedKey, KeyRequest, Store, StoreKey, StoreOptions } from './contract.ts';
export { builtInFixture } from './data/built-in-fixture.ts';
export type { Answer, Message } from './message.ts';
export type { HandledStore } from './reach/fetch.ts';
export { type HandlersOptions, handlers, respond } from './reach/msw.ts';
export { createStore } from './store.ts';
