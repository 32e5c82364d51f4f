/** Every hosting fault there is, in the order that a request passes them. */
import { cdnFaults } from './cdn.ts';
import type { HostingFault } from './fault.ts';
import { firewallFaults } from './firewall.ts';
import { networkFaults } from './network.ts';
import { phpFaults } from './php.ts';
import { pluginFaults } from './plugin.ts';
import { pluginAuthenticationFaults } from './plugin-authentication.ts';
import { proxyFaults } from './proxy.ts';
import { tlsFaults } from './tls.ts';
import { webServerFaults } from './web-server.ts';
import { wordpressFaults } from './wordpress.ts';

export const faults: readonly HostingFault[] = [
  ...tlsFaults,
  ...networkFaults,
  ...cdnFaults,
  ...firewallFaults,
  ...proxyFaults,
  ...webServerFaults,
  ...phpFaults,
  ...wordpressFaults,
  ...pluginAuthenticationFaults,
  ...pluginFaults,
];

const byId = new Map(faults.map(fault => [fault.id, fault]));

/** The fault of this id; undefined when there is none. */
export function faultById(id: string): HostingFault | undefined {
  return byId.get(id);
}
