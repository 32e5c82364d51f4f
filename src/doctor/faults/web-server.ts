/** A web server that is not there, does not reach PHP, or answers in its place. */
import { isPlainRoot, saysPretty } from '../../site/rest-root.ts';
import { isHeldUpByOthers } from '../chance.ts';
import { edgeOf } from '../edges.ts';
import type { Evidence } from '../evidence.ts';
import { type Fault, type Suspicion, simulated } from '../fault.ts';
import { hasGivenUp } from '../limits.ts';
import { openTheApi } from '../open-api.ts';
import { type Pair, pairsInWords, pairsWith } from '../pairs.ts';
import { namesOf, partsWith } from '../partly.ts';
import { quote, quoteAll } from '../proof.ts';
import {
  areErrorsReplaced,
  isChallenge,
  isFolderInTheWay,
  isGatewayPage,
  isWordPressPage,
  networkFailure,
} from '../signs.ts';
import { isSentByRestApi, isWordPressFrontPage } from '../wordpress-proof.ts';

/** What answers alike for each path of the API, where WordPress is there by its query. */
function isAnothersJson(evidence: Evidence): boolean {
  const paths = ['A2', 'A3', 'A4'];
  const isAlike = paths.every(
    id => evidence.said(id) === 'odd JSON' && evidence.reading(id)?.status === evidence.reading('A2')?.status,
  );
  return isAlike && evidence.said('A2p') === 'let in';
}

function ofWrites(evidence: Evidence, hit: readonly Pair[]): Suspicion {
  return {
    certainty: 'proven',
    answeredBy: hit.map(({ id }) => id),
    title: `The web server asks for a password of its own for ${pairsInWords(evidence, hit)}`,
    proof: [
      quote(evidence, 'A4', 'what is read asks for none'),
      ...hit
        .slice(0, 4)
        .map(({ id }) =>
          quote(evidence, id, `WWW-Authenticate: ${evidence.reading(id)?.header('www-authenticate')}`),
        ),
    ],
    undecided: 'What lies behind the password was not seen.',
  };
}

/** A server in front reaches what is behind it for the one, and not for the other. */
function gatewayOfPart(evidence: Evidence): Suspicion | undefined {
  const isGone = (id: string): boolean => {
    const reading = evidence.reading(id);
    if (reading?.said !== 'not JSON' || isChallenge(reading)) return false;
    // Given up once beside others that always are: those hold the processes that it waited for.
    if (isHeldUpByOthers(evidence, reading) && !evidence.repeats(id).every(hasGivenUp)) return false;
    return [502, 504].includes(reading.status as number) || isGatewayPage(reading);
  };
  const part = partsWith(evidence, isGone);
  const pairs = pairsWith(evidence, isGone);
  const isNeeded = part?.hit.some(each => each.isNeeded) || pairs.length > 0;
  if (!evidence.isWordPress('A4') || !isNeeded || areErrorsReplaced(evidence)) return undefined;
  const ids = [...(part?.ids ?? []), ...pairs.map(({ id }) => id)];
  const names = [
    ...(part ? [namesOf(part.hit)] : []),
    ...(pairs.length > 0 ? [pairsInWords(evidence, pairs)] : []),
  ];
  return {
    certainty: 'proven',
    answeredBy: ids,
    title: `A server in front gets no answer from the one behind it for a part of the API: ${names.join(', ')}`,
    proof: [
      quote(evidence, 'A4', 'another part of the API is answered by WordPress'),
      ...quoteAll(evidence, ids.slice(0, 4), 'the page that a server sends where it got no answer itself'),
    ],
    undecided:
      'A server behind that is not there for these, and one that takes too long with them, or dies, look alike: the error log of the server in front tells.',
  };
}

const htpasswdCheck = 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view, in JSON.';

/** Left by a static copy or a backup of the site. */
const folder = 'the document root, beside wp-config.php: where a folder wp-json is there';

