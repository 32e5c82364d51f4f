/** WordPress: its settings and its rewrite rules. */

import { isPlainRoot } from '../../site/rest-root.ts';
import type { Evidence } from '../evidence.ts';
import { type Fault, type Suspicion, simulated } from '../fault.ts';
import { homeWithCapitals, noHomeOf } from '../home-told.ts';
import { isTls, originOf, pathOf } from '../known.ts';
import { quote, quoteAll } from '../proof.ts';
import type { Reading } from '../reading.ts';
import {
  areErrorsReplaced,
  isChallenge,
  isGatewayPage,
  isMaintenancePage,
  isSeen,
  isSignatureRefused,
  isSomebody,
  isWordPressPage,
} from '../signs.ts';

/** Where the fix stands that is for a page of maintenance that is none of WordPress's own. */
const maintenancePlugin = 'a maintenance plugin';

/** WooCommerce signs the home URL as it was typed, and clients the host in small letters (RFC 5849, section 3.4.1.2). */
function signedInCapitals(evidence: Evidence): Suspicion | undefined {
  const home = homeWithCapitals(evidence);
  const passes = ['B5', 'B6'].find(id => isSomebody(evidence, id));
  if (home === undefined || passes === undefined || !isSignatureRefused(evidence, 'B4')) return undefined;
  return {
    certainty: 'likely',
    level: 'warning',
    title: 'The home URL has capital letters in its host, and no signature is accepted for it',
    proof: [
      quote(evidence, 'A2', `the index says that the home URL is ${home}`),
      quote(evidence, passes, 'the secret is right'),
      quote(evidence, 'B4', 'a signature for the same host in small letters, as clients make it, is refused'),
    ],
  };
}

/** WordPress makes its links of it, and WooCommerce checks signatures against it. */
function homeIsNone(evidence: Evidence): Suspicion | undefined {
  const home = noHomeOf(evidence);
  if (home === undefined) return undefined;
  const { quoted, isRightButForQuery } = home;
  return {
    certainty: 'proven',
    ...(isRightButForQuery && { level: 'warning' as const }),
    title: isRightButForQuery
      ? 'The home URL of WordPress has a query behind it'
      : 'The home URL of WordPress is none that a site can have',
    proof: [
      quote(evidence, 'A2', `the index says that the home URL is ${quoted}`),
      ...(isSignatureRefused(evidence, 'B4')
        ? [quote(evidence, 'B4', 'a signature for the URL asked is refused')]
        : []),
    ],
    undecided: isRightButForQuery
      ? 'A plugin for several languages adds such a query, by the filter home_url: signatures fail with it, and keys over HTTPS do not.'
      : 'Keys over HTTPS may be let in all the same; links, log-ins and signatures are made of the home URL.',
  };
}

