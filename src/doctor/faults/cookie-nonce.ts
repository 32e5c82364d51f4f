import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSomebody } from '../signs.ts';

export const cookieNonce: Fault = {
  id: 'cookie-nonce',
  layer: 'plugin',
  title: 'A cookie of WordPress wins over the key',
  level: 'warning',
  symptom:
    'Right keys are 401 woocommerce_rest_cannot_view, or 403 rest_cookie_invalid_nonce, in a browser or an app that holds cookies of the site; without cookies they work.',
  probes: ['B5', 'B8', 'B9'],
  lookAlikes: [{ id: 'strip-authorization', difference: 'keys in the header fail without cookies too' }],
  examine(evidence) {
    if (!isSomebody(evidence, 'B5') || !isSomebody(evidence, 'B9')) return undefined;
    const withCookie = evidence.reading('B8');
    if (withCookie === undefined || isSomebody(evidence, 'B8') || !evidence.isWordPress('B8'))
      return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'B5', 'the keys are let in'),
        quote(evidence, 'B8', 'with a cookie of WordPress beside them they are not'),
      ],
    };
  },
  fixes: [
    {
      server: 'client',
      where: 'the client: fetch, axios, a WebView',
      lines: "fetch(url, { credentials: 'omit', headers })",
      check: 'The request as sent holds no Cookie field.',
    },
    {
      server: 'WooCommerce',
      where: 'Plugins: WooCommerce before 3.0 did so itself',
      lines: 'Update WooCommerce.',
      check: 'Run the doctor again: B8 is let in.',
    },
  ],
  workaround: 'Send no cookies along with keys.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/13134',
    'https://github.com/woocommerce/woocommerce/issues/23682',
  ],
};
