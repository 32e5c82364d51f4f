/** The public API. `docs/guides/api.md` tells what each name is for; `latchkey/msw` is the part that runs in browsers. */

export { builtInFixture } from '../mocks/data/built-in-fixture.ts';
export { FixtureError, readFixture } from '../mocks/data/fixture.ts';
export { describeFaults, type FaultDescription, FaultError } from '../mocks/hosting/index.ts';
export { type Interception, type InterceptOptions, intercept } from '../mocks/intercept.ts';
export type { Answer, Breakage, Message } from '../mocks/message.ts';
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
export { type Profile, profiles } from '../mocks/woocommerce/profiles.ts';
export type { Judgement } from '../mocks/wordpress/context.ts';
export type { SiteSwitches } from '../mocks/wordpress/site.ts';
export { answerKinds, answerProblems } from './answers/validate.ts';

export { assertLetIn, assertRefused, assertSigned } from './assertions/exchange.ts';
export type { Subject } from './assertions/subject.ts';
export { assertTraffic, type TrafficOptions } from './assertions/traffic.ts';

export {
  type AuthorizationRequest,
  authorizationUrl,
  type QueryWriter,
} from './authorize/authorization-url.ts';
export {
  type AuthorizationCallback,
  type CallbackReading,
  type ExpectedCallback,
  type ReturnReading,
  readCallback,
  readReturn,
} from './authorize/callback.ts';
export { basicCredentials } from './basic/credentials.ts';
export { type ErrorCode, LatchkeyError, TargetError, UsageError } from './errors.ts';
export { type ExplainOptions, type Explanation, explain } from './explain/explain.ts';
export { hintFor } from './explain/hint.ts';
export { readRequest } from './explain/input/index.ts';
export type { SignedRequest as ReceivedRequest } from './explain/request.ts';
export { createRedactor, type Redactor, redact } from './http/redact.ts';
export type { Parameters } from './oauth1/parameters.ts';
export {
  type Credentials,
  type Placement,
  type SignedRequest,
  type SigningOptions,
  signRequest,
  type UnsignedRequest,
} from './oauth1/request.ts';
export { type SignatureMethod, signatureMethods } from './oauth1/signature.ts';
export { type RecordedScenario, readRecording } from './recordings/recording.ts';
export { type Replayed, Replayer, type ReplayOptions } from './recordings/replay.ts';
export {
  type ClientExchange,
  type StartedStore,
  type StartOptions,
  type StoreKey,
  startStore,
} from './start-store.ts';
