/** The public API. `docs/guides/api.md` tells what each name is for; `latchkey/msw` is the part that runs in browsers. */

export {
  type ErrorParts,
  FaultError,
  type FaultMistake,
  FixtureError,
  LatchkeyError,
  type LatchkeyErrorCode,
  type LatchkeyErrorOptions,
  TargetError,
  UsageError,
} from '../mocks/errors.ts';
export {
  type Answer,
  type Breakage,
  builtInFixture,
  createStore,
  type Delivery,
  type DeliveryRequest,
  describeFaults,
  type Exchange,
  type FaultDescription,
  type Fixture,
  type GrantedKey,
  type Judgement,
  type KeyRequest,
  type Message,
  type Profile,
  type ProfileRules,
  profiles,
  type SiteSwitches,
  type Store,
  type StoreOptions,
  type StoreRoute,
  type WebServerSettings,
} from '../mocks/index.ts';
export { type Interception, type InterceptOptions, intercept } from '../mocks/intercept.ts';
export { type HandledStore, type HandlersOptions, handlers, respond } from '../mocks/msw.ts';
export {
  type AnswerKind,
  type AnswerTypes,
  answerKinds,
  answerProblems,
  isAnswer,
} from './answers/validate.ts';
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
export { basicCredentials } from './client/basic/credentials.ts';
export type { RequestParameters } from './client/oauth1/parameters.ts';
export {
  type Credentials,
  type Placement,
  type SignedRequest,
  type SigningOptions,
  signRequest,
  type UnsignedRequest,
} from './client/oauth1/request.ts';
export { type SignatureMethod, signatureMethods } from './client/oauth1/signature.ts';
export { explain } from './explain/explain.ts';
export { explainText } from './explain/explain-text.ts';
export type { ExplainOptions, Explanation } from './explain/explanation.ts';
export { hintFor } from './explain/hint.ts';
export { readRequest } from './explain/input/index.ts';
export type { ReceivedRequest } from './explain/request.ts';
export { readFixture } from './files/fixture.ts';
export { type RecordedScenario, readRecording } from './recordings/recording.ts';
export { type Replayed, Replayer, type ReplayOptions } from './recordings/replay.ts';
export { createRedactor, type Redactor, redact } from './redact/redact.ts';
export {
  type ClientExchange,
  type StartedStore,
  type StartOptions,
  type StoreKey,
  startStore,
} from './serve/start-store.ts';
