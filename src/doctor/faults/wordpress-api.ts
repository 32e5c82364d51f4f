/** A WordPress that is there, and whose REST API is switched off, shortened or not found by its own rules. */
import type { Fault } from '../fault.ts';
import { isPlain } from '../known.ts';
import { namesOf, partsWith } from '../partly.ts';
import { quote, quoteAll } from '../proof.ts';
import {
  isEndedByWordPress,
  isSelfRedirect,
  isSomebody,
  isToOtherHost,
  isWordPressDeath,
  isWordPressPage,
  namespaces,
} from '../signs.ts';
import { wayProbes } from '../way.ts';

const hostPassedOn = 'the location that passes on to the server behind';

export const wordpressApiFaults: readonly Fault[] = [
  /** The rules are kept in the option rewrite_rules; a plugin, an import or a copy of the database may leave old ones. */
  {
    id: 'stale-rewrite-rules',
    layer: 'wordpress',
    title: 'WordPress answers, and its rewrite rules know no /wp-json/',
    seen: 'A 404 page of the theme at /wp-json/…, while other pretty URLs work.',
    level: 'fault',
    probes: ['A2', 'A2p', 'A2w', 'A13'],
    lookAlikes: [
      { id: 'no-rewrite', difference: 'the 404 is the web server’s own, for every pretty path' },
      { id: 'plain-permalinks', difference: "the front page's Link header says ?rest_route=/" },
    ],
    examine(evidence) {
      const pretty = isPlain(evidence.known) ? 'A2w' : 'A2';
      const byQuery = pretty === 'A2' ? 'A2p' : 'A2';
      const reading = evidence.reading(pretty);
      if (evidence.whereabouts.rootBy === 'link' && isPlain(evidence.known)) return undefined;
      if (!evidence.isPage(pretty) || !isWordPressPage(reading) || isWordPressDeath(reading))
        return undefined;
      if (evidence.said(byQuery) !== 'let in') return undefined;
      // What a redirect leads to is no path of WordPress's.
      if (evidence.said('A2a') === 'redirect') return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, pretty, 'a page with the header fields of WordPress: the request reached it'),
          quote(evidence, byQuery, 'the same index by ?rest_route=/ is there'),
          ...quoteAll(evidence, ['A13'], 'another pretty path'),
        ],
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'Settings → Permalinks',
        lines: 'Save Changes',
        check: 'Run the doctor again: A2 is asked at /wp-json/ and answered 200.',
      },
      {
        server: 'WordPress',
        where: 'the command line',
        lines: 'wp rewrite flush',
        check: 'Run the doctor again: A2 is asked at /wp-json/ and answered 200.',
        notTried: true,
      },
    ],
    workaround:
      'From WooCommerce 11.1 on keys are accepted at /?rest_route=/wc/v3/…; before that there is none.',
    sources: ['https://developer.wordpress.org/reference/functions/flush_rewrite_rules/'],
  },
  {
    id: 'rest-switched-off',
    layer: 'plugin',
    title: 'A plugin or a snippet ends every request for the REST API with a page of WordPress',
    seen: 'The front page works; /wp-json/ is a short page of WordPress ("wp_die") with 401, 403 or 404, whoever asks.',
    level: 'fault',
    probes: ['A1', 'A2', 'A2p', 'A4'],
    lookAlikes: [
      { id: 'firewall', difference: 'the page is not WordPress’s' },
      { id: 'rest-restricted', difference: 'JSON with a code comes, and right keys may pass' },
    ],
    examine(evidence) {
      const dead = ['A2', 'A2p', 'A4', 'B5'].filter(id => isEndedByWordPress(evidence.reading(id)));
      if (!dead.includes('A4') || !dead.includes('A2')) return undefined;
      if ((evidence.reading('A1')?.status ?? 500) >= 400) return undefined;
      const seen = [
        quote(evidence, 'A1', 'the front page works'),
        ...dead.slice(0, 3).map(id => quote(evidence, id, 'WordPress’s own page for wp_die()')),
      ];
      // Measured on what All-In-One Security does: whoever is logged in passes, and so does a key that is right.
      const letIn = wayProbes.find(id => isSomebody(evidence, id));
      if (letIn !== undefined)
        return {
          certainty: 'proven',
          level: 'warning',
          title: 'A plugin or a snippet ends requests for the REST API of whoever is not logged in',
          proof: [...seen, quote(evidence, letIn, 'a key that is right is let in all the same')],
          undecided: 'Clients that look for the index without a key find no API: most do not.',
        };
      if (wayProbes.every(id => evidence.reading(id) === undefined))
        return {
          certainty: 'likely',
          proof: seen,
          undecided:
            'Whether it ends every request, or those of guests alone, as All-In-One Security does, was not tried: no key was sent.',
        };
      return {
        certainty: 'proven',
        proof: seen,
        undecided:
          'Which plugin, theme or snippet it is cannot be seen from outside: look for wp_die, rest_api_init and "REST" in its code and in must-use plugins.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where:
          'the plugin or snippet that ends the request (grep -rn "rest_api_init" wp-content/): except the API',
        lines: "if ( str_contains( $_SERVER['REQUEST_URI'] ?? '', '/wp-json/wc/' ) ) {\n    return;\n}",
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
      },
    ],
    workaround: 'None, where keys are not looked at before the request is ended; try one.',
    sources: ['https://developer.wordpress.org/reference/functions/wp_die/'],
  },
  {
    id: 'routes-removed',
    layer: 'plugin',
    title: 'A plugin has taken routes of WooCommerce out of the REST API',
    seen: '404 rest_no_route for wc/v3, though the index names the namespace.',
    level: 'fault',
    probes: ['A2', 'A3', 'A4'],
    lookAlikes: [{ id: 'woocommerce-inactive', difference: 'the index does not name wc/v3' }],
    examine(evidence) {
      const isGone = (id: string): boolean => evidence.reading(id)?.code === 'rest_no_route';
      // Each WordPress has the route of its index.
      const isAllGone = ['A2', 'A3', 'A4'].every(isGone);
      const part = partsWith(evidence, id => isGone(id) && id !== 'A23-store' && id !== 'A12i');
      const named = namespaces(evidence)?.includes('wc/v3');
      const gone = part && !isAllGone ? [...part.ids] : ['A4', 'A3', 'B5'].filter(isGone);
      if (gone.length === 0 || (!part && !named && !isAllGone)) return undefined;
      // Hardening takes the old namespaces out and leaves the one that clients of today use.
      const isForGuests = gone.includes('A4') && wayProbes.some(id => isSomebody(evidence, id));
      const isWithoutKey = isAllGone && !evidence.known.credentials;
      const isOldAlone = !isAllGone && part?.hit.every(({ name }) => name === 'wc/v2') === true;
      return {
        // A plugin may take them out for strangers alone.
        certainty: isWithoutKey ? 'likely' : 'proven',
        ...(isOldAlone && { level: 'information' as const }),
        ...(isForGuests && {
          level: 'warning' as const,
          title: 'A plugin has taken routes of the REST API out for whoever is not logged in',
        }),
        ...(isForGuests
          ? {}
          : isAllGone
            ? { title: 'A plugin has taken all routes out of the REST API, its index too' }
            : part && {
                isOfPart: true as const,
                title: `A plugin has taken routes of WooCommerce out of the REST API: ${namesOf(part.hit)}`,
              }),
        proof: [
          isAllGone
            ? quote(evidence, 'A2', 'the index is a route of each WordPress')
            : part
              ? quote(evidence, part.open, 'another route answers')
              : quote(evidence, 'A2', 'the index names wc/v3'),
          ...gone.map(id => quote(evidence, id, 'WordPress knows no such route')),
        ],
        undecided: `Which plugin it is cannot be seen from outside: it filters rest_endpoints or rest_authentication_errors.${
          isWithoutKey ? ' Whether they are gone for a key too was not seen: give --key and the secret.' : ''
        }`,
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'the plugin or snippet that filters rest_endpoints (security, "disable REST API")',
        lines: 'an exception for /wc/, or deactivate it',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
    ],
    workaround: 'None, where they are gone for everybody; a key that is right may see them.',
    sources: ['https://developer.wordpress.org/reference/hooks/rest_endpoints/'],
  },
  {
    id: 'front-page-elsewhere',
    layer: 'web-server',
    title: 'The front page leads to another host, while the API answers here',
    seen: 'Keys work with this URL; an app that opens the front page first, to find the API by its Link, arrives at another site and says that it is no store.',
    level: 'warning',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'redirect-canonical', difference: 'the API is redirected too' },
      { id: 'home-url-differs', difference: 'WordPress itself calls the other host its home' },
    ],
    examine(evidence) {
      const { reading, exchange } = evidence.get('A1') ?? {};
      if (reading?.said !== 'redirect' || !exchange || !['A2', 'A4'].every(id => evidence.isWordPress(id)))
        return undefined;
      const from = exchange.request.url;
      const to = URL.parse(reading.location ?? '', from)?.href;
      if (to === undefined || !isToOtherHost({ from, to })) return undefined;
      // redirect_canonical() goes by Host: WordPress leads elsewhere than to the home URL that it tells.
      const isHostChanged =
        reading.header('x-redirect-by') === 'WordPress' && isToOtherHost({ from: evidence.known.home, to });
      if (isHostChanged)
        return {
          certainty: 'proven',
          title: `WordPress is told another Host than was asked, and leads the front page to ${new URL(to).host}`,
          firstFix: hostPassedOn,
          proof: [
            quote(
              evidence,
              'A1',
              `that is neither the host asked nor that of the home URL, ${evidence.known.home}`,
            ),
            quote(evidence, 'A4', 'the API answers at the URL that was asked'),
          ],
        };
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A1', 'that is another host'),
          quote(evidence, 'A4', 'the API answers at the URL that was asked'),
        ],
        undecided:
          'A shop whose pages are served by another application (a headless one) may be meant so: clients then have to be given this URL, and none that finds it by itself.',
      };
    },
    fixes: [
      {
        server: 'any',
        where: 'the rule or the plugin that redirects the front page',
        lines: 'no redirect, or the API at the other host too',
        check: 'Run the doctor again: A1 is answered 200.',
      },
      {
        server: 'Nginx',
        where: hostPassedOn,
        lines: 'proxy_set_header Host $http_host;',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A1 is answered 200.',
      },
      {
        server: 'Apache',
        where: 'the virtual host of the proxy',
        lines: 'ProxyPreserveHost On',
        check: 'Run the doctor again: A1 is answered 200.',
      },
    ],
    workaround: 'Give clients this URL, and not that of the front page.',
    sources: ['https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/'],
  },
  /** Measured on Debian's Nginx, whose fastcgi.conf passes the host without its port. */
  {
    id: 'front-page-loop',
    layer: 'web-server',
    title: 'The front page redirects to itself, while the API answers',
    seen: 'Visitors get "too many redirects"; clients of the API notice nothing, those who open the page that grants keys may.',
    level: 'warning',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [{ id: 'redirect-loop', difference: 'the API redirects to itself too' }],
    examine(evidence) {
      if (!isSelfRedirect(evidence, 'A1') || !evidence.isWordPress('A4')) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A1', 'that is the URL which was asked'),
          quote(evidence, 'A4', 'the API answers all the same'),
        ],
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the location that passes to PHP-FPM: the host with its port, as the client sent it',
        lines: 'fastcgi_param HTTP_HOST $http_host;',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A1 is answered 200.',
        notTried: true,
      },
      {
        server: 'Nginx',
        where: 'the location of the proxy',
        lines: 'proxy_set_header Host $http_host;',
        insteadOf: 'proxy_set_header Host $host;',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A1 is answered 200.',
        notTried: true,
      },
      {
        server: 'WordPress',
        where: 'Settings → General → Site Address (URL)',
        lines: 'the URL that visitors use, with its port where it has one',
        check: 'Run the doctor again: A1 is answered 200.',
        notTried: true,
      },
    ],
    workaround: 'None is needed for the API.',
    sources: ['https://developer.wordpress.org/reference/functions/redirect_canonical/'],
  },
];
