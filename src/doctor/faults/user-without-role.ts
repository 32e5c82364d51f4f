import type { Fault } from '../fault.ts';
import { quoteAll } from '../proof.ts';

/** `rest_authorization_required_code()`: 403 for a user, 401 for nobody. */
export const userWithoutRole: Fault = {
  id: 'user-without-role',
  layer: 'user',
  title: "The key's user has not the right to this",
  level: 'fault',
  symptom: '403 woocommerce_rest_cannot_view: the key is right, and its user is no Shop Manager (any more).',
  probes: ['B4', 'B5', 'B6'],
  lookAlikes: [{ id: 'user-gone', difference: 'the same code with 401' }],
  examine(evidence) {
    const seen = ['B5', 'B6', 'B4', 'B4w', 'B4h'].filter(id => evidence.said(id) === 'forbidden');
    if (seen.length === 0) return undefined;
    return {
      certainty: 'proven',
      proof: quoteAll(evidence, seen.slice(0, 2), 'nobody would get 401, so a user was found'),
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: "Users → the key's user → Role",
      lines: 'Shop Manager (or Administrator)',
      check: 'Run the doctor again: B5 is let in.',
    },
    {
      server: 'WooCommerce',
      where: 'WooCommerce → Settings → Advanced → REST API → the key → User',
      lines: 'a user of its own for this client, Shop Manager',
      check: 'Run the doctor again: B5 is let in.',
    },
  ],
  workaround: 'None; rights are what they are.',
  sources: [
    'https://github.com/woocommerce/wc-api-php/issues/341',
    'https://uc-marketplace.readme.io/docs/troubleshoot-for-woocommerce',
  ],
};
