import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSeen, isSomebody, isUnseen } from '../signs.ts';

export const stripAllCredentials: Fault = {
  id: 'strip-all-credentials',
  layer: 'web server',
  title: 'Neither the Authorization header nor the query reaches PHP',
  level: 'fault',
  symptom:
    'Everything is answered as if nobody had asked; OAuth in the form body of a POST is all that arrives.',
  probes: ['A5', 'A6', 'A16', 'A20', 'A21', 'B4p'],
  lookAlikes: [
    { id: 'early-user', difference: 'a parameter in a form body is not seen either' },
    { id: 'cache', difference: 'A20 or A21, at paths that nobody has asked before, are seen' },
  ],
  examine(evidence) {
    const silent = ['A5', 'A6', 'A20', 'A21'];
    if (
      !evidence.isAnonymous('A5') ||
      !silent.every(id => isUnseen(evidence, id)) ||
      !isSeen(evidence, 'A16')
    )
      return undefined;
    if (evidence.isClosed || isSomebody(evidence, 'B5') || isSomebody(evidence, 'B6')) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'A16', 'an OAuth parameter in a form body is seen'),
        quote(evidence, 'A5', 'in the query it is not'),
        quote(evidence, 'A6', 'in the Authorization header it is not'),
      ],
    };
  },
  fixes: [
    {
      server: 'Nginx',
      where: 'the location of the front controller, and the location that passes to PHP-FPM',
      lines:
        'try_files $uri $uri/ /index.php?$args;\nfastcgi_param HTTP_AUTHORIZATION $http_authorization;\nfastcgi_param QUERY_STRING $query_string;',
      check: 'nginx -t && nginx -s reload. Run the doctor again: A5 and A6 are seen.',
    },
    {
      server: 'Apache',
      where: 'the virtual host or its <Directory>, and .htaccess',
      lines: 'CGIPassAuth On\nRewriteRule . /index.php [L,QSA]',
      check: 'Run the doctor again: A5 and A6 are seen.',
    },
    {
      server: 'Varnish',
      where: 'vcl_recv, its first line',
      lines: 'if (req.url ~ "^/wp-json/" || req.http.Authorization) { return (pass); }',
      check: 'Run the doctor again: A5 and A6 are seen.',
    },
  ],
  workaround:
    'OAuth 1.0a in the form body of a POST with ?_method=GET, where the query arrives at least in part.',
  sources: ['https://github.com/woocommerce/woocommerce/issues/11120'],
};
