import type { Fault } from '../fault.ts';
import { isToLogin, redirectInWords, redirects } from '../signs.ts';

export const redirectPath: Fault = {
  id: 'redirect-path',
  layer: 'web server',
  title: 'The API is redirected to another path',
  level: 'fault',
  symptom:
    '301 or 302 for /wp-json/…: a rule adds a slash, a language or a folder. A signature was made for the old path, and POST becomes GET.',
  probes: ['A2', 'A4', 'A2a'],
  lookAlikes: [
    { id: 'sub-directory', difference: 'the front page leads into a folder, and the API is there' },
    { id: 'login-redirect', difference: 'it leads to wp-login.php' },
  ],
  examine(evidence) {
    const found = redirects(evidence).find(
      redirect =>
        (redirect.id === 'A2' || redirect.id === 'A4') &&
        new URL(redirect.from).origin === new URL(redirect.to).origin &&
        new URL(redirect.from).href !== redirect.to &&
        !isToLogin(redirect),
    );
    if (!found) return undefined;
    return { certainty: 'proven', proof: [redirectInWords(found)] };
  },
  fixes: [
    {
      server: 'Apache',
      where: '.htaccess, above the rule that adds a slash or a language',
      lines: 'RewriteRule ^wp-json/ - [L]',
      check: 'The rules of WordPress have to stand above it. Run the doctor again: A4 is answered in JSON.',
    },
    {
      server: 'Nginx',
      where: 'the server, beside the rule that redirects',
      lines: 'location ^~ /wp-json/ {\n  try_files $uri $uri/ /index.php?$args;\n}',
      check: 'nginx -t && nginx -s reload. Run the doctor again: A4 is answered in JSON.',
    },
    {
      server: 'WordPress',
      where: 'a redirection or language plugin',
      lines: 'an exception for /wp-json/',
      check: 'Run the doctor again: A4 is answered in JSON.',
    },
  ],
  workaround: 'Ask the path that it is redirected to, and sign for that.',
  sources: ['https://github.com/woocommerce/wc-api-php/issues/220'],
};
