import type { Credentials } from '../../client/oauth1/request.ts';
import { atHome, isPlain, isTls, type Known, routeUrl } from '../known.ts';
import type { Answers, Probe } from '../probe.ts';
import {
  ask,
  askedBefore,
  askSigned,
  basic,
  get,
  inQuery,
  probedRoute,
  request,
  type SignedAsk,
  withWrongSecret,
} from '../requests.ts';
import { cacheMark } from '../signs.ts';
import { batchProbe, pairKeyProbes } from './pairs.ts';
import { resourceKeyProbes } from './resources.ts';

type Ask = (known: Known, credentials: Credentials) => ReturnType<Probe['request']>;

/** A probe that is sent only where a key was given. */
function withKey(probe: Omit<Probe, 'needs' | 'request'>, send: Ask): Probe {
  return {
    shape: 'list',
    ...probe,
    needs: 'key',
    request: known => known.credentials && send(known, known.credentials),
  };
}

const signed =
  (options: Omit<SignedAsk, 'credentials'>): Ask =>
  (known, credentials) =>
    askSigned(known, { ...options, credentials });

/** Header and query are no ways in over plain HTTP: WooCommerce looks at signatures alone there. */
const isKeyKeptOut = (answers: Answers): boolean =>
  isTls(answers.known) && ['B5', 'B6'].some(id => answers.said(id) !== 'let in');
const isSignatureKeptOut = (answers: Answers): boolean => answers.said('B4') !== 'let in';

/** Why a key is kept out by one of its ways matters only where it is. A signature for the home URL may explain B4. */
const isKeptOut = (answers: Answers): boolean =>
  isKeyKeptOut(answers) || (isSignatureKeptOut(answers) && answers.said('B4w') !== 'let in');

/** Templates of caches except what has a query, and nothing of the API. */
const taxClasses = 'wc/v3/taxes/classes';

