import type { Fault } from '../fault.ts';
import { answersVary } from './answers-vary.ts';
import { applicationPasswords } from './application-passwords.ts';
import { authorizationBasicOnly } from './authorization-basic-only.ts';
import { authorizationJoined } from './authorization-joined.ts';
import { authorizationReplaced } from './authorization-replaced.ts';
import { badGateway } from './bad-gateway.ts';
import { bodyCut } from './body-cut.ts';
import { botCache } from './bot-cache.ts';
import { cache } from './cache.ts';
import { clockSkew } from './clock-skew.ts';
import { cloudflareBlock } from './cloudflare-block.ts';
import { cloudflareChallenge } from './cloudflare-challenge.ts';
import { connectionClose } from './connection-close.ts';
import { connectionRefused } from './connection-refused.ts';
import { connectionReset } from './connection-reset.ts';
import { connectionTimeout } from './connection-timeout.ts';
import { cookieNonce } from './cookie-nonce.ts';
import { criticalError } from './critical-error.ts';
import { dirtyBody } from './dirty-body.ts';
import { dnsNoAddress } from './dns-no-address.ts';
import { earlyUser } from './early-user.ts';
import { firewall } from './firewall.ts';
import { firewallEmptyParameter } from './firewall-empty-parameter.ts';
import { firewallMissingAccept } from './firewall-missing-accept.ts';
import { firewallOverrideHeader } from './firewall-override-header.ts';
import { firewallUrlInQuery } from './firewall-url-in-query.ts';
import { gzipDamaged } from './gzip-damaged.ts';
import { homeUrlDiffers } from './home-url-differs.ts';
import { html200 } from './html-200.ts';
import { htpasswd } from './htpasswd.ts';
import { imunify360 } from './imunify360.ts';
import { ipBlocked } from './ip-blocked.ts';
import { jwtPlugin } from './jwt-plugin.ts';
import { keyMalformed } from './key-malformed.ts';
import { keySecretSwapped } from './key-secret-swapped.ts';
import { keyWithoutPermission } from './key-without-permission.ts';
import { legacyDisabled } from './legacy-disabled.ts';
import { loginRedirect } from './login-redirect.ts';
import { maintenance } from './maintenance.ts';
import { methodsBlocked } from './methods-blocked.ts';
import { noRewrite } from './no-rewrite.ts';
import { notWordpress } from './not-wordpress.ts';
import { oauth1Plugin } from './oauth1-plugin.ts';
import { plainHttp } from './plain-http.ts';
import { plainPermalinks } from './plain-permalinks.ts';
import { preflightRefused } from './preflight-refused.ts';
import { queryDropped } from './query-dropped.ts';
import { queryParameterAdded } from './query-parameter-added.ts';
import { queryQAdded } from './query-q-added.ts';
import { rateLimit } from './rate-limit.ts';
import { readOnlyKey } from './read-only-key.ts';
import { redirectCanonical } from './redirect-canonical.ts';
import { redirectHttps } from './redirect-https.ts';
import { redirectLoop } from './redirect-loop.ts';
import { redirectPath } from './redirect-path.ts';
import { redirectToHttp } from './redirect-to-http.ts';
import { redirectWww } from './redirect-www.ts';
import { restPath404 } from './rest-path-404.ts';
import { restPrefix } from './rest-prefix.ts';
import { restRestricted } from './rest-restricted.ts';
import { sentTwice } from './sent-twice.ts';
import { sitegroundCaptcha } from './siteground-captcha.ts';
import { slow } from './slow.ts';
import { stripAllCredentials } from './strip-all-credentials.ts';
import { stripAuthorization } from './strip-authorization.ts';
import { subDirectory } from './sub-directory.ts';
import { tlsEndsAtProxy } from './tls-ends-at-proxy.ts';
import { tlsExpired } from './tls-expired.ts';
import { tlsMissingIntermediate } from './tls-missing-intermediate.ts';
import { tlsNotSpoken } from './tls-not-spoken.ts';
import { tlsNotYetValid } from './tls-not-yet-valid.ts';
import { tlsOldProtocol } from './tls-old-protocol.ts';
import { tlsPrivateAuthority } from './tls-private-authority.ts';
import { tlsSelfSigned } from './tls-self-signed.ts';
import { tlsWrongHost } from './tls-wrong-host.ts';
import { unknownKey } from './unknown-key.ts';
import { urlWithApiPath } from './url-with-api-path.ts';
import { userAgentFilter } from './user-agent-filter.ts';
import { userGone } from './user-gone.ts';
import { userReset } from './user-reset.ts';
import { userWithoutRole } from './user-without-role.ts';
import { wcAuth404 } from './wc-auth-404.ts';
import { wcAuthBlocked } from './wc-auth-blocked.ts';
import { wcAuthLogInRefused } from './wc-auth-log-in-refused.ts';
import { wcAuthNoCapability } from './wc-auth-no-capability.ts';
import { wcAuthNoLogIn } from './wc-auth-no-log-in.ts';
import { woocommerceInactive } from './woocommerce-inactive.ts';
import { woocommerceTooOld } from './woocommerce-too-old.ts';
import { writeOnlyKey } from './write-only-key.ts';
import { wrongSecret } from './wrong-secret.ts';

/** All faults, the commonest first: what several explain equally is told in this order. */
export const faults: readonly Fault[] = [
  keySecretSwapped,
  stripAuthorization,
  tlsEndsAtProxy,
  plainHttp,
  homeUrlDiffers,
  restRestricted,
  unknownKey,
  firewall,
  plainPermalinks,
  noRewrite,
  wcAuthBlocked,
  redirectHttps,
  redirectWww,
  redirectCanonical,
  redirectLoop,
  redirectToHttp,
  redirectPath,
  methodsBlocked,
  cloudflareChallenge,
  cloudflareBlock,
  userAgentFilter,
  jwtPlugin,
  queryQAdded,
  clockSkew,
  woocommerceInactive,
  woocommerceTooOld,
  dirtyBody,
  gzipDamaged,
  cache,
  userWithoutRole,
  sitegroundCaptcha,
  imunify360,
  htpasswd,
  queryDropped,
  botCache,
  stripAllCredentials,
  readOnlyKey,
  writeOnlyKey,
  keyWithoutPermission,
  wrongSecret,
  keyMalformed,
  cookieNonce,
  tlsExpired,
  tlsNotYetValid,
  tlsSelfSigned,
  tlsPrivateAuthority,
  tlsMissingIntermediate,
  tlsWrongHost,
  tlsOldProtocol,
  tlsNotSpoken,
  dnsNoAddress,
  connectionRefused,
  connectionTimeout,
  connectionReset,
  bodyCut,
  slow,
  ipBlocked,
  rateLimit,
  badGateway,
  criticalError,
  html200,
  notWordpress,
  legacyDisabled,
  wcAuth404,
  preflightRefused,
  subDirectory,
  urlWithApiPath,
  sentTwice,
  restPrefix,
  restPath404,
  earlyUser,
  maintenance,
  loginRedirect,
  wcAuthNoCapability,
  wcAuthLogInRefused,
  wcAuthNoLogIn,
  userReset,
  userGone,
  queryParameterAdded,
  oauth1Plugin,
  authorizationBasicOnly,
  authorizationReplaced,
  authorizationJoined,
  firewallUrlInQuery,
  firewallOverrideHeader,
  firewallMissingAccept,
  firewallEmptyParameter,
  answersVary,
  applicationPasswords,
  connectionClose,
];

export function faultById(id: string): Fault | undefined {
  return faults.find(fault => fault.id === id);
}
