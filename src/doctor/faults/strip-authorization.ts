import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSeen, isSomebody, legacyTells } from '../signs.ts';

const check = 'Run the doctor again: A6 is answered as A5, and B5 lets the keys in.';

/** Measured on Apache with PHP-FPM, CGI and mod_fcgid, on Nginx with an emptied variable, on Varnish. */
export const stripAuthorization: Fault = {
  id: 'strip-authorization',
  layer: 'web server',
  title: 'The Authorization header does not reach PHP',
  level: 'fault',
  symptom:
    'Keys in the Authorization header are answered as if there were none (401 woocommerce_rest_cannot_view); the same keys in the query are let in.',
  probes: ['A5', 'A6', 'A20', 'A21', 'B1', 'B2', 'B5', 'B6'],
  lookAlikes: [
    { id: 'unknown-key', difference: 'keys in the query are not let in either, and B3 says what A15 says' },
    { id: 'tls-ends-at-proxy', difference: 'A6 is seen, and B2 is answered as if nobody had asked' },
    { id: 'authorization-replaced', difference: 'A12 and A12k are answered alike' },
    { id: 'authorization-basic-only', difference: 'B1 and B5 are seen, A6 is not' },
  ],
  examine(evidence) {
    if (evidence.isClosed) return behindClosedApi(evidence);
    const arrives = ['A5', 'A20'].find(id => isSeen(evidence, id));
    if (arrives === undefined || isSeen(evidence, 'A6') || isSeen(evidence, 'A21')) return undefined;
    const silent = ['A21', 'A6'].find(id => evidence.isAnonymous(id));
    if (silent === undefined || /^jwt_auth_/.test(evidence.reading('A7')?.code ?? '')) return undefined;
    // Basic passes where OAuth does not when the header comes as REDIRECT_HTTP_AUTHORIZATION alone.
    if (evidence.said('B1') === 'refused' || isSomebody(evidence, 'B5')) return undefined;
    // The legacy API told that somebody's credentials had come along.
    if (legacyTells(evidence) === 'credentials came along') return undefined;
    const proof = [
      quote(evidence, arrives, 'an OAuth parameter in the query was seen'),
      quote(evidence, silent, 'the same parameter in the Authorization header was not'),
    ];
    if (evidence.said('B2') === 'refused' && evidence.isAnonymous('B1'))
      proof.push(
        quote(evidence, 'B2', 'a wrong secret in the query was noticed'),
        quote(evidence, 'B1', 'the same in the header was not'),
      );
    if (isSomebody(evidence, 'B6'))
      proof.push(quote(evidence, 'B6', 'the right keys are known in the query'));
    if (evidence.isAnonymous('B5') || evidence.isAnonymous('B1')) return { certainty: 'proven', proof };
    return {
      certainty: 'likely',
      proof,
      undecided:
        'Without a key it cannot be told whether Basic credentials arrive all the same: give --key and the secret.',
    };
  },
  fixes: [
    {
      server: 'Apache',
      where:
        'the virtual host or its <Directory>, Apache 2.4.13 or newer (.htaccess with AllowOverride AuthConfig)',
      lines: 'CGIPassAuth On',
      check,
    },
    {
      server: 'Apache',
      where: '.htaccess, its first line, above the rules of WordPress',
      lines: 'SetEnvIf Authorization "(.+)" HTTP_AUTHORIZATION=$1',
      check,
    },
    {
      server: 'Apache',
      where: 'the virtual host, where PHP runs by mod_fcgid',
      lines: 'FcgidPassHeader Authorization',
      check,
    },
    {
      server: 'WordPress',
      where: 'Settings → Permalinks, on Apache and LiteSpeed',
      lines: 'Save Changes: WordPress 5.6 and newer write the rule into .htaccess themselves.',
      check:
        'Above RewriteRule ^index\\.php$ stands RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]',
    },
    {
      server: 'LiteSpeed',
      where: '.htaccess, after RewriteEngine On and above the front controller',
      lines: 'RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]',
      check,
    },
    {
      server: 'Nginx',
      where: 'the location that passes to PHP-FPM',
      lines: 'fastcgi_param HTTP_AUTHORIZATION $http_authorization;',
      insteadOf: 'fastcgi_param HTTP_AUTHORIZATION "";',
      check: `nginx -t && nginx -s reload. ${check}`,
    },
    {
      server: 'Nginx',
      where: 'the location that passes to another web server',
      lines: 'proxy_set_header Authorization $http_authorization;',
      insteadOf: 'proxy_set_header Authorization "";',
      check: `nginx -t && nginx -s reload. ${check}`,
    },
    {
      server: 'Varnish',
      where: 'vcl_recv',
      lines: 'if (req.http.Authorization) { return (pass); }',
      insteadOf: 'unset req.http.Authorization;',
      check,
    },
    {
      server: 'HAProxy',
      where: 'the frontend and the backend: this line goes',
      lines: '',
      insteadOf: 'http-request del-header Authorization',
      check,
    },
  ],
  workaround:
    'Send consumer_key and consumer_secret in the query over HTTPS (queryStringAuth: true, query_string_auth), or OAuth 1.0a in the query. They end up in access logs there, so it is a way round and no cure.',
  wrongAdvice:
    '`fastcgi_pass_header Authorization;` for Nginx changes nothing (measured): it is about the headers of answers. Nginx passes the request header to PHP-FPM by itself, unless a fastcgi_param empties it.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/12230',
    'https://github.com/woocommerce/wc-api-node/issues/8',
    'https://github.com/woocommerce/woocommerce/issues/19649',
    'https://httpd.apache.org/docs/2.4/mod/core.html#cgipassauth',
    'https://developer.wordpress.org/reference/classes/wp_site_health/get_test_authorization_header/',
  ],
};

/** A plugin that closes the API hides what A5 and A6 would tell; the keys tell it all the same. */
function behindClosedApi(evidence: Evidence): ReturnType<Fault['examine']> {
  if (!evidence.isAnonymous('B5') || !isSomebody(evidence, 'B6')) return undefined;
  return {
    certainty: 'likely',
    proof: [
      quote(evidence, 'B6', 'the right keys are known in the query'),
      quote(evidence, 'B5', 'in the Authorization header they are nobody’s'),
    ],
  };
}
