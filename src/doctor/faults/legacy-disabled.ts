import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const legacyDisabled: Fault = {
  id: 'legacy-disabled',
  layer: 'plugin',
  title: 'The legacy API (/wc-api/v1 … v3) is not there',
  level: 'information',
  symptom: '404 woocommerce_api_disabled, or a 404 page, for /wc-api/v3; wc/v3 works.',
  probes: ['A3', 'A12i'],
  lookAlikes: [{ id: 'no-rewrite', difference: '/wp-json/ is a 404 too' }],
  examine(evidence) {
    const legacy = evidence.reading('A12i');
    if (legacy?.status !== 404 || evidence.said('A3') !== 'let in') return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'A12i', 'the legacy API answers nobody'),
        quote(evidence, 'A3', 'wc/v3 is there'),
      ],
    };
  },
  fixes: [
    {
      server: 'client',
      where: 'the client',
      lines: '/wp-json/wc/v3/ in the place of /wc-api/v3/',
      check: 'The client gets a list.',
    },
    {
      server: 'WordPress',
      where:
        'Plugins, for a client that knows nothing newer: WooCommerce Legacy REST API, then the command line',
      lines:
        'wp plugin install woocommerce-legacy-rest-api --activate\nwp option update woocommerce_api_enabled yes',
      check: 'Run the doctor again: A12i is answered 200.',
    },
  ],
  workaround: 'wc/v3: it takes the same keys.',
  sources: ['https://github.com/woocommerce/woocommerce/pull/40627'],
};
