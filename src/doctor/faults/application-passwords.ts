import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

/** Measured on WordPress 6.9.1: `wp_is_application_passwords_available()` and one was ever made. */
export const applicationPasswords: Fault = {
  id: 'application-passwords',
  layer: 'WordPress',
  title: 'Application passwords are in use',
  level: 'information',
  symptom:
    'Keys sent as Basic credentials to a route outside wc/ (the index too) are 401 invalid_username; on wc/v3 nothing changes.',
  probes: ['A2', 'A7i'],
  lookAlikes: [{ id: 'unknown-key', difference: 'wc/v3 refuses too' }],
  examine(evidence) {
    const index = evidence.reading('A7i');
    const codes = ['invalid_username', 'invalid_email', 'incorrect_password'];
    if (evidence.said('A2') !== 'let in' || !codes.includes(index?.code ?? '')) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'A2', 'the index without credentials'),
        quote(evidence, 'A7i', 'the same with Basic credentials that WordPress does not know'),
      ],
    };
  },
  fixes: [
    {
      server: 'client',
      where: 'a client that looks at /wp-json/ or wp/v2',
      lines: 'Send the consumer key to wc/ routes alone; ask the index without credentials.',
      check: 'The index answers 200.',
    },
  ],
  workaround: 'For wp/v2 an application password of a user; WooCommerce keys are never accepted there.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/68480',
    'https://developer.wordpress.org/rest-api/reference/application-passwords/',
  ],
};
