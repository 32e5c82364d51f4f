import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { quoteAll } from '../proof.ts';
import { isChallenge } from '../signs.ts';

export const ipBlocked: Fault = {
  id: 'ip-blocked',
  layer: 'CDN or firewall',
  title: 'Everything is refused, the front page too: perhaps this address is blocked',
  level: 'fault',
  symptom: 'Works from a laptop, fails from a server: a page with 403 or 503 for whatever is asked.',
  probes: ['A1', 'A2', 'A9-browser'],
  lookAlikes: [
    { id: 'firewall', difference: 'the front page passes' },
    { id: 'cloudflare-block', difference: 'the page is Cloudflare’s' },
    { id: 'bad-gateway', difference: '502 or 504' },
    { id: 'htpasswd', difference: '401 with WWW-Authenticate' },
  ],
  examine(evidence) {
    const refused = ['A1', 'A2', 'A4'].filter(id => isRefused(evidence, id));
    if (refused.length < 3) return undefined;
    return {
      certainty: 'possible',
      proof: quoteAll(evidence, [...refused, 'A9-browser'], 'not WordPress’s'),
      undecided:
        'From one place outside a blocked address cannot be told from a firewall that refuses everybody: open the front page from another network, or ask the host for the reason of this refusal.',
    };
  },
  fixes: [
    {
      server: 'any',
      where: "the host's firewall (CSF, fail2ban, a country block), a security plugin, a ticket to the host",
      lines: 'Allow the addresses that the client calls from for /wp-json/wc/ and /wc-auth/.',
      check: 'Run the doctor from that address: A4 is answered in JSON.',
    },
    {
      server: 'Apache',
      where: '.htaccess or the virtual host, where a list of addresses stands',
      lines: 'Require ip 203.0.113.7',
      check: 'Run the doctor from that address: A4 is answered in JSON.',
    },
    {
      server: 'Nginx',
      where: 'the server, above deny',
      lines: 'allow 203.0.113.7;',
      check: 'nginx -t && nginx -s reload, then run the doctor from that address.',
    },
  ],
  workaround:
    'Call from an address that is let in; publish the addresses of your service, so that hosts can allow them.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/52896',
    'https://help.business.afterpay.com/hc/en-ca/articles/44583763901977',
  ],
};

function isRefused(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  return (
    reading?.said === 'not JSON' &&
    [403, 406, 503].includes(reading.status as number) &&
    reading.header('retry-after') === undefined &&
    !isChallenge(reading) &&
    !/cloudflare/i.test(reading.text)
  );
}
