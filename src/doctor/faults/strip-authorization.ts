import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

/** Measured on Apache with PHP-FPM and on Nginx with an emptied header: docs/discoveries. */
export const stripAuthorization: Fault = {
  id: 'strip-authorization',
  layer: 'web server',
  title: 'The Authorization header does not reach PHP',
  level: 'fault',
  symptom:
    'Keys in the Authorization header are answered as if there were none; the same keys in the query are let in.',
  probes: ['A5', 'A6', 'B1', 'B2', 'B5', 'B6'],
  lookAlikes: [
    { id: 'unknown-key', difference: 'keys in the query are not let in either' },
    { id: 'tls-ends-at-proxy', difference: 'A6 is seen, and B2 is answered as anonymous' },
  ],
  examine(evidence) {
    const queryArrives = evidence.said('A5') === 'missing parameter';
    const headerArrives = evidence.said('A6') === 'missing parameter';
    if (!queryArrives || headerArrives || evidence.said('A6') !== 'anonymous') return undefined;
    // Basic passes where OAuth does not when the header comes as REDIRECT_HTTP_AUTHORIZATION alone.
    if (evidence.said('B1') === 'refused' || evidence.said('B5') === 'let in') return undefined;
    const proof = [
      quote(evidence, 'A5', 'an OAuth parameter in the query was seen'),
      quote(evidence, 'A6', 'the same parameter in the Authorization header was not'),
    ];
    if (evidence.said('B2') === 'refused' && evidence.said('B1') === 'anonymous')
      proof.push(
        `${quote(evidence, 'B2', 'a wrong secret in the query was noticed')}, ${quote(evidence, 'B1', 'in the header it was not')}`,
      );
    if (evidence.said('B6') === 'let in')
      proof.push(quote(evidence, 'B6', 'the right keys are let in by the query'));
    return { certainty: 'proven', proof };
  },
  fixes: [
    {
      server: 'Apache',
      where: '.htaccess, above the rules of WordPress (or the virtual host)',
      lines: 'SetEnvIf Authorization "(.+)" HTTP_AUTHORIZATION=$1',
      check: 'Run the doctor again: A6 is answered as A5.',
    },
    {
      server: 'Apache',
      where: 'the virtual host, Apache 2.4.13 or newer',
      lines: 'CGIPassAuth On',
      check: 'Run the doctor again: A6 is answered as A5.',
    },
    {
      server: 'WordPress',
      where: 'Settings → Permalinks',
      lines: 'Save Changes: WordPress 5.6 and newer write the rule into .htaccess themselves.',
      check: '.htaccess holds RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]',
    },
    {
      server: 'LiteSpeed',
      where: '.htaccess, after RewriteEngine On',
      lines: 'RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]',
      check: 'Run the doctor again: A6 is answered as A5.',
    },
    {
      server: 'Nginx',
      where: 'the location that passes to PHP-FPM',
      lines: 'fastcgi_param HTTP_AUTHORIZATION $http_authorization;',
      check: 'nginx -t && nginx -s reload, then run the doctor again.',
    },
    {
      server: 'Nginx',
      where: 'the location that passes to another web server',
      lines: 'proxy_set_header Authorization $http_authorization;',
      check: 'nginx -t && nginx -s reload, then run the doctor again.',
    },
    {
      server: 'Varnish',
      where: 'vcl_recv, and no `unset req.http.Authorization` anywhere',
      lines: 'if (req.http.Authorization) { return (pass); }',
      check: 'Run the doctor again: A6 is answered as A5.',
    },
    {
      server: 'HAProxy',
      where: 'the frontend and the backend',
      lines: '# remove: http-request del-header Authorization',
      check: 'Run the doctor again: A6 is answered as A5.',
    },
  ],
  workaround: 'Send consumer_key and consumer_secret in the query over HTTPS, or OAuth 1.0a in the query.',
  wrongAdvice:
    '`fastcgi_pass_header Authorization;` for Nginx changes nothing: it is about answers. Nginx passes the request header to PHP-FPM by itself.',
  sources: ['https://github.com/woocommerce/woocommerce/issues/12230'],
};
