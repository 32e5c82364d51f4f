import type { Fault } from '../fault.ts';
import { isKnownButNobody } from '../nobody.ts';

/** Measured: a row deleted in the database alone; WordPress itself deletes the keys along with their user. */
export const userGone: Fault = {
  id: 'user-gone',
  layer: 'user',
  title: 'The key is right, and its user does not exist',
  level: 'fault',
  symptom:
    'The right secret is answered as if nobody had asked, while a wrong one is refused as such. The row of the user was deleted in the database, or not imported.',
  probes: ['B1', 'B5', 'B12'],
  lookAlikes: [
    { id: 'user-reset', difference: 'the legacy API lets the key in (B12)' },
    { id: 'unknown-key', difference: 'a wrong secret is not noticed either' },
    { id: 'user-without-role', difference: '403' },
  ],
  examine(evidence) {
    const proof = isKnownButNobody(evidence);
    if (proof === undefined) return undefined;
    const legacy = evidence.reading('B12');
    if (legacy?.said === 'let in') return undefined;
    const says = legacy?.code === 'woocommerce_api_authentication_error' && legacy.status === 401;
    return says
      ? {
          certainty: 'proven',
          proof: [...proof, `B12 was answered 401 "${legacy.message}": the legacy API finds no user either.`],
        }
      : {
          certainty: 'possible',
          proof,
          undecided:
            "A user who is gone and a plugin that resets the user look the same from outside: look whether WooCommerce's list of keys names a user for this one.",
        };
  },
  fixes: [
    {
      server: 'WooCommerce',
      where: 'WooCommerce → Settings → Advanced → REST API',
      lines: 'a new key, for a user who exists',
      check: 'Run the doctor with the new key: B5 is let in.',
    },
  ],
  workaround: 'None; the key has no owner.',
  sources: [
    'https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-rest-authentication.php',
  ],
};
