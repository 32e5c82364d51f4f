import type { Fault } from '../fault.ts';
import { networkFailure } from '../signs.ts';

export const connectionRefused: Fault = {
  id: 'connection-refused',
  layer: 'web server',
  title: 'Nothing listens at this address and port',
  level: 'fault',
  symptom: 'ECONNREFUSED, "Connection refused".',
  probes: ['A1'],
  lookAlikes: [
    { id: 'connection-timeout', difference: 'nothing comes back at all' },
    { id: 'dns-no-address', difference: 'the name has no address' },
  ],
  examine(evidence) {
    const code = networkFailure(evidence);
    if (!['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'].includes(code ?? ''))
      return undefined;
    return {
      certainty: 'proven',
      proof: [`A1 got no answer (${code}) from ${new URL(evidence.known.asked).host}.`],
      undecided:
        'Whether the server is down, listens elsewhere, or a firewall refuses cannot be told from here.',
    };
  },
  fixes: [
    {
      server: 'client',
      where: "the URL in the client's settings",
      lines: 'the right port: none for 80 and 443; in Docker the one that is published',
      check: 'curl -I at the URL answers.',
    },
    {
      server: 'any',
      where: 'on the server',
      lines: "ss -ltnp | grep -E ':(80|443) '",
      check: 'The web server stands in the list, on 0.0.0.0 or the public address.',
    },
  ],
  workaround: 'None.',
  sources: ['https://nodejs.org/api/errors.html#common-system-errors'],
};
