import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isImunify } from '../signs.ts';

export const imunify360: Fault = {
  id: 'imunify360',
  layer: 'CDN or firewall',
  title: 'Imunify360 takes the client for a bot',
  level: 'fault',
  symptom: 'JSON that holds nothing but a message, often with 200: valid, and not what was asked for.',
  probes: ['A2', 'A4'],
  lookAlikes: [{ id: 'firewall', difference: 'a page comes, not JSON' }],
  examine(evidence) {
    const seen = ['A4', 'A2', 'A1'].find(id => {
      const reading = evidence.reading(id);
      return reading !== undefined && isImunify(reading) && !evidence.isWordPress(id);
    });
    if (seen === undefined) return undefined;
    const message = (evidence.reading(seen)?.json as { message?: unknown } | undefined)?.message;
    return {
      certainty: 'proven',
      proof: [
        quote(
          evidence,
          seen,
          typeof message === 'string' ? `all it holds is a message, "${message}"` : 'by the server’s name',
        ),
      ],
      undecided: 'Other networks may pass: it goes by the address that asks.',
    };
  },
  fixes: [
    {
      server: 'any',
      where: 'Imunify360 → Firewall → White List (the host does it; or a ticket to the host)',
      lines: 'the addresses that the client calls from',
      check: 'Run the doctor from that address: A4 is answered 401 woocommerce_rest_cannot_view.',
    },
  ],
  workaround:
    'Call from an address that is not taken for a bot; take an object with only a message for a failure.',
  sources: ['https://docs.imunify360.com/dashboard/#white-list'],
};
