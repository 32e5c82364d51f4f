import type { Fault } from '../fault.ts';
import { networkFailure } from '../signs.ts';

export const connectionTimeout: Fault = {
  id: 'connection-timeout',
  layer: 'CDN or firewall',
  title: 'No connection comes about',
  level: 'fault',
  symptom: 'ETIMEDOUT: packets go and nothing comes back. A firewall drops them, or the host is gone.',
  probes: ['A1'],
  lookAlikes: [
    { id: 'connection-refused', difference: 'a refusal comes back at once' },
    { id: 'slow', difference: 'the connection comes about, the answer does not' },
  ],
  examine(evidence) {
    const code = networkFailure(evidence);
    if (code !== 'UND_ERR_CONNECT_TIMEOUT' && code !== 'ETIMEDOUT') return undefined;
    return {
      certainty: 'proven',
      proof: [`A1 got no answer (${code}) from ${new URL(evidence.known.asked).host}.`],
      undecided:
        'A blocked address and a host that is gone look the same from one place: try from another network.',
    };
  },
  fixes: [
    {
      server: 'any',
      where: "the host's firewall, a country block, fail2ban",
      lines: 'Allow the addresses that the client calls from, ports 80 and 443.',
      check: 'nc -vz shop.example 443 from there says "succeeded".',
    },
  ],
  workaround: 'Call from another network, if only some are dropped.',
  sources: ['https://nodejs.org/api/errors.html#common-system-errors'],
};
