/**
 * What is neither healthy nor explained by a fault that is known. They are examined last, and only where nothing else
 * above information was found: healthy is a proof, and what lacks it is a finding too.
 */
import type { Evidence, Probed } from '../evidence.ts';
import { expectedIds, type Unexpected, unexpected } from '../expected.ts';
import type { Fault, Suspicion } from '../fault.ts';
import { notFoundPages } from '../not-found-pages.ts';
import { askedPairs, pairsInWords } from '../pairs.ts';
import { batchProbe, pairProbesOf } from '../probes/pairs.ts';
import { quote, quoteAll } from '../proof.ts';
import { inWords, isTimeOut } from '../reading.ts';
import {
  isEndedByWordPress,
  isForeignRefusal,
  isGrantLedAway,
  isOwnAnswer,
  isSeen,
  isWithoutRewriting,
  prettyIndex,
  signOfAddedKey,
} from '../signs.ts';
import { meaningOf } from '../status-meanings.ts';
import { wayProbes, waysIn } from '../way.ts';
import { isWordPressFrontPage } from '../wordpress-proof.ts';
import { tlsUnexplainedFaults } from './tls-handshake.ts';

const lookInto = {
  server: 'any',
  where: 'the logs of the servers on the way, at the time of these requests',
  lines: 'tail -f /var/log/nginx/error.log /var/log/apache2/error.log /var/log/php*-fpm.log',
  check: 'A request that is in none of these logs was answered by something in front of them.',
} as const;

const pluginsOfLogIn =
  'Plugins that take part in logging in: security, JWT, single sign-on, API authentication';

/** Requests of the REST API that need no key. */
const ofRestApi = ['A2', 'A2p', 'A3', 'A4'];

