import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const cloudflareChallenge: Fault = {
  id: 'cloudflare-challenge',
  layer: 'CDN or firewall',
  title: 'Cloudflare challenges the client',
  level: 'fault',
  symptom:
    '403 HTML with cf-mitigated: challenge. A browser gets through and sees JSON; an API client does not.',
  probes: ['A1', 'A2', 'A4'],
  lookAlikes: [
    { id: 'cloudflare-block', difference: 'no cf-mitigated: there is nothing to solve' },
    { id: 'firewall', difference: 'no cf-mitigated, and the page is another’s' },
  ],
  examine(evidence) {
    const seen = ['A4', 'A2', 'A1'].find(id => evidence.reading(id)?.header('cf-mitigated') === 'challenge');
    if (seen === undefined) return undefined;
    return {
      certainty: 'proven',
      proof: [quote(evidence, seen, 'with the header cf-mitigated: challenge')],
      undecided:
        'Whether a rule of the zone or Bot Fight Mode asked for it cannot be seen from outside: Security → Events tells.',
    };
  },
  fixes: [
    {
      server: 'Cloudflare',
      where: 'Security → WAF → Custom rules, action Skip (all managed rules, Super Bot Fight Mode)',
      lines:
        'starts_with(http.request.uri.path, "/wp-json/wc/") or starts_with(http.request.uri.path, "/wc-auth/") or http.request.uri.query contains "rest_route=/wc/"',
      check: 'Run the doctor again: A4 is answered in JSON.',
    },
    {
      server: 'Cloudflare',
      where: 'Security → Bots, where Bot Fight Mode of the free plan asked for it',
      lines: 'Bot Fight Mode: Off',
      check: 'Run the doctor again: A4 is answered in JSON.',
    },
  ],
  workaround: 'None for the client; the zone has to let it pass.',
  wrongAdvice:
    'A Skip rule against Bot Fight Mode of the free plan: Skip rules do not reach it, it has to be switched off.',
  sources: [
    'https://github.com/wcpos/docs/blob/main/versioned_docs/version-1.x/error-codes/HOST121.mdx',
    'https://github.com/wcpos/electron/pull/422',
  ],
};
