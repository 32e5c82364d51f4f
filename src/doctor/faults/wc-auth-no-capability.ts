import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const wcAuthNoCapability: Fault = {
  id: 'wc-auth-no-capability',
  layer: 'user',
  title: 'The user who is logged in may not grant keys',
  level: 'fault',
  symptom: '401 HTML in the place of the question: the user is no Administrator and no Shop Manager.',
  probes: ['C1', 'C2'],
  lookAlikes: [{ id: 'wc-auth-log-in-refused', difference: 'the form comes again' }],
  examine(evidence) {
    if (evidence.grant?.step !== 'no page to grant on') return undefined;
    const isRefused = evidence.reading('C2')?.status === 401;
    return {
      certainty: isRefused ? 'proven' : 'likely',
      proof: [
        quote(evidence, 'C1', 'there is a form to log in with'),
        quote(
          evidence,
          'C2',
          isRefused
            ? 'the log-in was accepted, and WooCommerce refuses the page'
            : `the log-in was accepted, and the way ended at ${evidence.grant.url}`,
        ),
      ],
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'Users → the user → Role',
      lines: 'Administrator or Shop Manager (the capability is manage_woocommerce)',
      check: 'Run the doctor again with --admin-login: C2 is answered with the page that asks.',
    },
    {
      server: 'client',
      where: 'the browser of the merchant',
      lines: 'Log out, then open the page again and log in as somebody who may.',
      check: 'The page asks to approve or to deny.',
    },
  ],
  workaround: 'Somebody who may makes a key by hand (WooCommerce → Settings → Advanced → REST API).',
  sources: [
    'https://woocommerce.github.io/woocommerce-rest-api-docs/#creating-an-authentication-endpoint-url',
  ],
};
