/** Redirects of the web server: clients lose their credentials on the way. */
import type { Evidence } from '../evidence.ts';
import { type Fault, type Suspicion, simulated } from '../fault.ts';
import { isPlain } from '../known.ts';
import { openTheApi } from '../open-api.ts';
import { quote, quoteAll } from '../proof.ts';
import {
  areErrorsReplaced,
  isChallenge,
  isDowngrade,
  isFrontPage,
  isHomeAsked,
  isToLogin,
  isToOneLogIn,
  isToOtherHost,
  isToOtherPort,
  isWordPressPage,
  type Redirect,
  redirectInWords,
  redirects,
} from '../signs.ts';

export const webServerRedirectsFaults: readonly Fault[] = [
  simulated('redirect-https', {
    level: 'fault',
    probes: ['A1', 'A2', 'A2a'],
    lookAlikes: [
      { id: 'redirect-loop', difference: 'it leads back to itself' },
      { id: 'redirect-canonical', difference: 'it leads to another host' },
    ],
    examine(evidence) {
      const found = redirects(evidence).find(
        redirect =>
          redirect.from.startsWith('http:') && redirect.to.startsWith('https:') && !isToOtherHost(redirect),
      );
      if (!found) return undefined;
      return {
        certainty: 'proven',
        proof: [
          redirectInWords(found),
          'Credentials in the request to the http URL have been sent in clear by then.',
        ],
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'https:// in the place of http://',
        check: 'Run the doctor with that URL.',
      },
      {
        server: 'Nginx',
        where: 'the server on port 80, so that POST stays POST',
        lines: 'return 308 https://$host$request_uri;',
        insteadOf: 'return 301 https://$host$request_uri;',
        check: 'nginx -t && nginx -s reload; curl -I http://shop.example/wp-json/ answers 308.',
        notTried: true,
      },
      {
        server: 'Apache',
        where: 'the virtual host on port 80, so that POST stays POST',
        lines: 'Redirect 308 / https://shop.example/',
        check: 'curl -I http://shop.example/wp-json/ answers 308.',
        notTried: true,
      },
    ],
    workaround: 'None is needed: ask the https URL.',
    wrongAdvice: 'Excepting /wp-json/ from the redirect: keys would then go over the network in clear.',
    sources: [
      'https://github.com/Really-Simple-Plugins/really-simple-ssl/issues/143',
      'https://www.rfc-editor.org/rfc/rfc9110#section-15.4.9',
    ],
  }),
  simulated('redirect-www', {
    level: 'fault',
    probes: ['A1', 'A2', 'A2a'],
    lookAlikes: [
      { id: 'home-url-differs', difference: 'only the front page redirects, the API answers at both' },
      { id: 'redirect-canonical', difference: 'it leads to another host altogether' },
    ],
    examine(evidence) {
      const found = redirects(evidence).find(
        redirect =>
          !isToOtherHost(redirect) && new URL(redirect.from).hostname !== new URL(redirect.to).hostname,
      );
      if (!found) return undefined;
      return { certainty: 'proven', proof: [redirectInWords(found)] };
    },
    fixes: [
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'the URL that it is redirected to, which is the value of "home" in the index',
        check: 'Run the doctor with that URL.',
      },
      {
        server: 'Nginx',
        where: 'the server of the other spelling, so that POST stays POST',
        lines: 'return 308 $scheme://www.shop.example$request_uri;',
        check: 'nginx -t && nginx -s reload; curl -I https://shop.example/wp-json/ answers 308.',
        notTried: true,
      },
      {
        server: 'Apache',
        where: 'the virtual host of the other spelling, so that POST stays POST',
        lines: 'Redirect 308 / https://www.shop.example/',
        check: 'curl -I https://shop.example/wp-json/ answers 308.',
        notTried: true,
      },
    ],
    workaround: 'None is needed: ask the URL that it is redirected to.',
    sources: [
      'https://github.com/woocommerce/woocommerce-rest-api/issues/213',
      'https://github.com/XiaoFaye/WooCommerce.NET/issues/191',
      'https://fetch.spec.whatwg.org/#http-redirect-fetch',
    ],
  }),
  simulated('redirect-canonical', {
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'home-url-differs', difference: 'only the front page redirects, the API answers' },
      { id: 'login-redirect', difference: 'it leads to wp-login.php' },
    ],
    examine(evidence) {
      if (isFrontPage(evidence) || areErrorsReplaced(evidence)) return undefined;
      const found = redirects(evidence).find(
        redirect =>
          redirect.id !== 'A1' &&
          (isToOtherHost(redirect) || isToOtherPort(redirect)) &&
          !isToLogin(redirect) &&
          !isChallenge(evidence.reading(redirect.id)),
      );
      if (!found) return undefined;
      return {
        certainty: 'proven',
        proof: [redirectInWords(found)],
        undecided:
          'The doctor shows no keys to another host than the one given: run it with the URL that this one leads to.',
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'the URL that it is redirected to',
        check: 'Run the doctor with that URL.',
      },
      {
        server: 'Nginx',
        where: 'the server that redirects: path and query come along, and POST stays POST',
        lines: 'return 308 https://shop.example$request_uri;',
        check: 'nginx -t && nginx -s reload; curl -I at the old URL answers 308.',
        notTried: true,
      },
      {
        server: 'Apache',
        where: 'the virtual host that redirects',
        lines: 'Redirect 308 / https://shop.example/',
        check: 'curl -I at the old URL answers 308.',
        notTried: true,
      },
    ],
    workaround: 'None is needed: ask the URL that it is redirected to.',
    sources: ['https://github.com/woocommerce/wc-api-php/issues/212'],
  }),
  {
    id: 'redirect-to-http',
    layer: 'web-server',
    title: 'The store redirects from https to http',
    seen: 'A client that follows sends its credentials in clear, and WooCommerce accepts no keys there.',
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [{ id: 'redirect-loop', difference: 'it leads back to itself' }],
    examine(evidence) {
      const found = [...redirects(evidence), ...frontPageRedirects(evidence)].find(isDowngrade);
      if (!found) return undefined;
      return {
        certainty: 'proven',
        proof: [redirectInWords(found), 'The doctor does not follow it.'],
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'Settings → General → WordPress Address (URL) and Site Address (URL)',
        lines: 'https:// in the place of http://',
        check: 'Run the doctor again: A1 is answered 200.',
        notTried: true,
      },
      {
        server: 'Nginx',
        where:
          'the server on port 443: no redirect to http; for a redirect that PHP makes, the proxy tells the scheme',
        lines: 'proxy_set_header X-Forwarded-Proto $scheme;',
        check: 'nginx -t && nginx -s reload; curl -I https://shop.example/ answers 200.',
      },
      {
        server: 'Apache',
        where: 'the virtual host on port 443: this line goes',
        lines: '',
        insteadOf: 'Redirect permanent / http://shop.example/',
        check: 'curl -I https://shop.example/ answers 200.',
      },
    ],
    workaround: 'OAuth 1.0a to the http URL: it sends no secret.',
    sources: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication'],
  },
  {
    id: 'redirect-path',
    layer: 'web-server',
    title: 'The API is redirected to another path',
    seen: '301 or 302 for /wp-json/…: a rule adds a slash, a language or a folder; a signature was made for the old path, and POST becomes GET.',
    level: 'fault',
    probes: ['A2', 'A4', 'A2a'],
    lookAlikes: [
      { id: 'sub-directory', difference: 'the front page leads into a folder, and the API is there' },
      { id: 'login-redirect', difference: 'it leads to wp-login.php' },
    ],
    examine(evidence) {
      if (areErrorsReplaced(evidence)) return undefined;
      // Where the API is found at the new path, the store lives there.
      const isNowhere = isPlain(evidence.known) || !evidence.isWordPress('A2') || isHomeAsked(evidence);
      const found = redirects(evidence).find(
        redirect =>
          (['A2', 'A4', 'A2w'].includes(redirect.id) || (redirect.id === 'A2a' && isNowhere)) &&
          new URL(redirect.from).origin === new URL(redirect.to).origin &&
          new URL(redirect.from).href !== redirect.to &&
          !isToLogin(redirect) &&
          !isChallenge(evidence.reading(redirect.id)) &&
          !isToOneLogIn(evidence) &&
          !isOfPage(evidence, redirect),
      );
      if (!found) return ofQuery(evidence);
      return {
        certainty: 'proven',
        ...(isWithoutQuery(found) && {
          title:
            'The API is redirected to the same path without its query: what it carried, a key too, is lost',
        }),
        proof: [redirectInWords(found)],
        ...(new URL(found.to).pathname === `${new URL(found.from).pathname}/` && {
          undecided:
            'A rule that adds the slash, and a folder of this name beside WordPress (wp-json in the document root, of a static copy for one), look the same: where there is one, it has to go.',
        }),
      };
    },
    fixes: [
      ...openTheApi('Run the doctor again: A4 is answered in JSON.'),
      {
        server: 'WordPress',
        where: 'a redirection or language plugin',
        lines: 'an exception for /wp-json/',
        check: 'Run the doctor again: A4 is answered in JSON.',
        notTried: true,
      },
    ],
    workaround: 'Ask the path that it is redirected to, and sign for that.',
    sources: ['https://github.com/woocommerce/wc-api-php/issues/220'],
  },
];

