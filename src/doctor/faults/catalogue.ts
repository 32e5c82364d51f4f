/** Every fault that the doctor knows, by layer; within a layer the commonest first. */
import type { Fault } from '../fault.ts';
import { bodiesFaults } from './bodies.ts';
import { browsersFaults } from './browsers.ts';
import { cdnFaults } from './cdn.ts';
import { clientFaults } from './client.ts';
import { contentTypeFaults } from './content-type.ts';
import { dnsFaults } from './dns.ts';
import { firewallFaults } from './firewall.ts';
import { firewallRulesFaults } from './firewall-rules.ts';
import { firewallVendorsFaults } from './firewall-vendors.ts';
import { httpBrokenFaults } from './http-broken.ts';
import { inFrontFaults } from './in-front.ts';
import { keyFaults } from './key.ts';
import { networkFaults } from './network.ts';
import { openToAllFaults } from './open-to-all.ts';
import { headTooLargeFaults, otherProtocolsFaults } from './other-protocols.ts';
import { permissionFilterFaults } from './permission-filter.ts';
import { phpFaults } from './php.ts';
import { pluginFaults } from './plugin.ts';
import { pluginAuthenticationFaults } from './plugin-authentication.ts';
import { pluginKeysFaults } from './plugin-keys.ts';
import { proxyFaults } from './proxy.ts';
import { proxyAnswersFaults } from './proxy-answers.ts';
import { proxyErrorsFaults } from './proxy-errors.ts';
import { queryPartsFaults } from './query-parts.ts';
import { securityPluginsFaults } from './security-plugins.ts';
import { tlsFaults } from './tls.ts';
import { tlsHandshakeFaults } from './tls-handshake.ts';
import { tlsPortsFaults } from './tls-ports.ts';
import { unexplainedFaults } from './unexplained.ts';
import { userFaults } from './user.ts';
import { webServerFaults } from './web-server.ts';
import { webServerBasicFaults } from './web-server-basic.ts';
import { webServerCredentialsFaults } from './web-server-credentials.ts';
import { webServerErrorsFaults } from './web-server-errors.ts';
import { webServerMethodsFaults } from './web-server-methods.ts';
import { webServerRedirectsFaults } from './web-server-redirects.ts';
import { webServerWritesFaults } from './web-server-writes.ts';
import { woocommerceFaults } from './woocommerce.ts';
import { wordpressFaults } from './wordpress.ts';
import { wordpressApiFaults } from './wordpress-api.ts';
import { wordpressSetUpFaults } from './wordpress-set-up.ts';
import { writesFaults } from './writes.ts';

/** What several explain equally is told in this order; the last are examined where no other is found. */
export const faults: readonly Fault[] = [
  ...clientFaults,
  ...dnsFaults,
  ...tlsFaults,
  ...tlsHandshakeFaults,
  ...tlsPortsFaults,
  ...otherProtocolsFaults,
  ...httpBrokenFaults,
  ...networkFaults,
  ...cdnFaults,
  ...inFrontFaults,
  ...firewallFaults,
  ...firewallRulesFaults,
  ...firewallVendorsFaults,
  ...browsersFaults,
  ...bodiesFaults,
  ...proxyFaults,
  ...proxyErrorsFaults,
  ...headTooLargeFaults,
  ...contentTypeFaults,
  ...proxyAnswersFaults,
  ...webServerCredentialsFaults,
  ...queryPartsFaults,
  ...webServerBasicFaults,
  ...webServerWritesFaults,
  ...webServerFaults,
  ...webServerErrorsFaults,
  ...webServerRedirectsFaults,
  ...webServerMethodsFaults,
  ...phpFaults,
  ...wordpressSetUpFaults,
  ...wordpressFaults,
  ...wordpressApiFaults,
  ...securityPluginsFaults,
  ...pluginAuthenticationFaults,
  ...pluginKeysFaults,
  ...pluginFaults,
  ...writesFaults,
  ...openToAllFaults,
  ...permissionFilterFaults,
  ...woocommerceFaults,
  ...keyFaults,
  ...userFaults,
  ...unexplainedFaults,
];

const byId = new Map(faults.map(fault => [fault.id, fault]));

/** The fault of this id; undefined when there is none. */
export function faultById(id: string): Fault | undefined {
  return byId.get(id);
}
