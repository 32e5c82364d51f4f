import type { ReceivedAnswer } from './answer.ts';
import { cannotViewCauses, type KnownCause } from './cannot-view.ts';

/** What an error's code means, and what is to be done about it. */
interface KnownCode {
  readonly code: RegExp;
  /** The statuses with which it means this; any where it is left out. */
  readonly status?: number;
  /** Words of the message that it means this with; in another language none tells. */
  readonly message?: RegExp;
  readonly id: string;
  readonly says: string;
  readonly fix: string;
  readonly causes?: readonly KnownCause[];
}

const doctor =
  'latchkey doctor https://shop.example (with LATCHKEY_CONSUMER_KEY and LATCHKEY_CONSUMER_SECRET set)';

/** The first that fits counts. */
export const knownCodes: readonly KnownCode[] = [
  {
    code: /^woocommerce_rest_cannot_(view|create|edit|delete|batch|update)$/,
    status: 403,
    id: 'user-without-role',
    says: 'The key is right, and its user is known, but may not do this: 403 is about rights, not about the key.',
    fix: 'Give the key to an administrator or shop manager (WooCommerce → Settings → Advanced → REST API → User), or make a new one for such a user.',
  },
  {
    code: /^woocommerce_rest_cannot_(view|create|edit|delete|batch|update)$/,
    id: 'nobody',
    says: 'To WooCommerce the request is a stranger’s: no key and secret reached it, or none that it looks at. It does not say that they are wrong; a wrong secret of a known key has words of its own.',
    fix: `Let the doctor tell which it is: ${doctor}.`,
    causes: cannotViewCauses,
  },
  {
    // Its words are the legacy API's alone; reports quote them with the new API's code too.
    code: /^woocommerce_(rest|api)_authentication_error$/,
    message:
      /parameter is missing|(?:key|secret) is missing|oauth_\w+[^.\n]{0,30}(?:est manquant|manque|fehlt|falta|ausente|manca|mancante|ontbreekt|brak|eksik|отсутствует)|(?:est manquant|fehlt|falta|manca|ontbreekt|brakuje|отсутствует)[^.\n]{0,30}oauth_/i,
    id: 'legacy-credentials-missing',
    says: 'The legacy API finds no credentials where it looks: over plain HTTP it wants a signature (oauth_ parameters in the query), over https key and secret.',
    fix: 'Call https:// with key and secret (Basic), or sign the request over http; better, ask for /wp-json/wc/v3/….',
  },
  {
    code: /^woocommerce_(rest|api)_authentication_error$/,
    message: /consumer secret|secr[eè]to|secret|geheim|segredo|segreto|sekret|секрет|رمز/i,
    id: 'wrong-secret',
    says: 'The consumer key is known to the store, and the secret sent with it is another: wrong, cut, or with white space or a line end.',
    fix: 'Copy key and secret of one row anew (the secret is shown once), and encode them without a line end.',
  },
  {
    code: /^woocommerce_(rest|api)_authentication_error$/,
    message: /signature method/i,
    id: 'signature-method-unknown',
    says: 'The signature method is none that the store knows: HMAC-SHA1 and HMAC-SHA256, written so.',
    fix: 'Choose HMAC-SHA256 in the client.',
  },
  {
    code: /^woocommerce_(rest|api)_authentication_error$/,
    message: /signature|firma|assinatura|signatur|handtekening|podpis|imza|подпис|امضا|签名|簽名/i,
    id: 'invalid-signature',
    says: 'The key is known, and the signature is not the one that the store makes of this request: another URL, other parameters or another secret were signed.',
    fix: 'Give the signed request to latchkey explain: it names the mistake. Over https key and secret can be sent without a signature.',
  },
  {
    code: /^woocommerce_(rest|api)_authentication_error$/,
    message: /timestamp|zeitstempel|horodatage|marca de tiempo|fecha|tijd/i,
    id: 'timestamp',
    says: 'oauth_timestamp is more than 15 minutes from the store’s clock.',
    fix: 'Send Unix time in seconds, and set the clock of both sides (NTP).',
  },
  {
    code: /^woocommerce_(rest|api)_authentication_error$/,
    message: /nonce/i,
    id: 'nonce-used',
    says: 'The nonce was used before with this key: the same signed request was sent twice, by a retry, a redirect or a proxy.',
    fix: 'Make a new nonce and timestamp, and so a new signature, for each request, retries among them.',
  },
  {
    code: /^woocommerce_(rest|api)_authentication_error$/,
    message: /permission|berechtig|permiso|autoris|permiss/i,
    id: 'key-permissions',
    says: 'The key is right, but may only read (or only write): its permissions are too few for this method.',
    fix: 'WooCommerce → Settings → Advanced → REST API → the key → Permissions: Read/Write.',
  },
  {
    code: /^woocommerce_(rest|api)_authentication_error$/,
    message:
      /consumer key is invalid|key|clave|cl[eé]|chave|chiave|sleutel|schlüssel|klucz|anahtar|ключ|کلید/i,
    id: 'unknown-key',
    says: 'The store does not have this consumer key: it was revoked, cut, or is another store’s.',
    fix: 'Make a key in this very store, and send it whole.',
  },
  {
    code: /^woocommerce_(rest|api)_authentication_error$/,
    id: 'authentication-error',
    says: 'WooCommerce has looked at the credentials and refused them; its message says why (key, secret, signature, timestamp, nonce or permissions), which this language does not tell here.',
    fix: `Ask the store in English (?_locale=en_US does not help: switch the site’s language), or let the doctor tell: ${doctor}.`,
  },
  {
    code: /^(json_)?oauth1_/,
    id: 'oauth1-plugin',
    says: 'A plugin for OAuth 1.0a took the request for its own: its keys are others than WooCommerce’s.',
    fix: 'Switch the plugin off, or send key and secret as Basic over https.',
  },
  {
    code: /missing_parameter$/,
    id: 'missing-parameter',
    says: 'WooCommerce found some of the OAuth parameters and misses others: all five are due (consumer key, timestamp, nonce, signature, signature method).',
    fix: 'Send all five in one place; over https send key and secret instead (consumer_key, not oauth_consumer_key).',
  },
  {
    code: /^woocommerce_api_disabled$/,
    id: 'legacy-disabled',
    says: 'The legacy API (/wc-api/…) is switched off, or since WooCommerce 9 not there without its plugin.',
    fix: 'Ask for /wp-json/wc/v3/…, or install WooCommerce Legacy REST API.',
  },
  {
    code: /^woocommerce_api_user_cannot/,
    id: 'user-without-role',
    says: 'The key is right, but its user may not do this.',
    fix: 'Make a key for an administrator or shop manager.',
  },
  {
    code: /^woocommerce_rest_(missing|invalid)_nonce$/,
    id: 'store-api-nonce',
    says: 'This is the Store API (wc/store), which looks at no keys: it wants the header Nonce for each change of a cart.',
    fix: 'Send the Nonce that GET /wp-json/wc/store/v1/cart answers with, or its Cart-Token; to manage the store use wc/v3 with keys.',
  },
  {
    code: /^(?:rest|json|woocommerce_api)_no_route$/,
    id: 'no-route',
    says: 'There is no such route: a wrong namespace or version, a wrong method, or WooCommerce is not active. Credentials do not matter here.',
    fix: 'Look into the store’s /wp-json/ for wc/v3 and the route; activate WooCommerce where wc/v3 is missing.',
  },
  {
    code: /^rest_cookie_invalid_nonce$/,
    id: 'cookie-nonce',
    says: 'WordPress saw a nonce of a page (X-WP-Nonce) or a log-in cookie without a right nonce, before it looked at keys.',
    fix: 'Send no cookies and no X-WP-Nonce along with a key; a page of the site has to take a fresh nonce.',
  },
  {
    code: /^rest_not_logged_in$|^rest_login_required$|^rest_cannot_access$|^rest_disabled$|^rest_unauthorized$|^rest_api_(disabled|restricted)|^dra_|^rsa_|^itsec_rest|^rest_forbidden_access/,
    id: 'rest-restricted',
    says: 'A plugin (or WordPress on a route of its own) closes the REST API to everybody who is not logged in, before WooCommerce looks at keys; consumer keys are no log-in to it.',
    fix: 'Except /wp-json/wc/ in the plugin that closes the API (Disable REST API, a security plugin), and ask for wc/v3 with keys.',
  },
  {
    code: /^jwt_auth_|^jwt_|^no_auth_header$|^invalid_token$|^mo_api/,
    id: 'jwt-plugin',
    says: 'A plugin for tokens (JWT) took the Authorization header for its own and refused it, before WooCommerce looked at the key.',
    fix: 'Send key and secret in the query over https, or let the plugin pass requests to /wp-json/wc/ (its whitelist).',
  },
  {
    code: /^(invalid_username|invalid_email|incorrect_password|invalid_password|empty_username|application_password)/,
    id: 'application-passwords',
    says: 'WordPress took the credentials for a log-in with an application password: it looks for a user of that name. The request is on a route for which WooCommerce does not look at keys, or the user name is no consumer key.',
    fix: 'Ask below /wp-json/wc/ with ck_… as user name and cs_… as password; for WordPress’s own routes send a user and an application password.',
  },
  {
    code: /^rest_forbidden|^rest_cannot_|^rest_user_cannot/,
    id: 'wordpress-rights',
    says: 'WordPress refuses it on a route of its own, where consumer keys do not count: to it the request is a stranger’s or of a user without the right.',
    fix: 'Ask for /wp-json/wc/v3/… with the key, or send a user with an application password.',
  },
  {
    code: /^rest_(invalid_param|missing_callback_param|invalid_json)$|^woocommerce_rest_invalid_/,
    id: 'parameters',
    says: 'The credentials are not the matter: the parameters are wrong or missing, and the answer names them.',
    fix: 'Mend the parameters that the answer names; send JSON with Content-Type: application/json.',
  },
  {
    code: /_invalid_id$|_invalid_(product|order|customer|coupon|term)|_exists$|_trashed$/,
    id: 'record',
    says: 'The credentials are right: the record that was asked for is not there, or cannot be changed so.',
    fix: 'Look at the id and the version of the API.',
  },
  {
    code: /^internal_server_error$/,
    id: 'critical-error',
    says: 'PHP died of a fatal error in WordPress, a plugin or the theme: 500, whatever the credentials.',
    fix: 'See the PHP log (wp-content/debug.log with WP_DEBUG_LOG) for the plugin that it names.',
  },
];

/** What is known of an answer's code. */
export function codeOf({ code, status, message, text }: ReceivedAnswer): KnownCode | undefined {
  if (code === undefined) return undefined;
  const words = message ?? text;
  return knownCodes.find(
    known =>
      known.code.test(code) &&
      (known.status === undefined || known.status === status) &&
      (known.message === undefined || known.message.test(words)),
  );
}
