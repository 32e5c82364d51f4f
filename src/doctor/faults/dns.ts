/** The name of the store has no address. */
import type { Fault } from '../fault.ts';
import { networkFailure } from '../signs.ts';

export const dnsFaults: readonly Fault[] = [
  {
    id: 'dns-no-address',
    layer: 'dns',
    title: 'The host name has no address',
    seen: 'ENOTFOUND, "Could not resolve host".',
    level: 'fault',
    probes: ['A1'],
    lookAlikes: [
      { id: 'connection-refused', difference: 'the name has an address, and nothing listens there' },
    ],
    examine(evidence) {
      const code = networkFailure(evidence);
      if (code !== 'ENOTFOUND' && code !== 'EAI_AGAIN' && code !== 'ENODATA') return undefined;
      const { hostname } = new URL(evidence.known.asked);
      return {
        certainty: code === 'EAI_AGAIN' ? 'likely' : 'proven',
        proof: [`A1 got no answer (${code}): no address for ${hostname}.`],
        ...(code === 'EAI_AGAIN' && {
          undecided: 'The name server of this machine did not answer; the name itself may be right.',
        }),
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'the host name without a typing error; www. where the store has it',
        check: 'dig +short shop.example prints an address.',
      },
      {
        server: 'any',
        where: 'the zone of the domain at its registrar or DNS host',
        lines: 'shop.example. 3600 IN A 203.0.113.7',
        check: 'dig +short shop.example prints it, an hour later everywhere.',
      },
    ],
    workaround: 'None.',
    sources: ['https://nodejs.org/api/errors.html#common-system-errors'],
  },
];
