/** Products that look for bots, known by the answers of their own. */
import { unprovenMembers } from '../../answers/members.ts';
import { type Fault, simulated } from '../fault.ts';
import { quote } from '../proof.ts';
import { isImunify } from '../signs.ts';

export const firewallVendorsFaults: readonly Fault[] = [
  simulated('siteground-captcha', {
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [{ id: 'html-200', difference: 'no SG-Captcha' }],
    examine(evidence) {
      const seen = ['A4', 'A2', 'A1'].find(id => evidence.reading(id)?.header('sg-captcha') !== undefined);
      if (seen === undefined) return undefined;
      const value = evidence.reading(seen)?.header('sg-captcha');
      return {
        certainty: 'proven',
        proof: [quote(evidence, seen, `with the header SG-Captcha: ${value}`)],
        undecided: 'Other networks may pass: it goes by the address that asks.',
      };
    },
    fixes: [
      {
        server: 'any',
        where: 'a ticket at SiteGround',
        lines: 'Please except the addresses … from the anti-bot service for /wp-json/wc/ and /wc-auth/.',
        check: 'Run the doctor from that address: A4 is answered in JSON.',
      },
    ],
    workaround: 'Call from a fixed address, slowly, and take 202 with HTML for a failure.',
    sources: ['https://github.com/woocommerce/woocommerce/issues/52896'],
  }),
  simulated('imunify360', {
    level: 'fault',
    probes: ['A2', 'A4'],
    lookAlikes: [{ id: 'firewall', difference: 'a page comes, not JSON' }],
    examine(evidence) {
      const seen = ['A4', 'A2', 'A1'].find(id => {
        const reading = evidence.reading(id);
        return reading !== undefined && isImunify(reading) && !evidence.isWordPress(id);
      });
      if (seen === undefined) return undefined;
      const { message } = unprovenMembers('rest-error', evidence.reading(seen)?.json);
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
  }),
];
