/**
 * `latchkey/msw`: a simulated store as MSW request handlers. It runs in Node and, bundled, in browsers.
 */
export {
  type Answer,
  builtInFixture,
  createStore,
  type Exchange,
  type Fixture,
  type GrantedKey,
  type HandledStore,
  type HandlersOptions,
  handlers,
  type KeyRequest,
  type Message,
  respond,
  type Store,
  type StoreKey,
  type StoreOptions,
} from '../mocks/msw.ts';
