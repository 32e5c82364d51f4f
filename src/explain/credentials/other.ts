import { firstHeaderOf } from '../request.ts';
import type { CredentialMistake } from './mistake.ts';

/** The Store API, which shops' pages use: keys are looked at and do not matter there. */
export const storeApiMistakes: readonly CredentialMistake[] = [
  {
    id: 'store-api-nonce',
    finds({ request, admission }) {
      if (
        admission.entrance !== 'rest' ||
        !/^\/wc\/store(\/v1)?\/(cart|checkout)/.test(admission.route ?? '')
      )
        return undefined;
      if (['GET', 'HEAD', 'OPTIONS'].includes(admission.method)) return undefined;
      if (firstHeaderOf(request, 'nonce') !== undefined || firstHeaderOf(request, 'cart-token') !== undefined)
        return undefined;
      const old = firstHeaderOf(request, 'x-wc-store-api-nonce') !== undefined;
      return {
        says: `The Store API wants a nonce of the shop for every change of a cart, and looks at no key for it: 401 woocommerce_rest_missing_nonce.${old ? ' The header X-WC-Store-API-Nonce is its old name, which is not read any more.' : ''}`,
        fix: 'Send the header Nonce with the value that GET /wp-json/wc/store/v1/cart answers under that name, or its Cart-Token; an app that manages the store asks for wc/v3 with keys.',
      };
    },
  },
];

/** What pages of the site itself send along. */
export const pageMistakes: readonly CredentialMistake[] = [
  {
    id: 'cookie-nonce',
    finds({ admission }) {
      if (admission.refusal?.code !== 'rest_cookie_invalid_nonce') return undefined;
      return {
        says: 'The request carries a nonce of a page (X-WP-Nonce or _wpnonce) that is not this user’s any more, or no session belongs to it: WordPress refuses it with 403 "Cookie check failed" before anything else is asked.',
        fix: 'Leave X-WP-Nonce and _wpnonce away where a key is sent; a page of the site takes a fresh one (wp_create_nonce("wp_rest")) and sends its cookies.',
      };
    },
  },
  {
    id: 'cookie-without-nonce',
    finds({ request, admission, seen }) {
      if (admission.entrance !== 'rest' || admission.isKeyLetIn || admission.refusal?.status !== 401)
        return undefined;
      const isLoggedIn =
        request.isSentByPage || /wordpress_logged_in_/.test(firstHeaderOf(request, 'cookie') ?? '');
      const hasNonce =
        firstHeaderOf(request, 'x-wp-nonce') !== undefined ||
        seen.query.some(({ name }) => name === '_wpnonce');
      if (!isLoggedIn || hasNonce || seen.authorization.length > 0) return undefined;
      return {
        says: 'The request comes with the cookies of a log-in and without a nonce (X-WP-Nonce): WordPress then takes it for a stranger’s, whoever is logged in.',
        fix: 'Send the header X-WP-Nonce with what wp_create_nonce("wp_rest") makes (wp_localize_script hands it to the page), or call wp.apiFetch, which does it. An app outside of the site takes a consumer key.',
      };
    },
  },
  {
    id: 'callback-form',
    finds({ admission }) {
      if (admission.refusal?.code !== 'rest_callback_invalid') return undefined;
      return {
        says: 'The parameter _jsonp holds no name of a function: WordPress answers 400 before anything else is looked at.',
        fix: 'Leave _jsonp away.',
      };
    },
  },
];
