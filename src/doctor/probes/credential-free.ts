import type { HeaderFields } from '../../client/http/exchange.ts';
import { isPlain, isTls, originOf, routeUrl } from '../known.ts';
import { askingOrigin } from '../preflight.ts';
import type { Probe } from '../probe.ts';
import {
  ask,
  askedBefore,
  basic,
  get,
  inQuery,
  probedRoute,
  request,
  unknownKey,
  wrongSignature,
} from '../requests.ts';
import { offersApplicationPasswords } from '../signs.ts';
import { withAgent } from './clients.ts';
import { noProduct } from './header-on-writes.ts';

const header = (name: string, value: string): HeaderFields => [[name, value]];
const swapScheme = (url: string): string =>
  url.startsWith('https:') ? url.replace(/^https:/, 'http:') : url.replace(/^http:/, 'https:');
const swapWww = (url: string): string =>
  /^https?:\/\/www\./i.test(url) ? url.replace(/:\/\/www\./i, '://') : url.replace('://', '://www.');
/** An address by number has no www. in front of it. */
const hasName = (url: string): boolean => !/^https?:\/\/(\d+\.\d+\.\d+\.\d+|\[|localhost)/i.test(url);

const browserAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0';

/** As long as a key and its secret: a server may be set to refuse long fields. It looks like no key, wherever it is sent. */
const nobody = { consumerKey: 'latchkey'.padEnd(43, '0'), consumerSecret: 'probe'.padEnd(43, '0') };

/** Probes that need nothing but the URL. */
export const credentialFreeProbes: readonly Probe[] = [
  {
    id: 'A0s',
    title: 'the site by the other scheme',
    healthy: 'an answer, or a redirect to the site',
    shows: 'whether HTTP and HTTPS both answer, and where they redirect',
    needs: 'url',
    // A port belongs to one scheme.
    request: known => (/:\d+$/.test(originOf(known.site)) ? undefined : get(`${swapScheme(known.site)}/`)),
  },
  {
    id: 'A0w',
    title: 'the site with or without www.',
    healthy: 'a redirect to the site, or nothing',
    shows: 'which host name is the canonical one',
    needs: 'url',
    request: known => (hasName(known.site) ? get(`${swapWww(known.site)}/`) : undefined),
  },
  {
    id: 'A1',
    title: 'the front page',
    healthy: '200 HTML with a Link to the REST API',
    shows: 'the true REST root: a custom prefix, a sub-directory, plain permalinks',
    needs: 'url',
    request: known => get(`${known.site}/`),
  },
  {
    id: 'A1-browser',
    title: 'the front page, with the User-Agent of a browser',
    healthy: 'not asked: A1 was answered',
    shows: 'whether the doctor is refused for its name, where nothing answered it',
    needs: 'url',
    isWanted: answers => answers.said('A1') === 'no answer',
    request: known => get(`${known.site}/`, header('User-Agent', browserAgent)),
  },
  {
    id: 'A2',
    title: 'the index of the REST API',
    healthy: '200 JSON with the namespace wc/v3',
    shows: 'that WordPress is alive, WooCommerce active, and which home URL it has',
    needs: 'url',
    shape: 'index',
    request: known => get(known.root),
  },
  {
    id: 'A2a',
    title: 'the index below the URL asked, where its front page redirects',
    healthy: '200 JSON',
    shows: 'whether the API redirects as the front page does',
    needs: 'url',
    shape: 'index',
    // Sent with the search for the REST root, and only there.
    request: () => undefined,
  },
  {
    id: 'A2w',
    title: 'the index at /wp-json/, where the REST root is another',
    healthy: '404',
    shows: 'what clients see that take the usual prefix for granted',
    needs: 'url',
    shape: 'index',
    request: known => (known.root === `${known.site}/wp-json/` ? undefined : get(`${known.site}/wp-json/`)),
  },
  {
    id: 'A2n',
    title: 'the index without the slash at its end, where a page comes with it',
    healthy: 'not asked: A2 was answered',
    shows: 'whether a folder of this name lies beside WordPress: the server adds its slash',
    needs: 'url',
    shape: 'index',
    isWanted: answers => answers.said('A2') === 'not JSON',
    request: known => (isPlain(known) ? undefined : get(known.root.replace(/\/$/, ''))),
  },
  {
    id: 'A2p',
    title: 'the index by ?rest_route=/',
    healthy: '200 JSON',
    shows: 'that WordPress answers even where rewriting does not work',
    needs: 'url',
    shape: 'index',
    request: known => (isPlain(known) ? undefined : get(`${known.site}/?rest_route=/`)),
  },
  {
    id: 'A2i',
    title: 'the index by /index.php?rest_route=/, where it was found in no other way',
    healthy: 'not asked: A2 was answered',
    shows: 'that WordPress is there and nothing leads to it',
    needs: 'url',
    shape: 'index',
    isWanted: answers => ['A2', 'A2p'].every(id => answers.said(id) === 'not JSON'),
    request: known => get(`${known.site}/index.php?rest_route=/`),
  },
  {
    id: 'A3',
    title: 'the index of wc/v3, with Accept-Encoding',
    healthy: '200 JSON',
    shows:
      'that the namespace is not blocked, and that compressed answers can be read: it is large enough for each server',
    needs: 'url',
    shape: 'namespace',
    request: known => get(routeUrl(known, 'wc/v3'), header('Accept-Encoding', 'gzip, deflate')),
  },
  {
    id: 'A3p',
    title: 'the index of wc/v3 by ?rest_route=',
    healthy: '200 JSON',
    shows: 'whether only the pretty path of wc/v3 is kept from WordPress',
    needs: 'url',
    shape: 'namespace',
    isWanted: answers => answers.said('A3') !== 'let in',
    request: known => (isPlain(known) ? undefined : get(`${known.site}/?rest_route=/wc/v3`)),
  },
  {
    id: 'A4',
    title: 'a list without credentials',
    healthy: '401 woocommerce_rest_cannot_view',
    shows: 'what this store tells somebody it does not know',
    needs: 'url',
    request: known => ask(known),
  },
  {
    id: 'A5',
    title: 'the list with a single OAuth parameter in the query',
    healthy: '401 woocommerce_rest_authentication_missing_parameter',
    shows: "that WooCommerce's authentication runs and the query reaches PHP",
    needs: 'url',
    request: known => ask(known, 'oauth_consumer_key=probe'),
  },
  {
    id: 'A6',
    title: 'the list with a single OAuth parameter in the Authorization header',
    healthy: '401 woocommerce_rest_authentication_missing_parameter',
    shows: 'that the Authorization header reaches PHP',
    needs: 'url',
    request: known => ask(known, '', header('Authorization', 'OAuth oauth_consumer_key="probe"')),
  },
  {
    id: 'A7',
    title: 'the list with unknown Basic credentials',
    healthy: '401 woocommerce_rest_cannot_view',
    shows: 'who else reads the Authorization header: application passwords, a JWT plugin, the web server',
    needs: 'url',
    badCredentials: true,
    request: known => ask(known, '', basic(nobody)),
  },
  {
    id: 'A7i',
    title: 'the index with unknown Basic credentials',
    healthy: '200 JSON',
    shows: 'whether WordPress takes Basic credentials for application passwords',
    needs: 'url',
    shape: 'index',
    badCredentials: true,
    request: known => get(known.root, header('Authorization', 'Basic cHJvYmU6cHJvYmU=')),
  },
  ...(['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).map(
    (method): Probe => ({
      id: `A8-${method}`,
      title: `${method} of a product that does not exist`,
      healthy: method === 'OPTIONS' ? '200 JSON' : '401 or 404 JSON',
      shows: `whether ${method} reaches WordPress`,
      needs: 'url',
      request: known => request(method, routeUrl(known, `${probedRoute}/0`, `_cb=${known.nonce()}`)),
    }),
  ),
  {
    id: 'A8-POST',
    title: 'POST to the list of products, with a body of JSON that can make none',
    healthy: '400 or 401 JSON',
    shows: 'whether POST and a body of JSON reach WordPress',
    needs: 'url',
    request: known =>
      request(
        'POST',
        routeUrl(known, probedRoute, `_cb=${known.nonce()}`),
        header('Content-Type', 'application/json'),
        noProduct,
      ),
  },
  {
    id: 'A8-_method',
    title: 'POST with _method=PUT in the query',
    healthy: '401 or 404 JSON',
    shows: 'whether a client can send PUT disguised as POST',
    needs: 'url',
    request: known =>
      request('POST', routeUrl(known, `${probedRoute}/0`, `_method=PUT&_cb=${known.nonce()}`)),
  },
  {
    id: 'A8-override',
    title: 'POST with X-HTTP-Method-Override: PUT',
    healthy: '401 or 404 JSON',
    shows: 'whether a firewall blocks the override header',
    needs: 'url',
    request: known =>
      request(
        'POST',
        routeUrl(known, `${probedRoute}/0`, `_cb=${known.nonce()}`),
        header('X-HTTP-Method-Override', 'PUT'),
      ),
  },
  ...(
    [
      ['browser', browserAgent],
      ['empty', ''],
      ['python', 'python-requests/2.32.3'],
      ['woocommerce', 'WooCommerce API Client-PHP/3.1.0'],
    ] as const
  ).map(([name, agent]) =>
    withAgent(
      `A9-${name}`,
      agent,
      agent === '' ? 'without a User-Agent' : `User-Agent ${agent.split('/', 1)[0]}`,
    ),
  ),
  {
    id: 'A9-google',
    title: 'the list with a single OAuth parameter in the query, User-Agent AppEngine-Google',
    healthy: 'as A5',
    shows: 'whether the query is ignored for what looks like a bot',
    needs: 'url',
    request: known =>
      ask(
        known,
        // Another parameter than in the header of the others: a cache may have kept what these were told.
        'oauth_nonce=probe',
        header('User-Agent', 'AppEngine-Google; (+http://code.google.com/appengine)'),
      ),
  },
  {
    id: 'A9-accept',
    title: 'the list without an Accept header',
    healthy: 'as A4',
    shows: 'whether a firewall asks for an Accept header',
    needs: 'url',
    request: known => ask(known, '', header('Accept', '')),
  },
  {
    id: 'A10a',
    title: 'one URL for the first time',
    healthy: 'as A5',
    shows: 'what a cache may keep',
    needs: 'url',
    request: known => get(askedBefore(known)),
  },
  {
    id: 'A12i',
    title: 'the index of the legacy API',
    healthy: '200 JSON, or 404 where it is not installed',
    shows: 'whether the legacy API is there',
    needs: 'url',
    request: known => (isPlain(known) ? undefined : get(`${known.site}/wc-api/v3/?_cb=${known.nonce()}`)),
  },
  {
    id: 'A12',
    title: 'a list of the legacy API without credentials',
    healthy: '401 on HTTPS, 404 on HTTP',
    shows: 'whether WordPress takes the connection for TLS',
    needs: 'url',
    request: known =>
      isPlain(known) ? undefined : get(`${known.site}/wc-api/v3/products?_cb=${known.nonce()}`),
  },
  {
    id: 'A12k',
    title: 'a list of the legacy API with an unknown key in the query',
    healthy: 'another message than A12',
    shows: 'whether A12 carried credentials of somebody else',
    needs: 'url',
    badCredentials: true,
    request: known =>
      isPlain(known) || !isTls(known)
        ? undefined
        : get(`${known.site}/wc-api/v3/products?${inQuery(unknownKey)}`),
  },
  {
    id: 'A13',
    title: 'the authorization page without parameters',
    healthy: '401 HTML that names a missing parameter',
    shows: 'that wc-auth is there',
    needs: 'url',
    request: known =>
      isPlain(known) ? undefined : get(`${known.site}/wc-auth/v1/authorize?_cb=${known.nonce()}`),
  },
  {
    id: 'A13p',
    title: 'the authorization page by its query variables',
    healthy: '401 HTML that names a missing parameter',
    shows: 'that wc-auth works without rewrite rules',
    needs: 'url',
    isWanted: answers => answers.reading('A13')?.status !== 401,
    request: known => get(`${known.site}/?wc-auth-version=1&wc-auth-route=authorize`),
  },
  {
    id: 'A14',
    title: 'the authorization page with URLs in its query',
    healthy: '302 to the log-in',
    shows: 'whether a firewall dislikes URLs in the query',
    needs: 'url',
    request: known =>
      isPlain(known)
        ? undefined
        : get(
            `${known.site}/wc-auth/v1/authorize?app_name=Latchkey&user_id=1&scope=read&return_url=https%3A%2F%2Fexample.com&callback_url=https%3A%2F%2Fexample.com&_cb=${known.nonce()}`,
          ),
  },
  {
    id: 'A14u',
    title: 'the front page with a URL in its query',
    healthy: 'as A1',
    shows: 'whether a firewall dislikes URLs in every query',
    needs: 'url',
    request: known =>
      get(`${known.site}/?latchkey=https%3A%2F%2Fexample.com%2Fcallback&_cb=${known.nonce()}`),
  },
  {
    id: 'A15',
    title: 'a complete OAuth request with an unknown consumer key',
    healthy: '401 woocommerce_rest_authentication_error',
    shows: 'how this store says that a key is unknown, in its language',
    needs: 'url',
    badCredentials: true,
    request: known =>
      ask(
        known,
        `oauth_consumer_key=${unknownKey.consumerKey}&oauth_timestamp=${known.now()}&oauth_nonce=${known.nonce()}&oauth_signature_method=HMAC-SHA256&oauth_signature=${encodeURIComponent(wrongSignature)}${
          // Where no key is given, nothing else tells whether a key in the query passes. WooCommerce goes on to OAuth.
          known.credentials ? '' : `&${inQuery(unknownKey)}`
        }`,
      ),
  },
  {
    id: 'A16',
    title: 'a single OAuth parameter in a form body',
    healthy: '401 woocommerce_rest_authentication_missing_parameter',
    shows: 'whether credentials in a body pass where header and query do not',
    needs: 'url',
    request: known =>
      request(
        'POST',
        routeUrl(known, probedRoute, `_method=GET&_cb=${known.nonce()}`),
        header('Content-Type', 'application/x-www-form-urlencoded'),
        'oauth_consumer_key=probe',
      ),
  },
  {
    id: 'A18',
    title: 'a preflight request of a browser, for PUT with Authorization and a body of JSON',
    healthy: '200 with Access-Control-Allow-Origin, -Methods and -Headers that allow it',
    shows: 'whether browsers may call the API, with which methods and header fields',
    needs: 'url',
    request: known =>
      request('OPTIONS', routeUrl(known, probedRoute, `_cb=${known.nonce()}`), [
        ['Origin', askingOrigin],
        ['Access-Control-Request-Method', 'PUT'],
        ['Access-Control-Request-Headers', 'authorization,content-type'],
      ]),
  },
  {
    id: 'A18-store',
    title: 'a preflight request of a browser, for a POST of JSON to the cart of the Store API',
    healthy: '200 with Access-Control-Allow-Origin, -Methods and -Headers that allow it',
    shows: 'whether shop windows of another origin may use the Store API',
    needs: 'url',
    request: known =>
      request('OPTIONS', routeUrl(known, 'wc/store/v1/cart/add-item', `_cb=${known.nonce()}`), [
        ['Origin', askingOrigin],
        ['Access-Control-Request-Method', 'POST'],
        ['Access-Control-Request-Headers', 'content-type'],
      ]),
  },
  {
    id: 'A19',
    title: 'the list with an empty parameter',
    healthy: 'as A4',
    shows: 'whether a firewall dislikes parameters without a value',
    needs: 'url',
    request: known => ask(known, 'search='),
  },
  {
    id: 'A24',
    title: 'the list with a URL and an empty parameter in the query, without User-Agent and Accept',
    healthy: 'as A4',
    shows: 'that nothing dislikes any of the four, each of which is asked for by itself otherwise',
    needs: 'url',
    request: known =>
      ask(known, 'search=&latchkey=https%3A%2F%2Fexample.com%2Fcallback', [
        ['User-Agent', ''],
        ['Accept', ''],
      ]),
  },
  {
    id: 'A25',
    title: 'the index by ?rest_route=/ with a URL in the query',
    healthy: '200 JSON',
    shows: 'that the front page takes either, each of which is asked for by itself otherwise',
    needs: 'url',
    request: known =>
      isPlain(known)
        ? undefined
        : get(
            `${known.site}/?rest_route=/&_fields=namespaces&latchkey=https%3A%2F%2Fexample.com%2Fcallback&_cb=${known.nonce()}`,
          ),
  },
  {
    id: 'A26',
    title:
      'POST of a form of 64 kB with _method=GET in the query and X-HTTP-Method-Override, and no header of credentials',
    healthy: 'as A5',
    shows:
      'that nothing dislikes a form, its size, nor either override, each of which is asked for by itself otherwise',
    needs: 'url',
    request: known =>
      request(
        'POST',
        routeUrl(known, probedRoute, `_method=GET&_cb=${known.nonce()}`),
        [
          ['Content-Type', 'application/x-www-form-urlencoded'],
          ['X-HTTP-Method-Override', 'GET'],
        ],
        formOf(64),
      ),
  },
  /** `wp-login.php` sends whoever comes by plain HTTP to https, where siteurl says https (`force_ssl_admin()`). */
  {
    id: 'A29',
    title: 'the log-in page of WordPress',
    healthy: 'not asked: the index offers application passwords, which it does over TLS alone',
    shows: 'whether WordPress takes the connection for TLS, where no key tells',
    needs: 'url',
    isWanted: answers =>
      isTls(answers.known) &&
      answers.known.credentials === undefined &&
      offersApplicationPasswords(answers) === false &&
      answers.reading('A12')?.status !== 401,
    request: known => get(`${known.site}/wp-login.php`),
  },
  {
    id: 'A26s',
    title: 'POST of a form of 4 kB with _method=GET in the query',
    healthy: 'not asked: A26 was answered',
    shows: 'whether bodies of this size pass, where a larger one does not and a small one does',
    needs: 'url',
    isWanted: answers =>
      answers.said('A16') === 'missing parameter' &&
      ['not JSON', 'no answer'].includes(answers.said('A26') ?? ''),
    request: known =>
      request(
        'POST',
        routeUrl(known, probedRoute, `_method=GET&_cb=${known.nonce()}`),
        header('Content-Type', 'application/x-www-form-urlencoded'),
        formOf(4),
      ),
  },
  {
    id: 'A10b',
    title: 'the same URL for the second time',
    healthy: 'as A5, without Age and without HIT',
    shows: 'whether a cache keeps answers by their URL',
    needs: 'url',
    request: known => get(askedBefore(known)),
  },
  {
    id: 'A10h',
    title: 'a URL that was asked before, with a single OAuth parameter in the Authorization header',
    healthy: 'as A6',
    shows: 'whether a cache gives the answer for nobody to somebody',
    needs: 'url',
    // A key shows the same, and more.
    request: known =>
      known.credentials
        ? undefined
        : get(askedBefore(known), header('Authorization', 'OAuth oauth_consumer_key="probe"')),
    before: known => get(askedBefore(known)),
  },
  {
    id: 'A20',
    title: 'a product that nobody has asked for, with a single OAuth parameter in the query',
    healthy: 'as A5',
    shows: 'whether the query reaches PHP where no cache can have an answer yet',
    needs: 'url',
    // With as many parameters as A5: PHP may be told to read no more than some (max_input_vars).
    request: known => ask(known, 'oauth_consumer_key=probe', [], freshProduct(known.nonce())),
  },
  {
    id: 'A21',
    title: 'a product that nobody has asked for, with a single OAuth parameter in the Authorization header',
    healthy: 'as A6',
    shows: 'whether the header reaches PHP where no cache can have an answer yet',
    needs: 'url',
    request: known =>
      get(
        routeUrl(known, freshProduct(known.nonce())),
        header('Authorization', 'OAuth oauth_consumer_key="probe"'),
      ),
  },
];

/** A form of so many kB, in fields as long as a text of a product; no firewall has a reason to dislike their words. */
function formOf(kilobytes: number): string {
  const field = (i: number): string => `text${i}=${'latchkey+'.repeat(110)}`;
  return ['oauth_consumer_key=probe', ...Array.from({ length: kilobytes }, (_, i) => field(i))].join('&');
}

/** A path that is new to every cache; no store has so many products. */
function freshProduct(nonce: string): string {
  return `${probedRoute}/9${(Number.parseInt(nonce.slice(0, 8), 36) % 1e8).toString().padStart(8, '0')}`;
}
