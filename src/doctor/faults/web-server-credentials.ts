/** What a web server takes away from credentials, or adds to them, before PHP sees them. */
import type { Evidence } from '../evidence.ts';
import { type Fault, type Suspicion, simulated } from '../fault.ts';
import { fieldsAsked } from '../fields-asked.ts';
import { isPlain } from '../known.ts';
import { familyIds, namedClients } from '../probes/clients.ts';
import { quote, quoteAll, type Told } from '../proof.ts';
import { areAllFieldsLost, cacheMark, isSeen, isSomebody, isUnseen, legacyTells } from '../signs.ts';

const headerCheck = 'Run the doctor again: A6 is answered as A5, and B5 lets the keys in.';

/** The same header, with the names of others. */
const namedProbes = [
  ...['browser', 'empty', 'python', 'woocommerce'].map(name => `A9-${name}`),
  ...familyIds,
  ...namedClients.map(({ id }) => id),
];

const queryCheck = 'Run the doctor again: A5 is answered as A6, and B6 lets the keys in.';

export const webServerCredentialsFaults: readonly Fault[] = [
  /** Measured on Apache with PHP-FPM, CGI and mod_fcgid, on Nginx with an emptied variable, on Varnish. */
  simulated('strip-authorization', {
    level: 'fault',
    probes: ['A5', 'A6', 'A16', 'A18', 'A20', 'A21', 'B1', 'B2', 'B5', 'B6', ...namedProbes],
    lookAlikes: [
      { id: 'unknown-key', difference: 'keys in the query are not let in either, and B3 says what A15 says' },
      { id: 'tls-ends-at-proxy', difference: 'A6 is seen, and B2 is answered as if nobody had asked' },
      { id: 'authorization-replaced', difference: 'A12 and A12k are answered alike' },
      { id: 'authorization-basic-only', difference: 'B1 and B5 are seen, A6 is not' },
    ],
    examine(evidence) {
      if (evidence.isClosed)
        return behindClosedApi(
          evidence,
          ['B6', 'the right keys are known in the query'],
          ['B5', 'in the Authorization header they are nobody’s'],
        );
      const arrives = ['A5', 'A20'].find(id => isSeen(evidence, id));
      if (isSeen(evidence, 'A6')) return lostByName(evidence);
      // A21 alone has no query.
      const isByQuery = isSeen(evidence, 'A21') && isSeen(evidence, 'A5') && evidence.isAnonymous('A6');
      if (arrives === undefined || (isSeen(evidence, 'A21') && !isByQuery)) return undefined;
      if (isByQuery) return lostByQuery(evidence);
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
      if (areAllFieldsLost(evidence))
        return {
          certainty: 'proven',
          title: 'No header field of requests reaches PHP, the Authorization header among them',
          proof: [
            ...proof,
            quote(evidence, 'A18', 'it names no origin, though it was told one'),
            ...(isSeen(evidence, 'A16')
              ? []
              : quoteAll(evidence, ['A16'], 'a form is not read without its Content-Type')),
          ],
        };
      if (evidence.isAnonymous('B5') || evidence.isAnonymous('B1'))
        return {
          certainty: 'proven',
          proof,
          undecided:
            'A header whose value is changed on its way looks the same: made lower-case, or a proxy’s own in its place. PHP finds no key in it.',
        };
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
        check: headerCheck,
      },
      {
        server: 'Apache',
        where: '.htaccess, its first line, above the rules of WordPress',
        lines: 'SetEnvIf Authorization "(.+)" HTTP_AUTHORIZATION=$1',
        check: headerCheck,
      },
      {
        server: 'Apache',
        where: 'the virtual host, where PHP runs by mod_fcgid',
        lines: 'FcgidPassHeader Authorization',
        check: headerCheck,
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
        check: headerCheck,
        notTried: true,
      },
      {
        server: 'Nginx',
        where: 'the location that passes to PHP-FPM',
        lines: 'fastcgi_param HTTP_AUTHORIZATION $http_authorization;',
        insteadOf: 'fastcgi_param HTTP_AUTHORIZATION "";',
        check: `nginx -t && nginx -s reload. ${headerCheck}`,
      },
      {
        server: 'Nginx',
        where: 'the location that passes to another web server',
        lines: 'proxy_set_header Authorization $http_authorization;',
        insteadOf: 'proxy_set_header Authorization "";',
        check: `nginx -t && nginx -s reload. ${headerCheck}`,
      },
      {
        server: 'Varnish',
        where: 'vcl_recv',
        lines: 'if (req.http.Authorization) { return (pass); }',
        insteadOf: 'unset req.http.Authorization;',
        check: headerCheck,
      },
      {
        server: 'HAProxy',
        where: 'the frontend and the backend: this line goes',
        lines: '',
        insteadOf: 'http-request del-header Authorization',
        check: headerCheck,
      },
      {
        server: 'squid',
        where: 'squid.conf, the cache_peer line: without it squid keeps the header for itself',
        lines: 'originserver login=PASSTHRU',
        insteadOf: 'originserver',
        check: `squid -k reconfigure. ${headerCheck}`,
      },
      {
        server: 'Caddy',
        where: 'the Caddyfile, in reverse_proxy or php_fastcgi: this line goes',
        lines: '',
        insteadOf: 'header_up -Authorization',
        check: `caddy reload. ${headerCheck}`,
      },
      {
        server: 'Caddy',
        where: 'the Caddyfile, in the block of the site: this line goes',
        lines: '',
        insteadOf: 'request_header -Authorization',
        check: `caddy reload. ${headerCheck}`,
      },
      {
        server: 'lighttpd',
        where: 'lighttpd.conf: this line goes',
        lines: '',
        insteadOf: 'setenv.set-request-header = ( "Authorization" => "" )',
        check: `systemctl restart lighttpd. ${headerCheck}`,
      },
      {
        server: 'Traefik',
        where: 'the middleware `headers` of the router: this line goes',
        lines: '',
        insteadOf: 'Authorization: ""',
        check: headerCheck,
        notTried: true,
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
  }),
  /** Measured: WooCommerce signs all of `$_GET`, so every signature is short of one parameter. */
  simulated('query-q-added', {
    level: 'fault',
    probes: ['B4', 'B4q', 'B4w', 'B6'],
    lookAlikes: [
      { id: 'home-url-differs', difference: 'a signature for the home URL is accepted' },
      { id: 'query-parameter-added', difference: 'a signature with q= is refused too' },
      { id: 'wrong-secret', difference: 'the secret is refused in the query too' },
    ],
    examine(evidence) {
      if (!isSomebody(evidence, 'B4q') || isSomebody(evidence, 'B4')) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'B4', 'a right signature'),
          quote(
            evidence,
            'B4q',
            'a signature that counts in a parameter q=/wp-json/… which was not sent: the server adds it',
          ),
        ],
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the location of the front controller',
        lines: 'try_files $uri $uri/ /index.php?$args;',
        insteadOf: 'try_files $uri $uri/ /index.php?q=$uri&$args;',
        check: 'nginx -t && nginx -s reload. Run the doctor again: B4 is let in.',
      },
    ],
    workaround: 'Keys over HTTPS, in the header or the query; or sign with q=<path> among the parameters.',
    sources: [
      'https://github.com/kloon/WooCommerce-REST-API-Client-Library/issues/19',
      'https://github.com/woocommerce/wc-api-ruby/issues/27',
    ],
  }),
  /** Measured on Nginx: `try_files … /index.php` without `?$args`. */
  simulated('query-dropped', {
    level: 'fault',
    probes: ['A5', 'A6', 'A20', 'A21', 'B5', 'B6'],
    lookAlikes: [
      { id: 'bot-cache', difference: 'only for some User-Agents' },
      { id: 'cache', difference: 'A20, at a path that nobody has asked before, is seen' },
      { id: 'strip-all-credentials', difference: 'the Authorization header is not seen either' },
    ],
    examine(evidence) {
      if (evidence.isClosed)
        return behindClosedApi(
          evidence,
          ['B5', 'the right keys are known in the Authorization header'],
          ['B6', 'in the query they are nobody’s'],
        );
      if (isPlain(evidence.known)) return undefined;
      // Where OAuth in the header is lost as well, the key itself tells of both.
      const isKeyInHeader = isSomebody(evidence, 'B5') && evidence.isAnonymous('B6');
      const arrives = ['A6', 'A21'].find(id => isSeen(evidence, id)) ?? (isKeyInHeader ? 'B5' : undefined);
      const silent = ['A20', 'A5'].find(id => evidence.isAnonymous(id));
      if (arrives === undefined || silent === undefined) return undefined;
      if (isSeen(evidence, 'A5') || isSeen(evidence, 'A20')) return undefined;
      // What carries no key arrives: query-cut tells it.
      if (fieldsAsked(evidence) === 'arrive') return undefined;
      return {
        certainty: 'proven',
        proof: [
          ...(arrives === 'B5'
            ? []
            : [quote(evidence, arrives, 'an OAuth parameter in the Authorization header is seen')]),
          quote(evidence, silent, 'an OAuth parameter in the query is not seen'),
          ...(isSomebody(evidence, 'B5') ? [quote(evidence, 'B5', 'the right keys in the header')] : []),
          ...(evidence.isAnonymous('B6') ? [quote(evidence, 'B6', 'the same keys in the query')] : []),
        ],
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the location of the front controller',
        lines: 'try_files $uri $uri/ /index.php?$args;',
        insteadOf: 'try_files $uri $uri/ /index.php;',
        check: `nginx -t && nginx -s reload. ${queryCheck}`,
      },
      {
        server: 'Apache',
        where: '.htaccess: the front controller, with the query kept',
        lines: 'RewriteRule . /index.php [L,QSA]',
        insteadOf: 'RewriteRule . /index.php? [L]',
        check: queryCheck,
      },
      {
        server: 'Varnish',
        where: 'vcl_recv, where a rule takes the query off: not for the API',
        lines: 'if (req.url ~ "^/wp-json/") { return (pass); }',
        insteadOf: 'set req.url = regsub(req.url, "\\?.*$", "");',
        check: queryCheck,
      },
      {
        server: 'HAProxy',
        where: 'the frontend: this line goes, or excepts /wp-json/',
        lines: 'http-request set-uri %[path] if !{ path_beg /wp-json/ /wc-auth/ /wc-api/ }',
        insteadOf: 'http-request set-uri %[path]',
        check: queryCheck,
      },
      {
        server: 'Cloudflare',
        where: 'Rules → Transform Rules and Caching → Cache Rules (Ignore query string): not for the API',
        lines: 'and not starts_with(http.request.uri.path, "/wp-json/")',
        check: queryCheck,
        notTried: true,
      },
      {
        server: 'lighttpd',
        where: 'lighttpd.conf: the front controller, with the query kept',
        lines: 'url.rewrite-if-not-file = ( "^/[^?]*(\\?.*)?$" => "/index.php$1" )',
        insteadOf: 'url.rewrite-if-not-file = ( "" => "/index.php" )',
        check: `systemctl restart lighttpd. ${queryCheck}`,
      },
      {
        server: 'Caddy',
        where: 'the Caddyfile: the front controller, with the query kept',
        lines: 'rewrite @pretty /index.php?{query}',
        insteadOf: 'rewrite @pretty /index.php?',
        check: `caddy reload. ${queryCheck}`,
      },
    ],
    workaround:
      'Keys in the Authorization header over HTTPS; parameters in the body of a POST with X-HTTP-Method-Override: GET.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/11120',
      'https://github.com/woocommerce/wc-api-php/issues/22',
    ],
  }),
  simulated('strip-all-credentials', {
    level: 'fault',
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
        where: 'the location of the front controller',
        lines: 'try_files $uri $uri/ /index.php?$args;',
        insteadOf: 'try_files $uri $uri/ /index.php;',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A5 is seen.',
      },
      {
        server: 'Nginx',
        where: 'the location that passes to PHP-FPM',
        lines: 'fastcgi_param HTTP_AUTHORIZATION $http_authorization;',
        insteadOf: 'fastcgi_param HTTP_AUTHORIZATION "";',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A6 is seen.',
      },
      {
        server: 'Apache',
        where:
          'the virtual host or its <Directory>, Apache 2.4.13 or newer (.htaccess with AllowOverride AuthConfig)',
        lines: 'CGIPassAuth On',
        check: 'Run the doctor again: A6 is seen.',
      },
      {
        server: 'Apache',
        where: '.htaccess, the last line of WordPress’s rules',
        lines: 'RewriteRule . /index.php [L,QSA]',
        insteadOf: 'RewriteRule . /index.php? [L]',
        check: 'Run the doctor again: A5 is seen.',
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
  }),
  /** Measured on Apache: the rule as a flag on the front controller's line. */
  simulated('authorization-basic-only', {
    level: 'warning',
    probes: ['A5', 'A6', 'A21', 'B1', 'B4', 'B4a', 'B5'],
    lookAlikes: [{ id: 'strip-authorization', difference: 'B1 and B5 are not seen either' }],
    examine(evidence) {
      const isHalf =
        (evidence.isAnonymous('A6') || evidence.isAnonymous('A21')) &&
        !isSeen(evidence, 'A6') &&
        !isSeen(evidence, 'A21');
      if (!isHalf || evidence.isClosed) return undefined;
      // Nor is one in the query or in a form: what WooCommerce says of it is swallowed, and the header may arrive.
      if (!['A5', 'A20', 'A16'].some(id => isSeen(evidence, id)) || isSomebody(evidence, 'B4a'))
        return undefined;
      const basic = ['B5', 'B1'].find(id => isSomebody(evidence, id) || evidence.said(id) === 'refused');
      if (basic === undefined) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, basic, 'Basic credentials in the Authorization header arrive'),
          quote(evidence, 'A6', 'an OAuth parameter in the same header does not'),
          ...(evidence.isAnonymous('B4a')
            ? [quote(evidence, 'B4a', 'a whole signature in the header is not seen either')]
            : []),
        ],
      };
    },
    fixes: [
      {
        server: 'Apache',
        where:
          '.htaccess, above the line of the front controller: the rule stands on a line of its own, not as a flag on RewriteRule . /index.php',
        lines: 'RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]',
        check: 'Run the doctor again: A6 is answered as A5.',
      },
      {
        server: 'Apache',
        where: 'the virtual host or its <Directory>, Apache 2.4.13 or newer',
        lines: 'CGIPassAuth On',
        check: 'Run the doctor again: A6 is answered as A5.',
      },
      {
        server: 'LiteSpeed',
        where: '.htaccess, after RewriteEngine On and above the front controller',
        lines: 'RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]',
        check: 'Run the doctor again: A6 is answered as A5.',
        notTried: true,
      },
    ],
    workaround: 'Send Basic credentials over HTTPS, or the OAuth parameters in the query.',
    sources: [
      'https://developer.wordpress.org/reference/functions/wp_populate_basic_auth_from_authorization_header/',
    ],
  }),
];

