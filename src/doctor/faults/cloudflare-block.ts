import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const cloudflareBlock: Fault = {
  id: 'cloudflare-block',
  layer: 'CDN or firewall',
  title: 'Cloudflare blocks the client',
  level: 'fault',
  symptom: '403 HTML of Cloudflare (1020 and the like) without a challenge.',
  probes: ['A1', 'A2', 'A4'],
  lookAlikes: [
    { id: 'cloudflare-challenge', difference: 'cf-mitigated: challenge' },
    { id: 'firewall', difference: 'the page comes from the server behind Cloudflare' },
  ],
  examine(evidence) {
    const seen = ['A4', 'A2', 'A1'].find(id => {
      const reading = evidence.reading(id);
      return (
        reading?.said === 'not JSON' &&
        [403, 503].includes(reading.status as number) &&
        reading.header('cf-ray') !== undefined &&
        reading.header('cf-mitigated') === undefined &&
        /cloudflare/i.test(reading.text)
      );
    });
    if (seen === undefined) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(
          evidence,
          seen,
          `a page of Cloudflare's own, cf-ray ${evidence.reading(seen)?.header('cf-ray')}`,
        ),
      ],
      undecided:
        'Whether the address, the country or the request is disliked cannot be told from one place: Security → Events tells, by the cf-ray.',
    };
  },
  fixes: [
    {
      server: 'Cloudflare',
      where: 'Security → Events: look the cf-ray up; then except the API in the rule that it names',
      lines:
        'and not starts_with(http.request.uri.path, "/wp-json/wc/") and not starts_with(http.request.uri.path, "/wc-auth/")',
      check: 'Run the doctor again: A4 is answered in JSON.',
    },
    {
      server: 'Cloudflare',
      where: 'Security → WAF → Tools → IP Access Rules, where the address of the client is fixed',
      lines: 'Allow: the addresses that the client calls from',
      check: 'Run the doctor from there: A4 is answered in JSON.',
    },
  ],
  workaround: 'Call from another network, if only some are blocked.',
  sources: [
    'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/',
  ],
};
