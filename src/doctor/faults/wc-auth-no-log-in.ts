import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const wcAuthNoLogIn: Fault = {
  id: 'wc-auth-no-log-in',
  layer: 'plugin',
  title: 'There is no log-in form on the way to granting keys',
  level: 'fault',
  symptom:
    'A merchant who is asked for keys is sent elsewhere to log in (single sign-on, Jetpack, a renamed log-in), and does not come back to the page.',
  probes: ['A13', 'A14', 'C1'],
  lookAlikes: [
    { id: 'wc-auth-blocked', difference: 'A14 is refused by a page that is not WordPress’s' },
    { id: 'wc-auth-404', difference: 'A13 is a 404' },
  ],
  examine(evidence) {
    if (evidence.grant?.step !== 'no log-in form') return undefined;
    return {
      certainty: 'likely',
      proof: [
        quote(evidence, 'A13', 'the page is there'),
        quote(evidence, 'C1', `the way ended at ${evidence.grant.url}, without a form to log in with`),
      ],
      undecided: 'A form that a script builds is not seen: look at it with a browser.',
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'Jetpack → Settings → Security → WordPress.com log-in, or the plugin of the single sign-on',
      lines: 'Off, or an exception for /wc-auth/',
      check: 'Run the doctor again with --admin-login: C1 is answered with a form.',
    },
    {
      server: 'WordPress',
      where: 'a plugin that renames wp-login.php',
      lines: 'an exception for /wc-auth/v1/login',
      check: 'Run the doctor again with --admin-login: C1 is answered with a form.',
    },
  ],
  workaround:
    'Log in at the store first, then open the page that grants keys in the same browser; or make a key by hand.',
  sources: ['https://github.com/woocommerce/woocommerce/issues/37781'],
};