/** redirect_canonical() adds the slash of a page: WordPress serves pages in the place of the API, which is told by itself. */
function isOfPage(evidence: Evidence, { id, from, to }: Redirect): boolean {
  const isSlash = new URL(to).pathname === `${new URL(from).pathname}/`;
  const isOwn = evidence.reading(id)?.header('x-redirect-by') === 'WordPress';
  return isSlash && isOwn && evidence.isPage('A2') && isWordPressPage(evidence.reading('A2'));
}

/** What carries credentials in its query is sent to the URL without them. */
function ofQuery(evidence: Evidence): Suspicion | undefined {
  const isLed = (id: string): boolean => evidence.said(id) === 'redirect';
  if (!evidence.isWordPress('A4')) return undefined;
  if (isLed('B6') && ['B5', 'A5'].every(id => evidence.isWordPress(id)))
    return {
      certainty: 'proven',
      title: 'Requests with a key in their query are redirected',
      answeredBy: ['B6'],
      proof: [
        quote(evidence, 'B5', 'the key in the Authorization header'),
        quote(evidence, 'B6', 'in the query it is led elsewhere'),
      ],
    };
  const ids = ['A5', 'A20'];
  const signed = ['B4', 'B3', 'A15'].filter(id => evidence.reading(id) !== undefined);
  // A rule that wants small letters, for one: signatures have capitals.
  if (evidence.isWordPress('A5') && signed.length > 0 && signed.every(isLed))
    return {
      certainty: 'proven',
      level: 'warning',
      title: 'Signed requests are redirected, and a signature is good for the URL alone that it was made for',
      answeredBy: signed,
      proof: [
        quote(evidence, 'A5', 'an OAuth parameter by itself passes'),
        ...quoteAll(evidence, signed, 'a whole signature does not'),
      ],
    };
  if (!ids.every(isLed)) return undefined;
  return {
    certainty: 'proven',
    title: 'Requests with credentials in their query are redirected',
    answeredBy: ids,
    proof: [
      quote(evidence, 'A4', 'without credentials the list is answered'),
      ...quoteAll(evidence, ids, 'with an OAuth parameter in the query it is not'),
    ],
  };
}

function frontPageRedirects(evidence: Evidence): ReturnType<typeof redirects> {
  const probed = evidence.get('A1');
  // A front page that leads to the home URL alone, while the API answers, is another matter.
  if (probed?.reading.said !== 'redirect' || evidence.isWordPress('A2')) return [];
  const from = probed.exchange.request.url;
  const to = URL.parse(probed.reading.location ?? '', from)?.href;
  return to === undefined ? [] : [{ id: 'A1', from, to, status: probed.reading.status as number }];
}

/** Nothing but the query is lost, and with it the key that came in it, or the signature. */
function isWithoutQuery({ from, to }: Redirect): boolean {
  const [asked, led] = [new URL(from), new URL(to)];
  const bare = (path: string): string => path.replace(/\/+$/, '');
  return bare(asked.pathname) === bare(led.pathname) && asked.search !== '' && led.search === '';
}
