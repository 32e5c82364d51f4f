import type { Fault } from '../fault.ts';
import { isTls } from '../known.ts';
import { quote } from '../proof.ts';
import { isSomebody } from '../signs.ts';

/** WooCommerce reads keys from header and query only where `is_ssl()` is true; signatures are accepted everywhere. */
export const plainHttp: Fault = {
  id: 'plain-http',
  layer: 'client',
  title: 'Over plain HTTP WooCommerce accepts signatures alone, no keys',
  level: 'information',
  symptom:
    'Keys in the Authorization header or the query are answered 401 woocommerce_rest_cannot_view; the legacy API answers 404 and names oauth_consumer_key.',
  probes: ['A0s', 'A12', 'B4', 'B5', 'B6'],
  lookAlikes: [{ id: 'tls-ends-at-proxy', difference: 'the URL asked begins with https' }],
  examine(evidence) {
    if (isTls(evidence.known) || !['A2', 'A4'].some(id => evidence.isWordPress(id))) return undefined;
    if (isSomebody(evidence, 'B5') || isSomebody(evidence, 'B6')) return undefined;
    const other = evidence.reading('A0s');
    return {
      certainty: 'proven',
      proof: [
        `The URL asked is ${evidence.known.site}: its connections are not encrypted.`,
        ...(evidence.isAnonymous('B5')
          ? [quote(evidence, 'B5', 'keys in the header are not looked at')]
          : []),
        ...(isSomebody(evidence, 'B4') ? [quote(evidence, 'B4', 'a signature is accepted')] : []),
        ...(other !== undefined && other.said !== 'no answer'
          ? [quote(evidence, 'A0s', 'HTTPS answers here too')]
          : []),
      ],
    };
  },
  fixes: [
    {
      server: 'client',
      where: "the URL in the client's settings",
      lines: 'https:// in the place of http://',
      check: 'Run the doctor with the https URL.',
    },
    {
      server: 'client',
      where: 'a store on your own machine or network without TLS',
      lines: 'OAuth 1.0a, signed for the URL asked (most libraries do so by themselves for http:// URLs).',
      check: 'B4 is let in.',
    },
  ],
  workaround: 'OAuth 1.0a: it sends a signature, never the secret.',
  wrongAdvice:
    "`$_SERVER['HTTPS'] = 'on';` on a site without TLS makes WooCommerce accept keys that everybody on the way can read.",
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/22926',
    'https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication-over-http',
  ],
};