/** Probes that need a consumer key and secret. */
export const keyProbes: readonly Probe[] = [
  withKey(
    {
      id: 'B1',
      title: 'the list with the key in the Authorization header and a wrong secret',
      showsSecret: true,
      healthy: '401 woocommerce_rest_authentication_error',
      shows: 'that the header arrives, TLS is seen and the key is known',
      badCredentials: true,
      isWanted: isKeptOut,
    },
    (known, credentials) => ask(known, '', basic(withWrongSecret(credentials))),
  ),
  withKey(
    {
      id: 'B2',
      title: 'the list with the key in the query and a wrong secret',
      showsSecret: true,
      healthy: '401 woocommerce_rest_authentication_error',
      shows: 'that TLS is seen and the key is known, whatever happens to headers',
      badCredentials: true,
      isWanted: isKeptOut,
    },
    (known, credentials) => ask(known, inQuery(withWrongSecret(credentials))),
  ),
  withKey(
    {
      id: 'B3',
      title: 'the list with the key and a wrong signature',
      healthy: '401 woocommerce_rest_authentication_error, another message than A15',
      shows: 'whether the key is known',
      badCredentials: true,
      isWanted: isKeptOut,
    },
    signed({ garbage: true }),
  ),
  withKey(
    {
      id: 'B4',
      title: 'the list, signed for the URL asked',
      healthy: '200, where the URL asked is the home URL',
      shows: 'that signatures work as a client makes them',
    },
    signed({}),
  ),
  withKey(
    {
      id: 'B4h',
      title: 'the list, signed for http:// and the home URL',
      healthy: '401 on HTTPS',
      shows: 'that WordPress takes the connection for plain HTTP',
      isWanted: isKeptOut,
    },
    (known, credentials) => askSigned(known, { credentials, signedUrl: atHome(known, 'http') }),
  ),
  withKey(
    {
      id: 'B4w',
      title: 'the list, signed for https:// and the home URL',
      healthy: '200 on HTTPS',
      shows: 'that the home URL is another than the URL asked',
      isWanted: answers => isKeyKeptOut(answers) || isSignatureKeptOut(answers),
    },
    (known, credentials) => askSigned(known, { credentials, signedUrl: atHome(known, 'https') }),
  ),
  withKey(
    {
      id: 'B4q',
      title: 'the list, signed with a q= that is not sent',
      healthy: '401',
      shows: 'that the web server adds q= to the query',
      isWanted: isKeptOut,
    },
    (known, credentials) =>
      isPlain(known)
        ? undefined
        : askSigned(known, {
            credentials,
            signedUrl: atHome(known),
            phantom: `q=${encodeURIComponent(new URL(routeUrl(known, probedRoute)).pathname)}`,
          }),
  ),
  withKey(
    {
      id: 'B4a',
      title: 'the list, with a signature by HMAC-SHA1 in the Authorization header',
      healthy: 'as B4',
      shows: 'whether signatures pass in the header',
    },
    signed({ placement: 'header', signatureMethod: 'HMAC-SHA1' }),
  ),
  withKey(
    {
      id: 'B4p',
      title: 'the list, with the signature in a form body (POST with _method=GET)',
      healthy: '200',
      shows: 'whether signatures pass in the body where header and query do not',
      isWanted: isKeptOut,
    },
    (known, credentials) => bodySigned(known, credentials),
  ),
  withKey(
    {
      id: 'B4t',
      title: 'the list, signed an hour ago',
      healthy: '401 woocommerce_rest_authentication_error',
      shows: 'how this store says that a timestamp is too old, in its language',
      badCredentials: true,
      isWanted: isKeptOut,
    },
    (known, credentials) => askSigned(known, { credentials, skew: -3600, signedUrl: atHome(known) }),
  ),
  withKey(
    {
      id: 'B5',
      title: 'the list with key and secret in the Authorization header',
      showsSecret: true,
      healthy: '200',
      shows: 'that the client is let in',
    },
    (known, credentials) => ask(known, '', basic(credentials)),
  ),
  withKey(
    {
      id: 'B6',
      title: 'the list with key and secret in the query',
      showsSecret: true,
      healthy: '200',
      shows: 'that the client is let in without the Authorization header',
    },
    (known, credentials) => ask(known, inQuery(credentials)),
  ),
  withKey(
    {
      id: 'B7',
      title: 'DELETE of a product that does not exist, with the key in the Authorization header',
      showsSecret: true,
      healthy: '404',
      shows: 'whether a key that does not read may write; nothing is changed',
      isWanted: answers => answers.said('B5') !== 'let in',
    },
    (known, credentials) =>
      request('DELETE', routeUrl(known, `${probedRoute}/0`, `_cb=${known.nonce()}`), basic(credentials)),
  ),
  withKey(
    {
      id: 'B7q',
      title: 'DELETE of a product that does not exist, with the key in the query',
      showsSecret: true,
      healthy: '404',
      shows: 'whether the key may write where the header is stripped',
      isWanted: answers => answers.said('B5') !== 'let in',
    },
    (known, credentials) =>
      request('DELETE', routeUrl(known, `${probedRoute}/0`, `_cb=${known.nonce()}&${inQuery(credentials)}`)),
  ),
  withKey(
    {
      id: 'B8',
      title: 'the list with the key in the Authorization header and a cookie of WordPress',
      showsSecret: true,
      healthy: 'as B5',
      shows: 'whether a cookie gets in the way of the key',
    },
    (known, credentials) =>
      ask(known, '', [...basic(credentials), ['Cookie', 'wordpress_logged_in_0=x%7C1%7Cx%7Cx']]),
  ),
  withKey(
    {
      id: 'B10',
      title: 'a URL that was asked without a key before, with the key in the Authorization header',
      showsSecret: true,
      healthy: 'as B5',
      shows: 'whether a cache gives the answer for nobody to somebody',
      before: known => get(askedBefore(known)),
    },
    (known, credentials) => get(askedBefore(known), basic(credentials)),
  ),
  {
    id: 'B17',
    title: 'a URL without a query, without the key that it was asked with just before',
    healthy: '401, or not asked: no cache has answered for the API',
    shows:
      'whether a cache gives to whoever asks what a key was given; the names of tax classes are nobody’s secret',
    needs: 'key',
    showsSecret: true,
    isWanted: answers =>
      answers.said('B5') === 'let in' &&
      ['A2', 'A3', 'A7i'].some(id => cacheMark(answers.reading(id)) !== undefined),
    prelude: known => known.credentials && get(routeUrl(known, taxClasses), basic(known.credentials)),
    request: known => known.credentials && get(routeUrl(known, taxClasses)),
  },
  withKey(
    {
      id: 'B12',
      shape: 'legacy list',
      title: 'a list of the legacy API with the key in the query',
      showsSecret: true,
      healthy: '200, or 404 where it is not installed',
      shows: 'what the legacy API says of the key and its user',
      isWanted: isKeptOut,
    },
    (known, credentials) =>
      isPlain(known) ? undefined : get(`${known.site}/wc-api/v3/products?fields=id&${inQuery(credentials)}`),
  ),
  ...resourceKeyProbes,
  ...pairKeyProbes,
  batchProbe,
  {
    ...withKey(
      {
        id: 'B13',
        title: 'a setting of WooCommerce that its managers may read, right key and secret',
        showsSecret: true,
        healthy: '200',
        shows: "the rights of the key's user, where WooCommerce's own filter on permissions has no say",
      },
      (known, credentials) =>
        get(
          routeUrl(known, 'wc-admin/options', `options=woocommerce_currency&_cb=${known.nonce()}`),
          basic(credentials),
        ),
    ),
    isWanted: answers => ['B5', 'B15-POST_products'].some(id => answers.said(id) === 'forbidden'),
  },
];

function bodySigned(known: Known, credentials: Credentials): ReturnType<Probe['request']> {
  return askSigned(known, { credentials, placement: 'body', method: 'POST', override: 'GET' });
}
