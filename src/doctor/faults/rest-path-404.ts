import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const restPath404: Fault = {
  id: 'rest-path-404',
  layer: 'web server',
  title: 'The web server answers /wp-json/wc/ itself',
  level: 'fault',
  symptom: '404 HTML below /wp-json/wc/, while /wp-json/ and /?rest_route=/wc/v3 answer JSON.',
  probes: ['A2', 'A3', 'A3p'],
  lookAlikes: [
    { id: 'no-rewrite', difference: 'the index /wp-json/ is a 404 too' },
    { id: 'woocommerce-inactive', difference: 'the 404 is JSON, rest_no_route' },
    { id: 'firewall', difference: 'the page is no 404' },
  ],
  examine(evidence) {
    const route = evidence.reading('A3');
    if (!evidence.isWordPress('A2') || route?.said !== 'not JSON' || route.status !== 404) return undefined;
    const isThere = evidence.isWordPress('A3p');
    return {
      certainty: isThere ? 'proven' : 'likely',
      proof: [
        quote(evidence, 'A2', 'the index answers'),
        quote(evidence, 'A3', 'a page, no JSON'),
        quote(
          evidence,
          'A3p',
          isThere ? 'by ?rest_route= the same route answers' : 'by ?rest_route= neither',
        ),
      ],
    };
  },
  fixes: [
    {
      server: 'Nginx',
      where: 'the server: this location comes before the one that catches wc/',
      lines: 'location ^~ /wp-json/ {\n  try_files $uri $uri/ /index.php?$args;\n}',
      check: 'nginx -t && nginx -s reload. Run the doctor again: A3 is answered 200.',
    },
    {
      server: 'Apache',
      where:
        '.htaccess: the rule or the Redirect that catches /wc/ excepts the API, and no folder is called wp-json',
      lines: 'RewriteCond %{REQUEST_URI} !^/wp-json/',
      check: 'Run the doctor again: A3 is answered 200.',
    },
    {
      server: 'WordPress',
      where: 'Settings → Permalinks',
      lines: 'Save Changes',
      check: 'Run the doctor again: A3 is answered 200.',
    },
  ],
  workaround: 'From WooCommerce 11.1 on /?rest_route=/wc/v3/… with the keys.',
  sources: ['https://github.com/woocommerce/woocommerce/issues/15064'],
};