export const wordpressFaults: readonly Fault[] = [
  /** WooCommerce checks signatures against the home URL of the settings, whatever host was asked. Measured. */
  simulated('home-url-differs', {
    level: 'fault',
    probes: ['A1', 'A2', 'B4', 'B4h', 'B4w'],
    lookAlikes: [
      {
        id: 'query-q-added',
        difference: 'a signature for the home URL is refused too, one with q= is accepted',
      },
      { id: 'wrong-secret', difference: 'no signature is accepted, for whatever URL' },
    ],
    examine(evidence) {
      const { known, whereabouts } = evidence;
      const { home } = whereabouts;
      if (home === undefined) return homeIsNone(evidence);
      const capitals = signedInCapitals(evidence);
      if (capitals) return capitals;
      const [asked, told] = [new URL(known.site), new URL(home)];
      const isOtherHost = asked.hostname !== told.hostname;
      // A port belongs to one scheme: 443 on the one side is 80 on the other.
      const isOtherPath = pathOf(known.site) !== pathOf(home);
      if (!isOtherHost && !isOtherPath && asked.port === told.port) return undefined;
      const [homeInWords, siteInWords] = isOtherPath
        ? [home, known.site]
        : [originOf(home), originOf(known.site)];
      const difference = `the index says that the home URL is ${homeInWords}, and asked was ${siteInWords}`;
      const proof = [quote(evidence, 'A2', difference), ...redirected(evidence)];
      if (!known.credentials || evidence.reading('B4') === undefined)
        return {
          certainty: 'likely',
          proof,
          ...(!isOtherHost && { level: isOtherPath ? ('warning' as const) : ('information' as const) }),
          undecided: 'A signature was not tried: give --key and the secret to see it.',
        };
      const accepted = ['B4w', 'B4h'].find(id => isSomebody(evidence, id));
      if (accepted === undefined || evidence.said('B4') !== 'refused') return undefined;
      // Over HTTPS a client that sends its keys notices nothing of another port, nor of another path but by links.
      const isHarmless = !isOtherHost && isTls(known);
      return {
        certainty: 'proven',
        ...(isHarmless && { level: isOtherPath ? ('warning' as const) : ('information' as const) }),
        proof: [
          quote(evidence, 'B4', 'a signature for the URL asked was refused'),
          quote(evidence, accepted, `the same for the home URL ${homeInWords} was accepted`),
          ...proof,
        ],
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'the value of "home" in the index (/wp-json/), exactly: scheme, host, www, port, path',
        check: 'Run the doctor with that URL: B4 is let in.',
      },
      {
        server: 'WordPress',
        where: 'Settings → General → Site Address (URL), where the URL asked is the right one',
        lines: 'the URL that clients ask',
        check: 'curl -s https://shop.example/wp-json/ | jq .home',
      },
      {
        server: 'wp-config.php',
        where: 'above "That\'s all, stop editing!", where the address is set there (Docker, staging copies)',
        lines: "define( 'WP_HOME', 'https://shop.example' );",
        check: 'curl -s https://shop.example/wp-json/ | jq .home',
      },
      {
        server: 'Nginx',
        where:
          'a proxy that asks WordPress under another name, where wp-config.php makes WP_HOME of the Host field',
        lines: 'proxy_set_header Host $http_host;',
        check: 'Run the doctor again: B4 is let in.',
        notTried: true,
      },
    ],
    workaround:
      'Send keys over HTTPS instead of a signature, or sign for the home URL and send to the other.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/11410',
      'https://github.com/woocommerce/woocommerce-rest-api/issues/213',
      'https://github.com/woocommerce/woocommerce/issues/20815',
    ],
  }),
  /** Measured: `/?rest_route=/wc/v3/…` is routed and never authenticated before WooCommerce 11.1. */
  simulated('plain-permalinks', {
    level: 'fault',
    probes: ['A1', 'A2', 'A2w', 'A5', 'B5'],
    lookAlikes: [
      { id: 'no-rewrite', difference: "the front page's Link header names /wp-json/" },
      { id: 'early-user', difference: 'permalinks are pretty' },
    ],
    examine(evidence) {
      const { whereabouts } = evidence;
      if (whereabouts.rootBy !== 'link' || !isPlainRoot(whereabouts.root)) return undefined;
      const proof = [
        `A1 names the REST root ${whereabouts.root} in its Link header.`,
        ...quoteAll(
          evidence,
          ['A2w'],
          evidence.said('A2w') === 'let in'
            ? 'the pretty path answers all the same, and WordPress does not name it'
            : 'the pretty path is not there',
        ),
      ];
      if (isSeen(evidence, 'A5') || isSomebody(evidence, 'B5'))
        return {
          certainty: 'proven',
          level: 'information',
          proof: [
            ...proof,
            ...(isSeen(evidence, 'A5')
              ? [quote(evidence, 'A5', "WooCommerce's authentication runs here, as it does from 11.1 on")]
              : [quote(evidence, 'B5', 'keys are accepted here, as they are from 11.1 on')]),
          ],
        };
      return {
        certainty: 'proven',
        proof: [
          ...proof,
          ...quoteAll(evidence, ['A5'], "WooCommerce's authentication does not run at ?rest_route= here"),
          ...(evidence.isAnonymous('B5') ? [quote(evidence, 'B5', 'the keys are not looked at')] : []),
        ],
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'Settings → Permalinks',
        lines: 'Post name (anything but Plain), Save Changes',
        check: 'Run the doctor again: A2 is asked at /wp-json/ and answered 200.',
      },
      {
        server: 'Nginx',
        where: 'the server: pretty permalinks need it',
        lines: 'location / {\n  try_files $uri $uri/ /index.php?$args;\n}',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A2 is answered 200.',
      },
      {
        server: 'WooCommerce',
        where: 'Plugins',
        lines: 'WooCommerce 11.1 or newer accepts keys at ?rest_route= too',
        check: 'Run the doctor again: A5 is answered 401 woocommerce_rest_authentication_missing_parameter.',
      },
    ],
    workaround: 'None before WooCommerce 11.1. From then on /?rest_route=/wc/v3/… with the keys.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/9208',
      'https://developer.woocommerce.com/docs/apis/rest-api/',
    ],
  }),
  simulated('wc-auth-404', {
    level: 'fault',
    probes: ['A3', 'A13', 'A13p'],
    lookAlikes: [
      { id: 'no-rewrite', difference: '/wp-json/ is a 404 too' },
      { id: 'wc-auth-blocked', difference: '403 or 406' },
    ],
    examine(evidence) {
      const page = evidence.reading('A13');
      if (page === undefined || !evidence.isWordPress('A3') || evidence.said('A3') !== 'let in')
        return undefined;
      if (areErrorsReplaced(evidence)) return undefined;
      const isMissing = page.status === 404 || (page.status === 200 && page.said === 'not JSON');
      if (!isMissing) return undefined;
      const isThere = evidence.reading('A13p')?.status === 401;
      return {
        certainty: isThere ? 'proven' : 'likely',
        proof: [
          quote(evidence, 'A13', 'WooCommerce answers 401 there, and names what is missing'),
          quote(
            evidence,
            'A13p',
            isThere ? 'without rewrite rules it does' : 'without rewrite rules it does not either',
          ),
        ],
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'Settings → Permalinks',
        lines: 'Save Changes',
        check: 'curl -s -o /dev/null -w "%{http_code}" https://shop.example/wc-auth/v1/authorize prints 401',
      },
      {
        server: 'WordPress',
        where: 'the command line',
        lines: 'wp rewrite flush',
        check: 'curl -s -o /dev/null -w "%{http_code}" https://shop.example/wc-auth/v1/authorize prints 401',
        notTried: true,
      },
    ],
    workaround: '/?wc-auth-version=1&wc-auth-route=authorize&app_name=… works without rewrite rules.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/37781',
      'https://github.com/woocommerce/woocommerce/issues/20072',
    ],
  }),
  simulated('rest-prefix', {
    level: 'warning',
    probes: ['A1', 'A2', 'A2w'],
    lookAlikes: [
      { id: 'no-rewrite', difference: 'the Link header names /wp-json/' },
      { id: 'plain-permalinks', difference: 'the Link header says ?rest_route=/' },
    ],
    examine(evidence) {
      const { root, rootBy } = evidence.whereabouts;
      if (rootBy !== 'link' || isPlainRoot(root) || root === `${evidence.known.site}/wp-json/`)
        return undefined;
      if (!evidence.isWordPress('A2')) return undefined;
      const isBelowScript = /\/index\.php\/wp-json\/$/.test(root);
      // The usual prefix may work besides: with rewriting on, permalinks below index.php are answered without it too.
      if (/\/wp-json\/$/.test(root) && (!isBelowScript || evidence.isWordPress('A2w'))) return undefined;
      return {
        certainty: 'proven',
        ...(isBelowScript && { title: 'The REST API is below /index.php/ alone' }),
        proof: [
          `A1 names the REST root ${root} in its Link header.`,
          quote(evidence, 'A2', 'that is where the index answers'),
          ...(evidence.reading('A2w') ? [quote(evidence, 'A2w', 'at /wp-json/ it is not')] : []),
        ],
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the client's settings (wpAPIPrefix, wp_api_prefix, api_prefix)",
        lines: 'the prefix that the Link header names',
        check: 'The client gets a list.',
      },
      {
        server: 'WordPress',
        where:
          'Settings → Permalinks, where the structure begins with /index.php/ and the web server rewrites',
        lines: '/%postname%/',
        check: 'Run the doctor again: A2 is asked at /wp-json/.',
        notTried: true,
      },
      {
        server: 'WordPress',
        where: 'the plugin that hides WordPress, or the filter rest_url_prefix',
        lines: 'wp-json',
        check: 'Settings → Permalinks → Save Changes; run the doctor again: A2 is asked at /wp-json/.',
        notTried: true,
      },
      {
        server: 'WordPress',
        where:
          'a must-use plugin (wp-content/mu-plugins/prefix.php), where the prefix stays: in functions.php it comes too late for WooCommerce, which then authenticates nobody',
        lines: "<?php\nadd_filter( 'rest_url_prefix', fn() => 'api' );",
        check: 'Run the doctor again: A5 is answered 401 woocommerce_rest_authentication_missing_parameter.',
        notTried: true,
      },
    ],
    workaround: 'Ask at the prefix that the Link header names.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/27854',
      'https://github.com/woocommerce/wc-api-node/pull/24',
    ],
  }),
  simulated('maintenance', {
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'bad-gateway', difference: '502 or 504, no Retry-After' },
      { id: 'rate-limit', difference: 'the first requests are answered' },
    ],
    examine(evidence) {
      const asks = ['A1', 'A2', 'A4'].filter(id => {
        const reading = evidence.reading(id);
        return (
          reading?.status === 503 &&
          reading.header('retry-after') !== undefined &&
          !isGatewayPage(reading) &&
          !isChallenge(reading)
        );
      });
      const isAll = asks.includes('A1') && asks.includes('A2');
      const isOfUpdate = !evidence.isWordPress('A4') && isPageOfUpdate(evidence.reading('A1'));
      if (!isAll && !isOfUpdate) return maintenanceAsUsual(evidence);
      // wp_maintenance() asks for ten minutes, always; plugins for other times.
      const isUpdate = asks.every(id => evidence.reading(id)?.header('retry-after') === '600');
      return {
        certainty: 'proven',
        ...(!isUpdate && { layer: 'plugin' as const, firstFix: maintenancePlugin }),
        proof: asks.map(id =>
          quote(evidence, id, `Retry-After: ${evidence.reading(id)?.header('retry-after')}`),
        ),
        undecided: isUpdate
          ? 'An update that is running and one that died look the same: WordPress lets go of its .maintenance file after ten minutes.'
          : 'What makes the page cannot be seen from outside: a plugin for maintenance or "coming soon", a theme, the host. It is not the page of WordPress’s own updates.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'the folder of WordPress, where an update died and nothing runs any more',
        lines: 'rm .maintenance',
        check: 'Run the doctor again: A1 is answered 200.',
      },
      {
        server: 'WordPress',
        where: maintenancePlugin,
        lines: 'an exception for /wp-json/wc/, or maintenance off',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
    ],
    workaround: 'Ask again after as many seconds as Retry-After says.',
    sources: ['https://developer.wordpress.org/reference/functions/wp_maintenance/'],
  }),
  /** Measured on WordPress 6.9.1: `wp_is_application_passwords_available()` and one was ever made. */
  simulated('application-passwords', {
    level: 'information',
    probes: ['A2', 'A7i'],
    lookAlikes: [{ id: 'unknown-key', difference: 'wc/v3 refuses too' }],
    examine(evidence) {
      const index = evidence.reading('A7i');
      const codes = ['invalid_username', 'invalid_email', 'incorrect_password'];
      if (evidence.said('A2') !== 'let in' || !codes.includes(index?.code ?? '')) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A2', 'the index without credentials'),
          quote(evidence, 'A7i', 'the same with Basic credentials that WordPress does not know'),
        ],
      };
    },
    fixes: [
      {
        server: 'client',
        where: 'a client that looks at /wp-json/ or wp/v2',
        lines: 'Send the consumer key to wc/ routes alone; ask the index without credentials.',
        check: 'The index answers 200.',
      },
    ],
    workaround: 'For wp/v2 an application password of a user; WooCommerce keys are never accepted there.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/68480',
      'https://developer.wordpress.org/rest-api/reference/application-passwords/',
    ],
  }),
  /** Measured on WooCommerce 8.2 and 10.5 with every text translated: codes and statuses are the same. */
  simulated('translated', {
    level: 'information',
    probes: ['A4'],
    lookAlikes: [{ id: 'firewall', difference: 'it answers with a page, or with a code of its own' }],
    examine(evidence) {
      const answer = evidence.reading('A4');
      if (answer?.code !== 'woocommerce_rest_cannot_view' || answer.message === undefined) return undefined;
      if (/^Sorry, you (cannot|are not allowed)/.test(answer.message)) return undefined;
      return {
        certainty: 'proven',
        proof: [quote(evidence, 'A4', "the code is WooCommerce's, its message is in another language")],
      };
    },
    fixes: [
      {
        server: 'client',
        where: 'wherever it reads a message of the store',
        lines:
          'Compare the status and "code", which no language changes, and show "message" to people alone.',
        check: 'The client works against latchkey serve --fault translated.',
      },
    ],
    workaround: 'Ask for nothing in the messages: the codes are the same in every language.',
    sources: ['https://developer.wordpress.org/plugins/internationalization/'],
  }),
];

