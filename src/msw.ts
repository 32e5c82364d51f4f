/**
 * `latchkey/msw`: a simulated store as MSW request handlers. It runs in Node and, bundled, in browsers.
 */
export { builtInFixture } from '../mocks/data/built-in-fixture.ts';
export type { Answer, Message } from '../mocks/message.ts';
export { type HandledStore, type HandlersOptions, handlers, respond } from '../mocks/msw.ts';
export {
  createStore,
  type Exchange,
  type Fixture,
  type GrantedKey,
  type KeyRequest,
  type Store,
  type StoreOptions,
} from '../mocks/store.ts';