export const unexplainedFaults: readonly Fault[] = [
  ...tlsUnexplainedFaults,
  {
    id: 'answered-in-front',
    layer: 'web-server',
    title: 'Something in front answers, and nothing of WordPress was seen',
    seen: 'One status for whatever is asked, in HTML, JSON of another kind or without a body: a suspended account (402, 423), a limit of the host (507, 508, 509), a block (418, 451, 456, 999), Cloudflare without its origin (520 to 530), a network that wants a log-in (511).',
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'not-wordpress', difference: 'it answers 200 or 404: another application is there' },
      { id: 'bad-gateway', difference: '502, 503 or 504' },
      { id: 'firewall', difference: 'the front page passes' },
    ],
    examine(evidence) {
      const answered = evidence.all.filter(({ reading }) => reading.status !== undefined);
      if (evidence.provenBy !== undefined || isWordPressFrontPage(evidence.reading('A1'))) return undefined;
      if (answered.length === 0) return undefined;
      return inFront(evidence, answered);
    },
    fixes: [
      lookInto,
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'scheme, host and port of the store’s front page, as a browser opens it',
        check: 'curl -s https://shop.example/wp-json/ prints JSON with "namespaces".',
      },
    ],
    workaround: 'None: no request gets as far as WordPress.',
    sources: [
      'https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml',
      'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/',
    ],
  },
  {
    id: 'rest-api-silent',
    layer: 'wordpress',
    title: 'WordPress serves its pages, and its REST API answers nobody',
    seen: 'The front page is WordPress’s, and where the REST API belongs comes an error or a page: it is switched off by a plugin or by wp_die(), or a rule answers in its place.',
    level: 'fault',
    probes: ['A1', 'A2', 'A2p', 'A3', 'A4'],
    lookAlikes: [
      { id: 'no-rewrite', difference: '?rest_route=/ answers' },
      { id: 'html-200', difference: 'a page comes with 200' },
      { id: 'rest-restricted', difference: 'JSON comes, with the code of a plugin' },
    ],
    examine(evidence) {
      // Another part of WordPress may have shown itself: the legacy API, the page that grants keys.
      if (evidence.provenBy === undefined && !isWordPressFrontPage(evidence.reading('A1'))) return undefined;
      const asked = ofRestApi.filter(id => evidence.reading(id) !== undefined);
      if (asked.length === 0 || asked.some(id => evidence.isWordPress(id))) return undefined;
      if (waysIn(evidence).length > 0) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A1', 'the page is WordPress’s'),
          ...quoteAll(evidence, asked, 'no answer of a REST API'),
        ],
        undecided:
          'Whether WordPress itself, a plugin or a rule of the server answers there cannot be seen from outside: the title of the page and the access log of PHP tell.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'Plugins, security and “disable REST API” ones first; then wp-content/mu-plugins',
        lines: 'deactivate one by one, or let /wp-json/wc/ pass in its settings',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
      lookInto,
    ],
    workaround: 'None: no key is looked at.',
    sources: [
      'https://developer.wordpress.org/rest-api/frequently-asked-questions/#can-i-disable-the-rest-api',
    ],
  },
  {
    id: 'woocommerce-silent',
    layer: 'plugin',
    title: 'WordPress answers, and WooCommerce’s part of its REST API does not',
    seen: 'The index answers, and a list without credentials is not answered 401 woocommerce_rest_cannot_view: the routes were taken out, or something else answers for them.',
    level: 'fault',
    probes: ['A2', 'A3', 'A4'],
    lookAlikes: [
      { id: 'woocommerce-inactive', difference: 'the index names no wc/v3' },
      { id: 'rest-path-404', difference: 'a page comes, 404' },
      { id: 'rest-restricted', difference: 'the code of a plugin that closes the API' },
    ],
    examine(evidence) {
      const proof = evidence.provenBy;
      if (proof === undefined || evidence.reading('A4') === undefined) return undefined;
      if (!ofRestApi.some(id => evidence.isWordPress(id))) return undefined;
      if (evidence.isAnonymous('A4') || (waysIn(evidence).length > 0 && !isOneAnswerForAll(evidence)))
        return undefined;
      // WooCommerce's authentication runs: it is its rights that are open (open-to-all).
      if (
        evidence.said('A4') === 'let in' &&
        (isSeen(evidence, 'A5') || signOfAddedKey(evidence) !== undefined)
      )
        return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, proof, 'that is WordPress'),
          ...quoteAll(evidence, ['A3'], 'the routes of wc/v3'),
          quote(
            evidence,
            'A4',
            evidence.said('A4') === 'let in'
              ? 'data came without any credentials, where WooCommerce asks for them'
              : 'WooCommerce answers 401 woocommerce_rest_cannot_view there',
          ),
          ...quoteAll(evidence, ['B5', 'B6', 'B4'], 'with the key'),
        ],
        undecided: 'Which plugin, theme or rule it is cannot be seen from outside.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where:
          'Plugins and wp-content/mu-plugins: what filters rest_endpoints, rest_pre_dispatch or rest_authentication_errors',
        lines: 'deactivate one by one, or let the routes of wc/v3 be',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
    ],
    workaround: 'None: the routes are not there.',
    sources: ['https://developer.wordpress.org/reference/hooks/rest_endpoints/'],
  },
  {
    id: 'key-not-let-in',
    layer: 'web-server',
    title: 'The key is let in nowhere, and no fault that is known explains it',
    seen: 'WooCommerce answers requests without credentials as it should, and those with a key in no way: header, query, signature.',
    level: 'fault',
    probes: ['A4', 'B5', 'B6', 'B4'],
    lookAlikes: [
      { id: 'unknown-key', difference: 'OAuth says in words that the key is invalid' },
      { id: 'wrong-secret', difference: 'a wrong secret is refused in the same words' },
      { id: 'strip-all-credentials', difference: 'no credentials are seen at all' },
    ],
    examine(evidence) {
      if (!evidence.known.credentials || !evidence.isWordPress('A4')) return undefined;
      // At ?rest_route= WooCommerce before 11.1 looks at no key: what keeps the pretty path away explains it.
      if (evidence.isAnonymous('A5') && prettyIndex(evidence).some(id => !evidence.isWordPress(id)))
        return undefined;
      const tried = wayProbes.filter(id => evidence.reading(id) !== undefined);
      if (tried.length === 0 || waysIn(evidence).length > 0) return undefined;
      const proof = [
        quote(evidence, 'A4', 'without credentials'),
        ...quoteAll(evidence, tried, 'with the right key, in one of the ways to send it'),
      ];
      if (tried.some(id => isRefusedByPlugin(evidence, id)))
        return {
          certainty: 'proven',
          layer: 'plugin',
          title: 'A plugin refuses whoever comes with a key',
          firstFix: pluginsOfLogIn,
          proof,
          undecided: 'Which plugin it is cannot be seen from outside: its code is above, where it has one.',
        };
      return {
        certainty: 'proven',
        proof,
        undecided:
          'What refuses cannot be told: compare the answers above with the one without credentials. JSON with a code that is not WooCommerce’s is a plugin’s, a page is a server’s.',
      };
    },
    fixes: [
      lookInto,
      {
        server: 'WordPress',
        where: pluginsOfLogIn,
        lines: 'deactivate one by one, or let wc/v3 pass in their settings',
        check: 'Run the doctor again: B5 lets the key in.',
        notTried: true,
      },
    ],
    workaround: 'None was found: header, query and signatures were tried.',
    sources: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication'],
  },
  {
    id: 'partly-refused',
    layer: 'firewall',
    title: 'The key is let in, and not everywhere',
    seen: 'Products are read, and another list or a method is answered by something that is not WooCommerce.',
    level: 'fault',
    probes: [
      'B11-orders',
      'B11-customers',
      'B11-coupons',
      'B11-webhooks',
      ...pairProbesOf.map(({ withKey }) => withKey),
      batchProbe.id,
    ],
    lookAlikes: [
      { id: 'user-without-role', difference: 'WooCommerce itself refuses, with 403' },
      { id: 'read-only-key', difference: 'WooCommerce refuses each write in words of its own' },
      { id: 'methods-blocked', difference: 'PUT and DELETE are refused without a key too' },
    ],
    examine(evidence) {
      const odd = this.probes.filter(id => {
        const reading = evidence.reading(id);
        if (reading === undefined || !evidence.known.way) return false;
        return id.startsWith('B15-')
          ? !isAnswerToWrite(evidence, id) || isForeignRefusal(reading) || isNobody(evidence, id)
          : !isOwnAnswer(evidence, id) || isNobody(evidence, id);
      });
      const passes = wayProbes.find(id => evidence.said(id) === 'let in');
      if (odd.length === 0 || passes === undefined || notFoundPages(evidence).length > 0) return undefined;
      const pairs = askedPairs(evidence).filter(({ id }) => odd.includes(id));
      const lists = odd
        .filter(id => id.startsWith('B11-'))
        .map(id => `the list of ${id.slice('B11-'.length)}`);
      const names = [
        ...lists,
        ...(pairs.length > 0 ? [pairsInWords(evidence, pairs)] : []),
        ...(odd.includes(batchProbe.id) ? ['a batch of products'] : []),
      ];
      return {
        certainty: 'proven',
        title: `The key is let in, and not everywhere: not at ${names.join(', ')}`,
        proof: [
          quote(evidence, passes, 'products are read'),
          ...odd
            .slice(0, 6)
            .flatMap(id =>
              quoteAll(
                evidence,
                [id],
                isNobody(evidence, id) ? 'here the key was not seen' : 'not WooCommerce’s',
              ),
            ),
        ],
        undecided: 'Which rule it is cannot be seen from outside: the log of the server in front names it.',
      };
    },
    fixes: [lookInto],
    workaround: 'None but another way to send the same, where one passes.',
    sources: ['https://github.com/woocommerce/wc-api-python/issues/80'],
  },
  {
    id: 'part-not-woocommerce',
    layer: 'web-server',
    title: 'A part of the API is answered by something that is not WooCommerce',
    seen: 'Lists of products are answered as they should be; one resource, one method, requests with a header or the page that grants keys get a page, a redirect, an empty answer or JSON of something else.',
    level: 'fault',
    probes: ['A4', ...expectedIds],
    lookAlikes: [
      { id: 'firewall', difference: 'a page refuses with 403 or the like' },
      { id: 'methods-blocked', difference: 'a page refuses the method' },
      { id: 'writes-refused', difference: 'JSON with the code of a plugin' },
    ],
    examine(evidence) {
      if (!evidence.isAnonymous('A4') || isWithoutRewriting(evidence)) return undefined;
      if (notFoundPages(evidence).length > 0) return undefined;
      const found = unexpected(evidence).filter(
        ({ id }) => !isTimeOut(evidence.reading(id)) && !(id === 'A13' && isGrantLedAway(evidence)),
      );
      if (found.length === 0) return undefined;
      return {
        certainty: 'proven',
        title: `Something that is not WooCommerce answers for ${partNames(evidence, found)}`,
        ...(!found.some(({ level }) => level === 'fault') && { level: 'warning' as const }),
        // wp_die() is WordPress's: no server on the way writes so.
        ...(found.every(({ id }) => isEndedByWordPress(evidence.reading(id))) && {
          layer: 'plugin' as const,
        }),
        answeredBy: found.map(({ id }) => id),
        proof: [
          quote(evidence, 'A4', 'a list of products is answered by WooCommerce'),
          ...found.slice(0, 6).map(({ id }) => quote(evidence, id, 'this is not')),
        ],
        undecided: 'What answers cannot be told: the logs of the servers on the way and the plugins tell.',
      };
    },
    fixes: [lookInto],
    workaround: 'None but another way to send the same, where one passes.',
    sources: ['https://github.com/woocommerce/wc-api-python/issues/80'],
  },
];

