import { grantProbes } from '../grant.ts';
import type { Probe } from '../probe.ts';
import { clientProbes, familyProbes } from './clients.ts';
import { credentialFreeProbes } from './credential-free.ts';
import { headerOnWritesProbes } from './header-on-writes.ts';
import { pairFreeProbes } from './pairs.ts';
import { resourceProbes } from './resources.ts';
import { keyProbes } from './with-key.ts';

/** All probes. `sweep.ts` says in which order they are sent. */
export const probes: readonly Probe[] = [
  ...credentialFreeProbes,
  ...headerOnWritesProbes,
  ...resourceProbes,
  ...pairFreeProbes,
  ...familyProbes,
  ...keyProbes,
  ...grantProbes,
  ...clientProbes,
];

export function probeById(id: string): Probe | undefined {
  return probes.find(probe => probe.id === id);
}
