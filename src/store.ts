/**
 * `latchkey-store`: the simulated store for tests, and what judges a client's traffic. What runs suites, reads files and
 * diagnoses is not in it, so that it takes a tenth of the packages (docs/decisions/0171).
 */

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
  type StoreKey,
  type StoreOptions,
  type StoreRoute,
  type WebServerSettings,
} from '../mocks/index.ts';
export {
  type HandledStore,
  type Interception,
  type InterceptOptions,
  intercept,
  respond,
} from '../mocks/intercept.ts';
export { assertLetIn, assertRefused, assertSigned } from './assertions/exchange.ts';
export type { Subject } from './assertions/subject.ts';
export { assertTraffic, type TrafficOptions } from './assertions/traffic.ts';
export {
  type AuthorizationRequest,
  authorizationUrl,
  type QueryWriter,
} from './authorize/authorization-url.ts';
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
export { hintFor } from './explain/hint.ts';
export { createRedactor, type Redactor, redact } from './redact/redact.ts';
export {
  type ClientExchange,
  type StartedStore,
  type StartOptions,
  startStore,
} from './serve/start-store.ts';