/** What lets in whoever asks, and reads no credentials, lets no key in: a plugin's answer for each list. */
function isOneAnswerForAll(evidence: Evidence): boolean {
  return ['A4', 'A5', 'A15'].every(id => evidence.said(id) === 'let in');
}

/** Those that keep every client out of everything. */
export const ofTheWhole: readonly Fault[] = unexplainedFaults.filter(({ id }) =>
  ['answered-in-front', 'rest-api-silent', 'woocommerce-silent', 'key-not-let-in'].includes(id),
);

/** Methods of one resource, or of all, by the words for these; other parts by their own. */
function partNames(evidence: Evidence, found: readonly Unexpected[]): string {
  const pairs = askedPairs(evidence).filter(({ id }) => found.some(each => each.id === id));
  const others = found.filter(({ id }) => !pairs.some(pair => pair.id === id)).map(({ part }) => part);
  return [...(pairs.length > 0 ? [pairsInWords(evidence, pairs)] : []), ...others].join(', ');
}

/** JSON in the form of WordPress's errors, and in no words of WooCommerce. */
function isRefusedByPlugin(evidence: Evidence, id: string): boolean {
  return evidence.isWordPress(id) && isForeignRefusal(evidence.reading(id));
}

/** A user without the right is told so with 403 (`rest_authorization_required_code()`): the key did not arrive. */
function isNobody(evidence: Evidence, id: string): boolean {
  return evidence.isAnonymous(id) && evidence.reading(id)?.status === 401;
}

