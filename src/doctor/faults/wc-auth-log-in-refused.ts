import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const wcAuthLogInRefused: Fault = {
  id: 'wc-auth-log-in-refused',
  layer: 'user',
  title: 'The log-in on the way to granting keys is refused',
  level: 'fault',
  symptom: 'The form comes again: a wrong name or password, or a second factor that a form cannot give.',
  probes: ['C1', 'C2'],
  lookAlikes: [{ id: 'wc-auth-no-capability', difference: 'the log-in is accepted, the page refuses' }],
  examine(evidence) {
    if (evidence.grant?.step !== 'log-in refused') return undefined;
    return {
      certainty: 'likely',
      proof: [
        quote(evidence, 'C1', 'there is a form to log in with'),
        quote(evidence, 'C2', 'name and password were sent, and the form came again'),
      ],
      undecided:
        'A wrong password and a plugin that refuses the log-in (a second factor, a captcha) look the same.',
    };
  },
  fixes: [
    {
      server: 'client',
      where: 'the log-in given to the doctor',
      lines: 'the name and password of an administrator',
      check: 'They are accepted at /wp-login.php in a browser.',
    },
    {
      server: 'WordPress',
      where: 'a plugin for a second factor or a captcha',
      lines: 'an exception for /wc-auth/v1/login, or for this user',
      check: 'Run the doctor again with --admin-login: C2 is answered with the page that asks.',
    },
  ],
  workaround: 'Log in with a browser, then open the page that grants keys; or make a key by hand.',
  sources: [
    'https://woocommerce.github.io/woocommerce-rest-api-docs/#creating-an-authentication-endpoint-url',
  ],
};
