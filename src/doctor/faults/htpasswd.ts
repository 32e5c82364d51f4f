import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

const check = 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view, in JSON.';

export const htpasswd: Fault = {
  id: 'htpasswd',
  layer: 'web server',
  title: 'The web server asks for a password of its own',
  level: 'fault',
  symptom:
    '401 HTML with WWW-Authenticate: Basic for every path, the front page too. Its credentials and WooCommerce’s want the same header.',
  probes: ['A1', 'A2', 'A4'],
  lookAlikes: [
    { id: 'firewall', difference: '403 or 406, without WWW-Authenticate' },
    { id: 'wrong-secret', difference: 'JSON with a code' },
  ],
  examine(evidence) {
    const asks = ['A1', 'A2', 'A4'].filter(id => {
      const reading = evidence.reading(id);
      return (
        reading?.status === 401 &&
        reading.said === 'not JSON' &&
        reading.header('www-authenticate') !== undefined
      );
    });
    if (!asks.includes('A4') && !asks.includes('A2')) return undefined;
    return {
      certainty: 'proven',
      proof: asks.map(id =>
        quote(evidence, id, `WWW-Authenticate: ${evidence.reading(id)?.header('www-authenticate')}`),
      ),
      undecided: 'What lies behind the password was not seen: free the API, then run the doctor again.',
    };
  },
  fixes: [
    {
      server: 'Apache',
      where:
        'the place with AuthType Basic, in the place of its Require valid-user: WordPress has been given /index.php by then, so both are looked at',
      lines:
        'SetEnvIf Request_URI "^/(wp-json|wc-auth)/" LATCHKEY_API\n<RequireAny>\n  Require env LATCHKEY_API\n  Require env REDIRECT_LATCHKEY_API\n  Require valid-user\n</RequireAny>',
      insteadOf: 'Require valid-user',
      check,
    },
    {
      server: 'Nginx',
      where: 'the server with auth_basic',
      lines:
        'location ~ ^/(wp-json|wc-auth)/ {\n  auth_basic off;\n  try_files $uri /index.php?$args;\n}\n# and auth_basic off; in the location of PHP, or auth_basic only in location /',
      check: `nginx -t && nginx -s reload. ${check}`,
    },
  ],
  workaround:
    'The password of the server in the Authorization header, the keys in the query over HTTPS (or OAuth in the query): one header cannot carry both.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/68480',
    'https://github.com/usefulteam/jwt-auth/issues/7',
  ],
};
