/**
 * The door of the simulated store: what `src/`, `features/` and `test/` import of it. Leaves are imported by themselves:
 * `errors.ts` and `faults.ts`, so that a command can refuse an argument or list faults without loading a store,
 * `rules.ts`, which tells what a store makes of a signature, and `msw.ts` and `intercept.ts`, which load their libraries.
 */
import type { FastcgiListener } from './reach/fastcgi.ts';

export type {
  Exchange,
  Fixture,
  GivenFixture,
  GrantedKey,
  KeyRequest,
  Store,
  StoreKey,
  StoreOptions,
  StoreRoute,
} from './contract.ts';
export { builtInFixture } from './data/built-in-fixture.ts';
export { couponId, firstOrderId, firstProductId } from './data/seeded.ts';
export { ordersWithFullOne } from './data/seeded-orders.ts';
export { FaultError } from './errors.ts';
export {
  type CertificateKind,
  certificateFault,
  describeFaults,
  type FaultDescription,
  faultById,
  parseFault,
  siteSettings,
} from './faults.ts';
export { type Answer, type Breakage, firstHeader, type Message, noBody } from './message.ts';
export { type CertificateOptions, createCertificates } from './reach/certificates.ts';
export type { FastcgiListener } from './reach/fastcgi.ts';
export { type Listener, type ListenOptions, listen, type Reachable } from './reach/listener.ts';
export { nodeOutbound } from './reach/outbound.ts';
export { createStore } from './store.ts';
export type { WebServerSettings } from './web-server/web-server.ts';
export type { AuthenticationRules } from './woocommerce/authentication/rules.ts';
export type { AuthorizeRules } from './woocommerce/authorize/rules.ts';
export type { LegacyRules } from './woocommerce/legacy/rules.ts';
export {
  noticedPlaces,
  type ProfileDifference,
  profileDifferences,
} from './woocommerce/profile-differences.ts';
export { type Profile, type ProfileRules, profiles } from './woocommerce/profiles.ts';
export type { Delivery, DeliveryRequest } from './woocommerce/webhooks/delivery.ts';
export type { Judgement } from './wordpress/context.ts';
export {
  CurlError,
  type Outbound,
  type OutboundAnswer,
  type OutboundPolicy,
  type OutboundRequest,
} from './wordpress/http/outbound.ts';
export type { SiteSwitches } from './wordpress/site.ts';

/** A store behind a web server of one's own, as PHP-FPM is; loaded when it is asked for. */
export async function listenFastcgi(
  ...given: Parameters<typeof import('./reach/fastcgi.ts').listenFastcgi>
): Promise<FastcgiListener> {
  const fastcgi = await import('./reach/fastcgi.ts');
  return fastcgi.listenFastcgi(...given);
}
