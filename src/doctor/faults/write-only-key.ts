import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const writeOnlyKey: Fault = {
  id: 'write-only-key',
  layer: 'key',
  title: 'The key may write and not read',
  level: 'fault',
  symptom:
    'GET is 401 woocommerce_rest_authentication_error with other words than for a wrong secret; POST works.',
  probes: ['B1', 'B5', 'B7'],
  lookAlikes: [
    { id: 'wrong-secret', difference: 'B5 is refused in the words of B1' },
    { id: 'key-without-permission', difference: 'B7 is refused too' },
  ],
  examine(evidence) {
    for (const [wrong, reading, writing] of [
      ['B1', 'B5', 'B7'],
      ['B2', 'B6', 'B7q'],
    ] as const) {
      if (evidence.said(wrong) !== 'refused' || evidence.said(reading) !== 'refused') continue;
      if (evidence.isSameError(wrong, reading) || !evidence.isWordPress(writing)) continue;
      if (evidence.said(writing) === 'refused') continue;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, reading, 'the right secret is refused'),
          quote(evidence, wrong, 'with other words than a wrong one'),
          quote(evidence, writing, 'a write is not refused'),
        ],
      };
    }
    return undefined;
  },
  fixes: [
    {
      server: 'WooCommerce',
      where: 'WooCommerce → Settings → Advanced → REST API → the key → Permissions',
      lines: 'Read/Write',
      check: 'Run the doctor again: B5 is let in.',
    },
  ],
  workaround: 'None; the key has to be changed.',
  sources: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#rest-api-keys'],
};