function redirected(evidence: Evidence): string[] {
  const { hops } = evidence.whereabouts;
  if (evidence.said('A1') === 'redirect')
    return [quote(evidence, 'A1', 'the front page sends visitors to the home URL')];
  return hops.length === 0 ? [] : [`The front page redirects to ${hops.at(-1)?.to}, the API does not.`];
}

/** The page of wp_maintenance(): the API may be answered by a server that passes nothing on to WordPress. */
function isPageOfUpdate(reading: Reading | undefined): boolean {
  return (
    reading?.status === 503 &&
    reading.header('retry-after') === '600' &&
    /<body id="error-page"/.test(reading.text)
  );
}

/** A page in the place of everything, with 200: plugins for maintenance and "coming soon" do so. */
function maintenanceAsUsual(evidence: Evidence): Suspicion | undefined {
  const front = evidence.reading('A1');
  const isOfVisitors =
    front?.status === 503 && front.said === 'not JSON' && ['A2', 'A4'].every(id => evidence.isWordPress(id));
  if (isOfVisitors && isWordPressPage(front))
    return {
      certainty: 'proven',
      level: 'information',
      title: 'The front page is in maintenance, and the API answers',
      proof: [
        quote(evidence, 'A1', 'a page of WordPress for visitors'),
        quote(evidence, 'A4', 'the API is not kept from clients'),
      ],
    };
  if (!isMaintenancePage(evidence)) return undefined;
  return {
    certainty:
      isWordPressPage(evidence.reading('A4')) && evidence.said('A2a') !== 'redirect' ? 'proven' : 'likely',
    title: `The store is in maintenance, or not launched, and says so with ${evidence.reading('A1')?.status}`,
    proof: [
      quote(evidence, 'A1', 'a page of maintenance'),
      ...(evidence.said('A2a') === 'redirect'
        ? [quote(evidence, 'A2a', 'the API leads there too')]
        : [quote(evidence, 'A4', 'the same page for everything')]),
    ],
    undecided: 'Whether the page is meant to stand there, whoever runs the store knows.',
  };
}