/** WooCommerce says that there is no such product, or that the key may not. */
function isAnswerToWrite(evidence: Evidence, id: string): boolean {
  return evidence.isWordPress(id) && evidence.said(id) !== 'let in';
}

/** What answers in the place of WordPress, by the status that it gives most often. */
function inFront(evidence: Evidence, answered: readonly Probed[]): Suspicion {
  const kinds = Map.groupBy(answered, ({ reading }) => reading.status as number);
  const [status, same] = [...kinds].toSorted(([, a], [, b]) => b.length - a.length)[0] as [number, Probed[]];
  const { meaning, layer, ask } = meaningOf(status);
  const isEverything = kinds.size === 1;
  const isTooLarge = same.every(({ reading }) => reading.isTooLarge);
  const shown = ['A1', 'A2', 'A4'].filter(id => evidence.reading(id)?.status !== undefined);
  return {
    certainty: 'proven',
    layer:
      answered.some(({ reading }) => reading.header('cf-ray') !== undefined) && status < 520 ? 'cdn' : layer,
    title: isTooLarge
      ? 'Answers are larger than is read, or unpack to more, and nothing of WordPress was seen'
      : isEverything
        ? `Something in front answers ${status} to everything, and nothing of WordPress was seen`
        : `Something in front answers ${status} to ${same.length} of ${answered.length} requests, and nothing of WordPress was seen`,
    proof: [
      ...quoteAll(evidence, shown, 'not WordPress’s'),
      `${same.length} of ${answered.length} answers are ${inWords((same[0] as Probed).reading)}.`,
      `${status} ${meaning}.`,
    ],
    ask,
    answeredBy: same.map(({ probe }) => probe.id),
    undecided: `The layer is a guess by the status: ${layer === 'network' ? 'your own network' : 'the host'} knows.`,
  };
}
