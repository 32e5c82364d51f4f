import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const sitegroundCaptcha: Fault = {
  id: 'siteground-captcha',
  layer: 'CDN or firewall',
  title: 'SiteGround asks for a captcha',
  level: 'fault',
  symptom:
    '202 HTML with SG-Captcha: challenge. A client that looks at 2xx alone takes it for a success. It works from a laptop and fails from a data centre.',
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
};
