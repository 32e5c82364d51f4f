import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSomebody } from '../signs.ts';

export const readOnlyKey: Fault = {
  id: 'read-only-key',
  layer: 'key',
  title: 'The key may read and not write',
  level: 'information',
  symptom: 'GET works; POST, PUT and DELETE are 401 woocommerce_rest_authentication_error, never 403.',
  probes: ['B5', 'B6', 'B7', 'B7q'],
  lookAlikes: [
    { id: 'user-without-role', difference: '403, and reading is refused too' },
    { id: 'methods-blocked', difference: 'a page comes, not JSON' },
  ],
  examine(evidence) {
    for (const [reading, writing] of [
      ['B5', 'B7'],
      ['B6', 'B7q'],
    ] as const) {
      if (!isSomebody(evidence, reading) || evidence.said(writing) !== 'refused') continue;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, reading, 'the key reads'),
          quote(evidence, writing, 'it may not write; nothing would have been changed'),
        ],
      };
    }
    return undefined;
  },
  fixes: [
    {
      server: 'WooCommerce',
      where:
        'WooCommerce → Settings → Advanced → REST API → the key → Permissions, where the client is to write',
      lines: 'Read/Write',
      check: 'Run the doctor again: B7 is answered 404.',
    },
  ],
  workaround: 'None; a client that only reads needs none.',
  sources: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#rest-api-keys'],
};