export const webServerFaults: readonly Fault[] = [
  simulated('no-rewrite', {
    level: 'fault',
    probes: ['A1', 'A2', 'A2i', 'A2p', 'A13'],
    lookAlikes: [
      { id: 'plain-permalinks', difference: "the front page's Link header says ?rest_route=/" },
      { id: 'rest-path-404', difference: 'the index /wp-json/ answers' },
      { id: 'rest-prefix', difference: "the front page's Link header names another prefix" },
    ],
    examine(evidence) {
      const { whereabouts } = evidence;
      if (isPlainRoot(whereabouts.root)) {
        // Found by trying alone: rewriting may be off, or permalinks plain without a Link header to say so.
        const pretty = evidence.reading('A2w');
        if (whereabouts.rootBy === 'link' || ![403, 404].includes(pretty?.status ?? 0)) return undefined;
        if (isWordPressPage(pretty)) return undefined;
        // The address that WordPress makes of its own route tells the permalinks.
        const isPretty = saysPretty(evidence.reading('A2')?.json) === true;
        const isRefused = pretty?.status === 403;
        return {
          certainty: isPretty && !isRefused ? 'proven' : 'likely',
          proof: [
            quote(evidence, 'A2w', 'the pretty path does not reach WordPress'),
            quote(
              evidence,
              'A2',
              isPretty
                ? 'the index by ?rest_route=/ does, and says that permalinks are pretty'
                : 'the index by ?rest_route=/ does',
            ),
          ],
          ...(!isPretty && {
            undecided: 'Plain permalinks look the same where the front page names no REST root.',
          }),
          ...(isRefused && { undecided: 'A rule that refuses the path /wp-json/ looks the same.' }),
        };
      }
      if (evidence.said('A2i') === 'let in' && !isWordPressFrontPage(evidence.reading('A1')))
        return {
          certainty: 'proven',
          title: 'The web server passes nothing on to index.php, the front page neither',
          proof: [
            quote(evidence, 'A1', 'the front page'),
            quote(evidence, 'A2', 'the pretty path does not reach WordPress'),
            quote(evidence, 'A2i', 'index.php itself does'),
          ],
        };
      const index = evidence.reading('A2');
      if (index?.said !== 'not JSON' || index.status !== 404) return undefined;
      // An index that is closed to guests is WordPress's answer as well.
      if (evidence.said('A2p') !== 'let in' && !evidence.isWordPress('A2p')) return undefined;
      if (isWordPressPage(index)) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A2', 'the pretty path does not reach WordPress'),
          quote(evidence, 'A2p', 'the same index by ?rest_route=/ does'),
          ...quoteAll(evidence, ['A13'], 'another pretty path'),
        ],
      };
    },
    fixes: [
      {
        server: 'Apache',
        where: 'the <Directory> of the document root: .htaccess has to be read; and a2enmod rewrite',
        lines: 'AllowOverride All',
        insteadOf: 'AllowOverride None',
        check: 'Settings → Permalinks → Save Changes, then run the doctor again: A2 is answered 200.',
      },
      {
        server: 'Apache',
        where: '.htaccess in the folder of WordPress',
        lines:
          '<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]\nRewriteBase /\nRewriteRule ^index\\.php$ - [L]\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{REQUEST_FILENAME} !-d\nRewriteRule . /index.php [L]\n</IfModule>',
        check: 'Run the doctor again: A2 is answered 200.',
      },
      {
        server: 'LiteSpeed',
        where: '.htaccess, and Rewrite → Auto Load from .htaccess: Yes',
        lines: 'Settings → Permalinks → Save Changes',
        check: 'Run the doctor again: A2 is answered 200.',
        notTried: true,
      },
      {
        server: 'Nginx',
        where: 'the server',
        lines: 'location / {\n  try_files $uri $uri/ /index.php?$args;\n}',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A2 is answered 200.',
      },
      {
        server: 'IIS',
        where: 'web.config, in <system.webServer><rewrite><rules>',
        lines:
          '<rule name="WordPress" patternSyntax="Wildcard">\n  <match url="*" />\n  <conditions>\n    <add input="{REQUEST_FILENAME}" matchType="IsFile" negate="true" />\n    <add input="{REQUEST_FILENAME}" matchType="IsDirectory" negate="true" />\n  </conditions>\n  <action type="Rewrite" url="index.php" />\n</rule>',
        check: 'Run the doctor again: A2 is answered 200.',
        notTried: true,
      },
      {
        server: 'lighttpd',
        where: 'lighttpd.conf, with mod_rewrite among server.modules',
        lines: 'url.rewrite-if-not-file = ( "^/[^?]*(\\?.*)?$" => "/index.php$1" )',
        check: 'systemctl restart lighttpd. Run the doctor again: A2 is answered 200.',
      },
      {
        server: 'Caddy',
        where: 'the Caddyfile, in php_fastcgi, whose default this is',
        lines: 'try_files {path} {path}/index.php index.php',
        insteadOf: 'try_files {path} {path}/index.php =404',
        check: 'caddy reload. Run the doctor again: A2 is answered 200.',
      },
    ],
    workaround:
      'From WooCommerce 11.1 on keys are accepted at /?rest_route=/wc/v3/…; before that there is none.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/9208',
      'https://developer.wordpress.org/advanced-administration/server/web-server/nginx/',
    ],
  }),
  simulated('gzip-damaged', {
    level: 'fault',
    probes: ['A2', 'A4'],
    lookAlikes: [{ id: 'dirty-body', difference: 'the body is readable, and more than JSON' }],
    examine(evidence) {
      const seen = evidence.all.filter(({ reading }) => reading.isDamaged);
      const first = seen[0];
      if (!first) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(
            evidence,
            first.probe.id,
            `Content-Encoding: ${first.reading.header('content-encoding') ?? 'none'}, and the body${
              first.reading.text.startsWith('\x1f') ? ', unpacked as it says,' : ''
            } begins with ${shownStart(first.reading.text)}`,
          ),
          `${seen.length} of ${evidence.all.length} answers are so.`,
        ],
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'plugins and php.ini: one thing compresses, not two',
        lines: 'zlib.output_compression = Off',
        check: 'curl -s --compressed https://shop.example/wp-json/ prints JSON.',
        notTried: true,
      },
      {
        server: 'Apache',
        where: 'the virtual host or .htaccess, where Content-Encoding is set by hand: this line goes',
        lines: '',
        insteadOf: 'Header set Content-Encoding gzip',
        check: 'curl -s --compressed https://shop.example/wp-json/ prints JSON.',
      },
      {
        server: 'Nginx',
        where: 'a location that adds Content-Encoding by hand: this line goes',
        lines: '',
        insteadOf: 'add_header Content-Encoding gzip;',
        check: 'nginx -t && nginx -s reload; curl -s --compressed https://shop.example/wp-json/ prints JSON.',
      },
    ],
    workaround: 'Accept-Encoding: identity, where the server then leaves Content-Encoding out.',
    sources: ['https://www.rfc-editor.org/rfc/rfc9110#section-8.4'],
  }),
  simulated('htpasswd', {
    level: 'fault',
    probes: ['A1', 'A2', 'A2w', 'A4'],
    lookAlikes: [
      { id: 'firewall', difference: '403 or 406, without WWW-Authenticate' },
      { id: 'wrong-secret', difference: 'JSON with a code' },
    ],
    examine(evidence) {
      const isAsking = (id: string): boolean => {
        const reading = evidence.reading(id);
        return (
          reading?.status === 401 &&
          (reading.said === 'not JSON' || reading.said === 'odd JSON') &&
          reading.header('www-authenticate') !== undefined &&
          // A service that is known by name is told by it (edge-service).
          edgeOf(reading) === undefined
        );
      };
      const part = partsWith(evidence, isAsking);
      const methods = part ? [] : pairsWith(evidence, isAsking);
      if (methods.length > 0) return ofWrites(evidence, methods);
      // Where /wp-json/ alone asks for it, the API is found at ?rest_route=.
      const asks = part ? [...part.ids] : ['A1', 'A2', 'A4', 'A2w'].filter(isAsking);
      if (!part && !['A2', 'A4', 'A2w'].some(id => asks.includes(id))) return undefined;
      return {
        certainty: 'proven',
        answeredBy: asks,
        ...(part && {
          isOfPart: true as const,
          title: `A part of the API is behind a password of the web server: ${namesOf(part.hit)}`,
        }),
        proof: asks.map(id =>
          quote(evidence, id, `WWW-Authenticate: ${evidence.reading(id)?.header('www-authenticate')}`),
        ),
        undecided: evidence.known.isHeaderTaken
          ? 'A password was sent with each of these requests (htpasswd of the target): it is not the one that the server wants.'
          : 'What lies behind the password was not seen: free the API, or name the password (htpasswd of a target), then run the doctor again.',
      };
    },
    fixes: [
      {
        server: 'Apache',
        where:
          'the place with AuthType Basic, in the place of its Require valid-user: WordPress has been given /index.php by then, so both are looked at',
        lines:
          'SetEnvIf Request_URI "^/(wp-json|wc-auth|wc-api)/" LATCHKEY_API\n<RequireAny>\n  Require env LATCHKEY_API\n  Require env REDIRECT_LATCHKEY_API\n  Require valid-user\n</RequireAny>',
        insteadOf: 'Require valid-user',
        check: htpasswdCheck,
      },
      {
        server: 'Nginx',
        where:
          'the server, in the place of its auth_basic: a location of the API does not help, since PHP has one of its own',
        lines:
          'set $staging "Staging";\nif ($request_uri ~ ^/(wp-json|wc-auth|wc-api)/) {\n  set $staging off;\n}\nauth_basic $staging;',
        insteadOf: 'auth_basic "Staging";',
        check: `nginx -t && nginx -s reload. ${htpasswdCheck}`,
      },
    ],
    workaround:
      'The password of the server in the Authorization header, the keys in the query over HTTPS (or OAuth in the query): one header cannot carry both.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/68480',
      'https://github.com/usefulteam/jwt-auth/issues/7',
    ],
  }),
  {
    id: 'connection-refused',
    layer: 'web-server',
    title: 'Nothing listens at this address and port',
    seen: 'ECONNREFUSED, "Connection refused".',
    level: 'fault',
    probes: ['A1'],
    lookAlikes: [
      { id: 'connection-timeout', difference: 'nothing comes back at all' },
      { id: 'dns-no-address', difference: 'the name has no address' },
    ],
    examine(evidence) {
      const code = networkFailure(evidence);
      if (!['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'].includes(code ?? ''))
        return undefined;
      return {
        certainty: 'proven',
        proof: [`A1 got no answer (${code}) from ${new URL(evidence.known.asked).host}.`],
        undecided:
          'Whether the server is down, listens elsewhere, or a firewall refuses cannot be told from here.',
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'the right port: none for 80 and 443; in Docker the one that is published',
        check: 'curl -I at the URL answers.',
      },
      {
        server: 'any',
        where: 'on the server',
        lines: "ss -ltnp | grep -E ':(80|443) '",
        check: 'The web server stands in the list, on 0.0.0.0 or the public address.',
      },
    ],
    workaround: 'None.',
    sources: ['https://nodejs.org/api/errors.html#common-system-errors'],
  },
  simulated('bad-gateway', {
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'maintenance', difference: '503 with Retry-After, a page of WordPress' },
      { id: 'ip-blocked', difference: '403' },
    ],
    examine(evidence) {
      const seen = ['A4', 'A2', 'A1', 'B5', 'B6'].filter(id => {
        const reading = evidence.reading(id);
        return (
          reading?.said === 'not JSON' &&
          [502, 503, 504].includes(reading.status as number) &&
          !isChallenge(reading) &&
          (reading.header('retry-after') === undefined || isGatewayPage(reading)) &&
          !/cloudflare/i.test(reading.header('cf-mitigated') ?? '') &&
          // PHP was reached: it is WordPress's own page, of a plugin that ends what visitors ask.
          !reading.text.includes('<body id="error-page"')
        );
      });
      if (seen.length === 0) return gatewayOfPart(evidence);
      const isGateway = seen.some(id => [502, 504].includes(evidence.reading(id)?.status as number));
      const says = seen.filter(id => isGatewayPage(evidence.reading(id)));
      if (says.length > 0)
        return {
          certainty: 'proven',
          answeredBy: says,
          proof: quoteAll(evidence, says.slice(0, 3), 'a proxy says that it reached no server'),
        };
      // A 503 of the API alone is rather a firewall's.
      if (!isGateway && !seen.includes('A1')) return undefined;
      return {
        certainty: isGateway ? 'proven' : 'possible',
        answeredBy: seen,
        proof: quoteAll(
          evidence,
          seen.slice(0, 3),
          'the page that a server sends where it got no answer itself',
        ),
        ...(!isGateway && {
          undecided:
            'A 503 may also be a firewall’s, or a blocked address’s: open the front page from another network.',
        }),
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'on the server: is PHP-FPM running, and does fastcgi_pass name its socket?',
        lines: 'systemctl status php*-fpm\ngrep -r fastcgi_pass /etc/nginx/',
        check: 'curl -I https://shop.example/wp-json/ answers 200.',
        notTried: true,
      },
      {
        server: 'Apache',
        where: 'on the server: is PHP-FPM running, and does SetHandler name its socket?',
        lines: 'systemctl status php*-fpm\ngrep -r proxy:unix /etc/apache2/',
        check: 'curl -I https://shop.example/wp-json/ answers 200.',
        notTried: true,
      },
      {
        server: 'any',
        where: "PHP-FPM's pool, where its log says that pm.max_children was reached",
        lines: 'pm.max_children = 20',
        check: 'The log of PHP-FPM no longer says so.',
      },
    ],
    workaround:
      'Ask again later; after a 504 look first whether an order was made before sending it once more.',
    sources: ['https://www.rfc-editor.org/rfc/rfc9110#section-15.6.3'],
  }),
  simulated('rest-path-404', {
    level: 'fault',
    probes: ['A2', 'A2n', 'A3', 'A3p'],
    lookAlikes: [
      { id: 'no-rewrite', difference: 'the index /wp-json/ is a 404 too' },
      { id: 'woocommerce-inactive', difference: 'the 404 is JSON, rest_no_route' },
      { id: 'firewall', difference: 'the page is no 404' },
    ],
    examine(evidence) {
      // Nginx adds the slash of a location too, whatever it does with what is below it.
      const other = ['A3', 'A4'].find(id => evidence.isWordPress(id));
      if (other !== undefined && isFolderInTheWay(evidence))
        return {
          certainty: 'proven',
          title:
            'A folder with the name of the REST API lies beside WordPress, and the server answers for it itself',
          firstFix: folder,
          proof: [
            quote(evidence, other, 'another part of the API answers'),
            quote(evidence, 'A2', 'the index does not'),
            quote(evidence, 'A2n', 'the server adds the slash of a folder'),
          ],
        };
      if (areErrorsReplaced(evidence)) return undefined;
      const part = partsWith(evidence, id => isNotFoundPage(evidence, id));
      if (part?.hit.some(({ isNeeded }) => isNeeded))
        return {
          certainty: 'proven',
          answeredBy: part.ids,
          isOfPart: true,
          title: `A part of the API is a 404 page, and not WordPress’s JSON: ${namesOf(part.hit)}`,
          proof: [
            quote(evidence, part.open, 'another part of the API answers'),
            ...quoteAll(evidence, part.ids, 'a page, no JSON'),
          ],
        };
      if (isAnothersJson(evidence))
        return {
          certainty: 'proven',
          title: 'Another application answers below /wp-json/, in JSON that is not WordPress’s',
          answeredBy: ['A2', 'A3', 'A4'],
          proof: [
            quote(evidence, 'A2p', 'the index by ?rest_route=/'),
            ...quoteAll(evidence, ['A2', 'A3', 'A4'], 'by its path it is not WordPress’s'),
          ],
        };
      if (!evidence.isWordPress('A2') || !isNotFoundPage(evidence, 'A3')) return undefined;
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
      ...openTheApi('Run the doctor again: A3 is answered 200.'),
      {
        server: 'WordPress',
        where: 'Settings → Permalinks',
        lines: 'Save Changes',
        check: 'Run the doctor again: A3 is answered 200.',
        notTried: true,
      },
      {
        server: 'any',
        where: folder,
        lines: 'mv wp-json wp-json.old',
        check: 'Run the doctor again: A2 is answered 200.',
      },
    ],
    workaround: 'From WooCommerce 11.1 on /?rest_route=/wc/v3/… with the keys.',
    sources: ['https://github.com/woocommerce/woocommerce/issues/15064'],
  }),
];

/** Not WordPress's REST API, which may answer 404 without a body too. */
function isNotFoundPage(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  return reading?.status === 404 && evidence.isPage(id) && !isSentByRestApi(reading);
}

function shownStart(text: string): string {
  return JSON.stringify(text.slice(0, 24));
}
