/** Every hosting fault there is, in the order that a request passes them. */
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
import { connectionReset } from './connection-reset.ts';
import { cookieNonce } from './cookie-nonce.ts';
import { criticalError } from './critical-error.ts';
import { dirtyBody } from './dirty-body.ts';
import { earlyUser } from './early-user.ts';
import type { Fault } from './fault.ts';
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
import { legacyDisabled } from './legacy-disabled.ts';
import { loginRedirect } from './login-redirect.ts';
import { maintenance } from './maintenance.ts';
import { methodsBlocked } from './methods-blocked.ts';
import { noRewrite } from './no-rewrite.ts';
import { oauth1Plugin } from './oauth1-plugin.ts';
import { plainPermalinks } from './plain-permalinks.ts';
import { preflightRefused } from './preflight-refused.ts';
import { queryDropped } from './query-dropped.ts';
import { queryParameterAdded } from './query-parameter-added.ts';
import { queryQAdded } from './query-q-added.ts';
import { rateLimit } from './rate-limit.ts';
import { redirectCanonical } from './redirect-canonical.ts';
import { redirectHttps } from './redirect-https.ts';
import { redirectWww } from './redirect-www.ts';
import { restPath404 } from './rest-path-404.ts';
import { restPrefix } from './rest-prefix.ts';
import { restRestricted } from './rest-restricted.ts';
import { sitegroundCaptcha } from './siteground-captcha.ts';
import { slow } from './slow.ts';
import { stripAllCredentials } from './strip-all-credentials.ts';
import { stripAuthorization } from './strip-authorization.ts';
import { tlsEndsAtProxy } from './tls-ends-at-proxy.ts';
import { tlsExpired } from './tls-expired.ts';
import { tlsMissingIntermediate } from './tls-missing-intermediate.ts';
import { tlsOldProtocol } from './tls-old-protocol.ts';
import { tlsSelfSigned } from './tls-self-signed.ts';
import { tlsWrongHost } from './tls-wrong-host.ts';
import { userAgentFilter } from './user-agent-filter.ts';
import { userReset } from './user-reset.ts';
import { wcAuth404 } from './wc-auth-404.ts';
import { wcAuthBlocked } from './wc-auth-blocked.ts';
import { woocommerceInactive } from './woocommerce-inactive.ts';

export const faults: readonly Fault[] = [
  // tls
  tlsExpired,
  tlsMissingIntermediate,
  tlsOldProtocol,
  tlsSelfSigned,
  tlsWrongHost,
  // network
  bodyCut,
  connectionClose,
  connectionReset,
  slow,
  // cdn
  botCache,
  cache,
  cloudflareBlock,
  cloudflareChallenge,
  // firewall
  firewallEmptyParameter,
  firewallMissingAccept,
  firewallOverrideHeader,
  firewallUrlInQuery,
  firewall,
  imunify360,
  ipBlocked,
  methodsBlocked,
  preflightRefused,
  rateLimit,
  sitegroundCaptcha,
  userAgentFilter,
  wcAuthBlocked,
  // proxy
  authorizationJoined,
  authorizationReplaced,
  tlsEndsAtProxy,
  // web server
  authorizationBasicOnly,
  badGateway,
  gzipDamaged,
  htpasswd,
  noRewrite,
  queryDropped,
  queryQAdded,
  redirectCanonical,
  redirectHttps,
  redirectWww,
  restPath404,
  stripAllCredentials,
  stripAuthorization,
  // php
  clockSkew,
  criticalError,
  dirtyBody,
  // wordpress
  applicationPasswords,
  homeUrlDiffers,
  maintenance,
  plainPermalinks,
  restPrefix,
  wcAuth404,
  // plugin
  cookieNonce,
  earlyUser,
  userReset,
  html200,
  jwtPlugin,
  legacyDisabled,
  loginRedirect,
  oauth1Plugin,
  queryParameterAdded,
  restRestricted,
  woocommerceInactive,
];
