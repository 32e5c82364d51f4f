import type { Fault } from '../fault.ts';
import { isToLogin, redirectInWords, redirects } from '../signs.ts';

export const loginRedirect: Fault = {
  id: 'login-redirect',
  layer: 'plugin',
  title: 'The site is behind the log-in, and its API too',
  level: 'fault',
  symptom: '302 to wp-login.php for everything; a client that follows gets 200 HTML.',
  probes: ['A1', 'A2', 'A4'],
  lookAlikes: [
    { id: 'redirect-canonical', difference: 'it leads to another host' },
    { id: 'htpasswd', difference: '401 with WWW-Authenticate' },
  ],
  examine(evidence) {
    const found = redirects(evidence).filter(redirect => redirect.id !== 'A1' && isToLogin(redirect));
    if (found.length === 0) return undefined;
    return {
      certainty: 'proven',
      proof: found.map(redirectInWords),
      undecided: 'What lies behind was not seen: except the API, then run the doctor again.',
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'a must-use plugin (wp-content/mu-plugins/open-wc.php), for Force Login',
      lines:
        "<?php\nadd_filter( 'v_forcelogin_bypass', function ( $bypass ) {\n    return $bypass || str_starts_with( $_SERVER['REQUEST_URI'] ?? '', '/wp-json/wc/' );\n} );",
      check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
    },
    {
      server: 'WordPress',
      where: "the plugin's or the host's settings (private site, coming soon)",
      lines: 'an exception for /wp-json/wc/ and /wc-auth/, or launch the site',
      check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
    },
  ],
  workaround: 'None for an API client: keys are not looked at before the redirect.',
  sources: ['https://github.com/Automattic/wp-calypso/issues/42966'],
};
