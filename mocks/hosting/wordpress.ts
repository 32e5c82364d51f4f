/** WordPress: its settings and its rewrite rules. */
import { onAnswer, onRequest } from './change.ts';
import { defineFault, faultsIn } from './fault.ts';
import { textParameter } from './parameters.ts';
import { translatedAnswer } from './translation.ts';

export const wordpressFaults = faultsIn('wordpress', [
  /** WordPress takes Basic credentials for an application password where WooCommerce has not claimed them. */
  defineFault({
    id: 'application-passwords',
    title: 'Application passwords are in use',
    seen: 'Keys sent as Basic credentials to a route outside wc/ (the index /wp-json/ too) are 401 invalid_username; on wc/v3 nothing changes.',
    parameters: {},
    site: () => ({ switches: { applicationPasswords: true } }),
  }),
  /** WooCommerce checks signatures against the home URL of the settings, whatever host was asked. */
  defineFault({
    id: 'home-url-differs',
    title: 'The home URL of the store is another than the URL asked',
    seen: 'OAuth: a signature made for the URL asked is refused (401 "Invalid signature - provided signature does not match."), one for the home URL that /wp-json/ tells is accepted; Basic over HTTPS works.',
    parameters: { home: textParameter('https://www.shop.test', 'the home URL in the settings') },
    site: ({ home }) => ({ home }),
  }),
  /** A `.maintenance` file: an update is running, or died half-way. */
  defineFault({
    id: 'maintenance',
    title: 'The site is in maintenance',
    seen: '503 HTML "Briefly unavailable for scheduled maintenance" with Retry-After for everything, the API too.',
    parameters: {},
    site: () => ({ switches: { maintenance: true } }),
  }),
  /** Settings → Permalinks → Plain: the site has no rewrite rules at all. */
  defineFault({
    id: 'plain-permalinks',
    title: 'Permalinks are plain',
    seen: "404 HTML for /wp-json/; the front page's Link header says ?rest_route=/, where right keys are answered as if there were none before WooCommerce 11.1 (401 woocommerce_rest_cannot_view).",
    parameters: {},
    site: () => ({ switches: { permalinks: 'plain' } }),
  }),
  /** The filter `rest_url_prefix`, or a plugin that hides WordPress. */
  defineFault({
    id: 'rest-prefix',
    title: 'The REST API has another prefix than /wp-json/',
    seen: "404 HTML for /wp-json/; the front page's Link header names the prefix that works.",
    parameters: { prefix: textParameter('api', 'what stands in the place of wp-json') },
    site: ({ prefix }) => ({ restPrefix: prefix }),
  }),
  /** Settings → General → Site Language. The words are no language's: only that they are not English counts. */
  defineFault({
    id: 'translated',
    title: 'The site speaks another language',
    seen: 'Every message of the API and every page is in other words, so that a client that looks for English words finds none; statuses, codes and names of parameters are as ever.',
    parameters: {},
    wrap: next => onAnswer(next, translatedAnswer),
  }),
  /** The rewrite rules were not written again after WooCommerce was activated. */
  defineFault({
    id: 'wc-auth-404',
    title: 'The page that grants keys is not found',
    seen: '404 HTML of the theme (or the front page) for /wc-auth/v1/…; /?wc-auth-version=1&wc-auth-route=authorize&… works.',
    parameters: {},
    wrap: next =>
      onRequest(next, message => ({
        ...message,
        target: message.target.replace(/^([^?]*\/)wc-auth(?=\/|\?|$)/, '$1no-such-page'),
      })),
  }),
]);
