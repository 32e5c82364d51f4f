/** Plugins of the site that answer, redirect or change requests before WooCommerce, and a WooCommerce that is not there. */
import { unprovenMembers } from '../../answers/members.ts';
import type { Evidence } from '../evidence.ts';
import { type Fault, simulated } from '../fault.ts';
import { fieldsAsked } from '../fields-asked.ts';
import { homeWithCapitals, noHomeOf } from '../home-told.ts';
import { originOf } from '../known.ts';
import { quote } from '../proof.ts';
import {
  areErrorsReplaced,
  isBrokenJson,
  isChallenge,
  isFrontPage,
  isGrantLedAway,
  isMaintenancePage,
  isSignatureRefused,
  isSomebody,
  isToLogin,
  isToOneLogIn,
  isWordPressPage,
  namespaces,
  prettyIndex,
  redirectInWords,
  redirects,
  setUpRedirects,
} from '../signs.ts';

export const pluginFaults: readonly Fault[] = [
  simulated('woocommerce-inactive', {
    level: 'fault',
    probes: ['A2', 'A3'],
    lookAlikes: [
      { id: 'woocommerce-too-old', difference: 'wc/v1 or wc/v2 are there' },
      { id: 'rest-path-404', difference: 'the 404 is a page' },
    ],
    examine(evidence) {
      const names = namespaces(evidence);
      if (!evidence.isWordPress('A2') || names === undefined || names.some(name => /^wc\/v\d/.test(name)))
        return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(
            evidence,
            'A2',
            `its namespaces are ${names.slice(0, 6).join(', ') || 'none'}, and no wc/ is among them`,
          ),
          ...(evidence.reading('A3') ? [quote(evidence, 'A3', 'no such route')] : []),
        ],
        undecided:
          'Whether it is installed and inactive, or not installed, or this is another site of a multisite cannot be seen.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'Plugins → WooCommerce',
        lines: 'Activate',
        check: 'Run the doctor again: A2 names wc/v3.',
      },
      {
        server: 'client',
        where: "the URL in the client's settings, on a multisite",
        lines: 'the URL of the site that has the store',
        check: 'Run the doctor with that URL.',
      },
    ],
    workaround: 'None.',
    sources: ['https://github.com/woocommerce/woocommerce/issues/14629'],
  }),
  simulated('html-200', {
    level: 'fault',
    probes: ['A2', 'A4'],
    lookAlikes: [
      { id: 'siteground-captcha', difference: 'SG-Captcha: challenge' },
      { id: 'not-wordpress', difference: 'nothing of WordPress is seen anywhere' },
      { id: 'cache', difference: 'a POST reaches WordPress' },
      { id: 'query-dropped', difference: 'only ?rest_route= is answered by a page' },
    ],
    examine(evidence) {
      const pages = ['A4', 'A2', ...prettyIndex(evidence)].filter(id => {
        const reading = evidence.reading(id);
        return (
          reading?.said === 'not JSON' &&
          (reading.status as number) < 300 &&
          !isChallenge(reading) &&
          !isBrokenJson(reading) &&
          !reading.isDamaged
        );
      });
      if (areErrorsReplaced(evidence)) return undefined;
      if (pages.length === 0 || isFrontPage(evidence) || isMaintenancePage(evidence)) return undefined;
      if (setUpRedirects(evidence).length > 0) return undefined;
      const front = evidence.reading('A1')?.text ?? '';
      const isWordPress =
        evidence.whereabouts.rootBy !== 'guessed' || /wp-(content|includes|json)/.test(front);
      if (!isWordPress) return undefined;
      const isOwn = pages.some(id => isWordPressPage(evidence.reading(id)));
      return {
        certainty: 'proven',
        // Without a sign of WordPress it may be a file of the web server as well.
        ...(!isOwn && {
          ask: 'The administrator of the shop’s WordPress, for a plugin that makes the page; the host, for a rule of the web server that does.',
        }),
        proof: pages.map(id => quote(evidence, id, 'a page, where JSON belongs')),
        undecided: 'What makes the page cannot be seen from outside: its title and the plugins tell.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'Plugins: page builders, landing pages, caches that serve whole pages',
        lines: 'an exception for /wp-json/, or deactivate them one by one',
        check: 'Run the doctor again: A2 is answered 200 JSON.',
        notTried: true,
      },
      {
        server: 'Nginx',
        where:
          'the server, above its other regular expressions: a try_files or an error_page ends with a page',
        lines: 'location ~ ^/(wp-json|wc-auth|wc-api)/ {\n  try_files $uri $uri/ /index.php?$args;\n}',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A2 is answered 200 JSON.',
      },
      {
        server: 'Apache',
        where: '.htaccess, above the rules of others',
        lines:
          'RewriteEngine On\nRewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]\nRewriteRule ^(wp-json|wc-auth|wc-api)/ /index.php [L]',
        check: 'Run the doctor again: A2 is answered 200 JSON.',
      },
    ],
    workaround: 'None; a client should look at Content-Type before it believes a 200.',
    sources: ['https://github.com/woocommerce/wc-api-php/issues/125'],
  }),
  simulated('legacy-disabled', {
    level: 'information',
    probes: ['A3', 'A12i'],
    lookAlikes: [{ id: 'no-rewrite', difference: '/wp-json/ is a 404 too' }],
    examine(evidence) {
      const legacy = evidence.reading('A12i');
      if (legacy?.status !== 404 || evidence.said('A3') !== 'let in') return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A12i', 'the legacy API answers nobody'),
          quote(evidence, 'A3', 'wc/v3 is there'),
        ],
      };
    },
    fixes: [
      {
        server: 'client',
        where: 'the client',
        lines: '/wp-json/wc/v3/ in the place of /wc-api/v3/',
        check: 'The client gets a list.',
      },
      {
        server: 'WordPress',
        where:
          'Plugins, for a client that knows nothing newer: WooCommerce Legacy REST API, then the command line',
        lines:
          'wp plugin install woocommerce-legacy-rest-api --activate\nwp option update woocommerce_api_enabled yes',
        check: 'Run the doctor again: A12i is answered 200.',
        notTried: true,
      },
    ],
    workaround: 'wc/v3: it takes the same keys.',
    sources: ['https://github.com/woocommerce/woocommerce/pull/40627'],
  }),
  simulated('login-redirect', {
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'redirect-canonical', difference: 'it leads to another host' },
      { id: 'htpasswd', difference: '401 with WWW-Authenticate' },
    ],
    examine(evidence) {
      const isOne = isToOneLogIn(evidence);
      const found = redirects(evidence).filter(
        redirect => redirect.id !== 'A1' && (isToLogin(redirect) || isOne),
      );
      if (found.length === 0) return undefined;
      return {
        // Of another page than WordPress's own its path alone says what it is for.
        certainty: found.some(isToLogin) ? 'proven' : 'likely',
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
        notTried: true,
      },
      {
        server: 'WordPress',
        where: "the plugin's or the host's settings (private site, coming soon)",
        lines: 'an exception for /wp-json/wc/ and /wc-auth/, or launch the site',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
    ],
    workaround: 'None for an API client: keys are not looked at before the redirect.',
    sources: ['https://github.com/Automattic/wp-calypso/issues/42966'],
  }),
  {
    id: 'wc-auth-no-log-in',
    layer: 'plugin',
    title: 'There is no log-in form on the way to granting keys',
    seen: 'A merchant who is asked for keys is sent elsewhere to log in (single sign-on, Jetpack, a renamed log-in), and does not come back to the page.',
    level: 'fault',
    probes: ['A13', 'A14', 'C1'],
    lookAlikes: [
      { id: 'wc-auth-blocked', difference: 'A14 is refused by a page that is not WordPress’s' },
      { id: 'wc-auth-404', difference: 'A13 is a 404' },
    ],
    examine(evidence) {
      if (isGrantLedAway(evidence))
        return {
          certainty: 'proven',
          title: 'The page that grants keys leads to a log-in at another host',
          answeredBy: ['A13'],
          proof: [quote(evidence, 'A13', `it leads to ${originOf(evidence.reading('A13')?.location ?? '')}`)],
        };
      if (evidence.grant?.step !== 'no log-in form') return undefined;
      return {
        certainty: 'likely',
        proof: [
          quote(evidence, 'A13', 'the page is there'),
          quote(evidence, 'C1', `the way ended at ${evidence.grant.url}, without a form to log in with`),
        ],
        undecided: 'A form that a script builds is not seen: look at it with a browser.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'Jetpack → Settings → Security → WordPress.com log-in, or the plugin of the single sign-on',
        lines: 'Off, or an exception for /wc-auth/',
        check: 'Run the doctor again with --admin-login: C1 is answered with a form.',
        notTried: true,
      },
      {
        server: 'WordPress',
        where: 'a plugin that renames wp-login.php',
        lines: 'an exception for /wc-auth/v1/login',
        check: 'Run the doctor again with --admin-login: C1 is answered with a form.',
        notTried: true,
      },
    ],
    workaround:
      'Log in at the store first, then open the page that grants keys in the same browser; or make a key by hand.',
    sources: ['https://github.com/woocommerce/woocommerce/issues/37781'],
  },
  simulated('query-parameter-added', {
    level: 'fault',
    probes: ['A4', 'B3', 'B4', 'B4h', 'B4q', 'B4w', 'B6'],
    lookAlikes: [
      { id: 'query-q-added', difference: 'a signature with q= is accepted' },
      { id: 'home-url-differs', difference: 'a signature for the home URL is accepted' },
      { id: 'wrong-secret', difference: 'the secret is refused in the query too' },
      { id: 'clock-skew', difference: 'the words are those for an old timestamp' },
    ],
    examine(evidence) {
      const foreign = parametersNotSent(evidence, 'A4');
      if (foreign.length > 0)
        return {
          certainty: 'proven',
          layer: 'web-server',
          title: `Parameters arrive that were not sent: ${foreign.join(', ')}`,
          proof: [
            quote(evidence, 'A4', `WordPress finds fault with ${foreign.join(', ')}, and was not sent any`),
          ],
        };
      const rightKeys = ['B6', 'B5'].find(id => isSomebody(evidence, id));
      // A parameter that is lost without a signature too is told as that (query-cut).
      if (rightKeys === undefined || fieldsAsked(evidence) === 'are lost') return undefined;
      // The home URL itself is one that no client signs (home-url-differs).
      if (homeWithCapitals(evidence) !== undefined || noHomeOf(evidence)) return undefined;
      const signed = ['B4', 'B4w', 'B4h', 'B4q'].filter(id => evidence.reading(id) !== undefined);
      if (!signed.includes('B4') || !signed.every(id => isSignatureRefused(evidence, id))) return undefined;
      return {
        certainty: evidence.whereabouts.home === undefined ? 'possible' : 'likely',
        // Without an index to tell it, the home URL may be another than the URL asked, and nothing be wrong.
        ...(evidence.whereabouts.home === undefined && { level: 'information' as const }),
        proof: [
          quote(evidence, rightKeys, 'the secret is right'),
          ...signed.map(id => quote(evidence, id, whatFor[id] as string)),
        ],
        undecided:
          'Which parameter is added, taken away or changed cannot be seen from outside: look at $_GET in a must-use plugin, first for lang= and the like of translation plugins.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'wp-content/mu-plugins/what-arrives.php, for an hour, then delete it',
        lines:
          "<?php\nadd_action( 'parse_request', function () {\n    if ( isset( $_GET['oauth_signature'] ) ) {\n        error_log( implode( ' ', array_keys( $_GET ) ) );\n    }\n}, 0 );",
        check: "PHP's error log names the parameters that arrive: compare them with those sent.",
        notTried: true,
      },
      {
        server: 'WordPress',
        where: 'Plugins: translation, tracking and cache plugins that write into $_GET',
        lines: 'Except /wp-json/ there, or deactivate the plugin.',
        check: 'Run the doctor again: B4 is let in.',
        notTried: true,
      },
      {
        server: 'Nginx',
        where: 'a rewrite or a proxy_pass that adds a parameter: not for the API',
        lines: 'location ^~ /wp-json/ {\n  try_files $uri $uri/ /index.php?$args;\n}',
        check: 'nginx -t && nginx -s reload. Run the doctor again: B4 is let in.',
      },
    ],
    workaround: 'Keys over HTTPS, in the header or the query.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/10287',
      'https://github.com/woocommerce/woocommerce/issues/11019',
    ],
  }),
];

/** What `rest_invalid_param` names and the request did not hold. */
function parametersNotSent(evidence: Evidence, id: string): string[] {
  const probed = evidence.get(id);
  if (probed?.reading.code !== 'rest_invalid_param') return [];
  const data = unprovenMembers('rest-error', probed.reading.json).data as { params?: unknown } | undefined;
  const params = data?.params;
  const sent = new URL(probed.exchange.request.url).searchParams;
  return typeof params === 'object' && params !== null
    ? Object.keys(params).filter(name => !sent.has(name))
    : [];
}

const whatFor: Readonly<Record<string, string>> = {
  B4: 'signed for the URL asked',
  B4w: 'signed for the home URL with https',
  B4h: 'signed for the home URL with http',
  B4q: 'signed with a parameter q=',
};
