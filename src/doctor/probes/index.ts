import { grantProbes } from '../grant.ts';
import type { Probe } from '../probe.ts';
import { credentialFreeProbes } from './credential-free.ts';
import { keyProbes } from './with-key.ts';

/** All probes, in the order in which they are sent. */
export const probes: readonly Probe[] = [...credentialFreeProbes, ...keyProbes, ...grantProbes];

export function probeById(id: string): Probe | undefined {
  return probes.find(probe => probe.id === id);
}