/** The header of some clients arrives and that of others does not, with all else the same. */
function lostByName(evidence: Evidence): Suspicion | undefined {
  const lost = namedProbes.filter(id => evidence.isAnonymous(id));
  if (lost.length === 0) return undefined;
  const names = lost.map(id => id.slice('A9-'.length)).join(', ');
  return {
    certainty: 'proven',
    title: `The Authorization header of some clients does not reach PHP: ${names}`,
    proof: [
      quote(evidence, 'A6', 'the header of the doctor arrives'),
      ...quoteAll(evidence, lost.slice(0, 4), 'with another User-Agent it does not'),
    ],
  };
}

/** A plugin that closes the API hides what A5 and A6 would tell; right keys tell it all the same. */
function behindClosedApi(evidence: Evidence, arriving: Told, lost: Told): Suspicion | undefined {
  if (!isSomebody(evidence, arriving[0]) || !evidence.isAnonymous(lost[0])) return undefined;
  // A wrong secret is noticed there: what carries the key arrives, and it is the plugin that refuses the right one.
  if (evidence.said(lost[0] === 'B6' ? 'B2' : 'B1') === 'refused') return undefined;
  return { certainty: 'likely', proof: [quote(evidence, ...arriving), quote(evidence, ...lost)] };
}

/** A rule that takes the header away where the URL has a query. */
function lostByQuery(evidence: Evidence): Suspicion | undefined {
  if (cacheMark(evidence.reading('A6')) !== undefined) return undefined;
  return {
    certainty: 'likely',
    title: 'The Authorization header does not reach PHP where the URL has a query',
    proof: [
      quote(evidence, 'A21', 'the header is seen at a URL without a query'),
      quote(evidence, 'A6', 'at one with a query it is not'),
      quote(evidence, 'A5', 'the query itself is seen there'),
    ],
    undecided:
      'A cache that keeps answers by a part of the query looks the same: look for a rule on the query first, then for a cache.',
  };
}
