import type { Fault } from '../fault.ts';
import { isKnownButNobody } from '../nobody.ts';

export const userReset: Fault = {
  id: 'user-reset',
  layer: 'plugin',
  title: 'A plugin resets the user after WooCommerce has found it',
  level: 'fault',
  symptom:
    'The right secret is answered as if nobody had asked, while a wrong one is refused as such. A membership or security plugin sets the current user itself.',
  probes: ['B1', 'B5', 'B12'],
  lookAlikes: [
    { id: 'user-gone', difference: 'the legacy API finds no user either (B12)' },
    { id: 'early-user', difference: 'a wrong secret is not noticed either' },
  ],
  examine(evidence) {
    const proof = isKnownButNobody(evidence);
    if (proof === undefined) return undefined;
    const legacy = evidence.reading('B12');
    if (legacy?.said === 'let in')
      return {
        certainty: 'proven',
        proof: [
          ...proof,
          `B12 was answered ${legacy.status} JSON: the legacy API finds the user of this key.`,
        ],
      };
    if (legacy?.code === 'woocommerce_api_authentication_error' && legacy.status === 401) return undefined;
    return {
      certainty: 'possible',
      proof,
      undecided:
        'A plugin that resets the user and a user who is gone look the same from outside: deactivate plugins one by one, membership and security first, or look whether the user of the key exists.',
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'Plugins, on a staging copy',
      lines:
        'Deactivate membership, security and multilingual plugins one by one until B5 is let in; the one is known by its filter on determine_current_user above priority 15, or by wp_set_current_user( 0 ).',
      check: 'Run the doctor after each: B5 is let in.',
    },
  ],
  workaround: 'The legacy API (/wc-api/v3), where it is installed and lets the key in.',
  sources: ['https://developer.wordpress.org/reference/hooks/determine_current_user/'],
};
