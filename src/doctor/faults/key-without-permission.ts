import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const keyWithoutPermission: Fault = {
  id: 'key-without-permission',
  layer: 'key',
  title: 'The key may neither read nor write',
  level: 'fault',
  symptom:
    '401 woocommerce_rest_authentication_error for everything, with other words than for a wrong secret. The row of the key was changed or imported: the settings do not offer this.',
  probes: ['B1', 'B5', 'B7'],
  lookAlikes: [
    { id: 'wrong-secret', difference: 'B5 is refused in the words of B1' },
    { id: 'write-only-key', difference: 'B7 is not refused' },
  ],
  examine(evidence) {
    for (const [wrong, reading, writing] of [
      ['B1', 'B5', 'B7'],
      ['B2', 'B6', 'B7q'],
    ] as const) {
      const isRefused = [wrong, reading, writing].every(id => evidence.said(id) === 'refused');
      if (!isRefused || evidence.isSameError(wrong, reading) || evidence.isSameError(wrong, writing))
        continue;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, wrong, 'a wrong secret'),
          quote(evidence, reading, 'the right one, to read: other words'),
          quote(evidence, writing, 'the right one, to write: other words'),
        ],
      };
    }
    return undefined;
  },
  fixes: [
    {
      server: 'WooCommerce',
      where: 'WooCommerce → Settings → Advanced → REST API → the key → Permissions',
      lines: 'Read/Write, and save',
      check: 'Run the doctor again: B5 is let in.',
    },
  ],
  workaround: 'None; the key has to be changed.',
  sources: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#rest-api-keys'],
};
