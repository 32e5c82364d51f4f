/** What the client was given or does itself: the URL, the scheme. */
import type { Fault } from '../fault.ts';
import { isTls, originOf } from '../known.ts';
import { quote } from '../proof.ts';
import {
  isChallenge,
  isHomeAsked,
  isMaintenancePage,
  isScriptMissing,
  isSomebody,
  isWithoutRewriting,
} from '../signs.ts';

export const clientFaults: readonly Fault[] = [
  /** WooCommerce reads keys from header and query only where `is_ssl()` is true; signatures are accepted everywhere. */
  {
    id: 'plain-http',
    layer: 'client',
    title: 'Over plain HTTP WooCommerce accepts signatures alone, no keys',
    seen: 'Keys in the Authorization header or the query are answered 401 woocommerce_rest_cannot_view; the legacy API answers 404 and names oauth_consumer_key.',
    level: 'information',
    probes: ['A0s', 'A12', 'B4', 'B5', 'B6'],
    lookAlikes: [{ id: 'tls-ends-at-proxy', difference: 'the URL asked begins with https' }],
    examine(evidence) {
      if (isTls(evidence.known) || !['A2', 'A4'].some(id => evidence.isWordPress(id))) return undefined;
      if (isSomebody(evidence, 'B5') || isSomebody(evidence, 'B6')) return undefined;
      const other = evidence.reading('A0s');
      return {
        certainty: 'proven',
        proof: [
          `The URL asked is ${evidence.known.site}: its connections are not encrypted.`,
          ...(evidence.isAnonymous('B5')
            ? [quote(evidence, 'B5', 'keys in the header are not looked at')]
            : []),
          ...(isSomebody(evidence, 'B4') ? [quote(evidence, 'B4', 'a signature is accepted')] : []),
          ...(other !== undefined && other.said !== 'no answer'
            ? [quote(evidence, 'A0s', 'HTTPS answers here too')]
            : []),
        ],
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'https:// in the place of http://',
        check: 'Run the doctor with the https URL.',
      },
      {
        server: 'client',
        where: 'a store on your own machine or network without TLS',
        lines: 'OAuth 1.0a, signed for the URL asked (most libraries do so by themselves for http:// URLs).',
        check: 'B4 is let in.',
      },
    ],
    workaround: 'OAuth 1.0a: it sends a signature, never the secret.',
    wrongAdvice:
      "`$_SERVER['HTTPS'] = 'on';` on a site without TLS makes WooCommerce accept keys that everybody on the way can read.",
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/22926',
      'https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication-over-http',
    ],
  },
  {
    id: 'not-wordpress',
    layer: 'client',
    title: 'What answers at this URL is not WordPress',
    seen: 'No REST API: no Link header on the front page, nothing at /wp-json/, nothing at ?rest_route=/.',
    level: 'fault',
    probes: ['A1', 'A2', 'A2p'],
    lookAlikes: [
      { id: 'no-rewrite', difference: '?rest_route=/ answers' },
      { id: 'html-200', difference: 'the front page is WordPress’s' },
      { id: 'firewall', difference: 'a page refuses with 403 or 406' },
    ],
    examine(evidence) {
      const { whereabouts } = evidence;
      const front = evidence.reading('A1');
      if (whereabouts.rootBy !== 'guessed' || front?.status === undefined) return undefined;
      const isOpen = front.status < 400 || front.status === 404;
      if (!isOpen || front.said === 'redirect' || isChallenge(front)) return undefined;
      if (/wp-(content|includes|json)/.test(front.text) || front.isDamaged) return undefined;
      if (isScriptMissing(front)) return undefined;
      // A page of maintenance hides what there is; that is told by its own fault.
      if (isMaintenancePage(evidence)) return undefined;
      // A refusal at the API may hide a WordPress that hides itself on its pages.
      const index = evidence.reading('A2');
      if (evidence.isWordPress('A2') || evidence.isWordPress('A2p') || index?.isDamaged) return undefined;
      if (index?.said === 'no answer' || [401, 403, 406, 429, 455, 501].includes(index?.status as number))
        return undefined;
      return {
        certainty: 'likely',
        proof: [
          quote(evidence, 'A1', 'no Link to a REST API, and no sign of WordPress in the page'),
          quote(evidence, 'A2', 'no index of a REST API'),
          ...(evidence.reading('A2p') ? [quote(evidence, 'A2p', 'nor here')] : []),
        ],
        undecided: [front, index].every(reading => reading?.status === 200 && reading.text.trim() === '')
          ? 'An empty answer with 200 to whatever is asked is often a WordPress all the same, whose PHP ends without a word: a die() in a plugin, a memory limit. PHP’s error log tells.'
          : 'A store in a folder of its own (https://shop.example/store) is not seen from here: give the URL of the store’s front page.',
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'the URL of the store’s front page, as Settings → General → Site Address (URL) says it',
        check: 'curl -s https://shop.example/wp-json/ prints JSON with "namespaces".',
      },
    ],
    workaround: 'None: there is nothing to ask.',
    sources: ['https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/'],
  },
  {
    id: 'sub-directory',
    layer: 'client',
    title: 'The store lives at another path than the URL given',
    seen: '404 or a redirect for /wp-json/ at the URL given; the API answers below the path of the store.',
    level: 'fault',
    probes: ['A1', 'A2', 'A2a'],
    lookAlikes: [{ id: 'no-rewrite', difference: 'there is no redirect, and ?rest_route=/ answers' }],
    examine(evidence) {
      const { asked, site, hops } = evidence.whereabouts;
      if (originOf(asked) !== originOf(site) || asked === site || !evidence.isWordPress('A2'))
        return undefined;
      if (evidence.said('A2a') === 'let in') return undefined;
      // It says that it lives at the URL asked: a rule leads elsewhere (redirect-path).
      if (evidence.said('A2a') === 'redirect' && isHomeAsked(evidence)) return undefined;
      // Found by ?rest_route= alone, which WordPress answers below any path: no sign that the store lives there.
      if (isWithoutRewriting(evidence)) return undefined;
      if (evidence.said('A2a') === undefined)
        return {
          certainty: 'likely',
          // WordPress answers below both; WooCommerce signs for its home URL, and links lead there.
          level: 'warning',
          title: 'The home URL of the store has another path than the URL given',
          proof: [
            quote(evidence, 'A1', `its Link names ${evidence.known.root} as the REST API of the store`),
            quote(evidence, 'A2', `the index answers below ${site}`),
          ],
          undecided: `Whether the API answers below ${asked} too was not asked: where it does, keys are let in there, and signatures for that URL are not.`,
        };
      return {
        certainty: 'proven',
        proof: [
          ...hops
            .slice(0, 1)
            .map(({ to, status }) => `A1 was redirected (${status}) from ${asked}/ to ${to}.`),
          quote(evidence, 'A2', `the index answers below ${site}`),
          quote(evidence, 'A2a', `below ${asked} it does not`),
        ],
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'the value of "home" in the index, with its path',
        check: 'Run the doctor with that URL.',
      },
    ],
    workaround: 'None is needed: ask the URL with the path.',
    sources: [
      'https://github.com/woocommerce/wc-api-python/issues/65',
      'https://github.com/woocommerce/woocommerce/issues/12498',
    ],
  },
  {
    id: 'url-with-api-path',
    layer: 'client',
    title: 'The URL given ends with a path of the API',
    seen: 'Libraries add /wp-json/wc/v3 themselves: with it in the URL they ask /wp-json/wp-json/… and get 404.',
    level: 'information',
    probes: ['A1'],
    lookAlikes: [{ id: 'sub-directory', difference: 'the path is that of the store' }],
    examine({ whereabouts: { apiPath, asked } }) {
      if (apiPath === undefined) return undefined;
      const isApi = /^\/(wp-json|wc-api)/.test(apiPath);
      return {
        certainty: 'proven',
        ...(!isApi && { title: `The URL given ends with ${apiPath}, which is no part of the store's URL` }),
        proof: [`The URL given ends with ${apiPath}; the doctor has examined ${asked}.`],
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'the URL of the store alone: https://shop.example',
        check: 'The client asks /wp-json/wc/v3/… once, not twice.',
      },
    ],
    workaround: 'None is needed.',
    sources: ['https://github.com/JamesUgbanu/react-native-woocommerce-api/issues/21'],
  },
];
