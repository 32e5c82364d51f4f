/** Plugins that take part in authentication, and spoil that of WooCommerce. */
import { isRest, onAnswer } from './change.ts';
import { defineFault, faultsIn } from './fault.ts';
import { choice, status } from './parameters.ts';
import type { PluginRequest } from './site-settings.ts';

const isLoggedIn = (request: PluginRequest) => /wordpress_logged_in_/.test(request.header('Cookie') ?? '');

const oauthParameters = [
  'oauth_consumer_key',
  'oauth_timestamp',
  'oauth_nonce',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_token',
];

/** The OAuth parameters in the query, or in an `Authorization: OAuth` header. */
function isGiven(request: PluginRequest, name: string): boolean {
  const value = request.get.get(name);
  if (typeof value === 'string' && value !== '' && value !== '0') return true;
  const header = request.header('Authorization') ?? request.server('HTTP_AUTHORIZATION') ?? '';
  return /^OAuth /i.test(header) && new RegExp(`\\b${name}="[^"]+"`).test(header);
}

/** The codes of plugins that close the REST API to those who are not logged in, with their words. */
const refusals = {
  rest_cannot_access: [401, 'Only authenticated users can access the REST API.'],
  rest_unauthorized: [401, 'Only authenticated users can access the REST API.'],
  rest_login_required: [401, 'REST API restricted to authenticated users.'],
  rest_authentication_error: [401, 'Sorry, you do not have permission to make REST API requests.'],
  shield_block_anon_restapi: [
    401,
    'Anonymous access to the WordPress Rest API has been restricted by Shield.',
  ],
  itsec_rest_api_access_restricted: [
    401,
    'You do not have sufficient permission to access this endpoint. Access to REST API requests is restricted by Solid Security settings.',
  ],
  rest_not_logged_in: [401, 'You are not currently logged in.'],
  rest_disabled: [403, 'REST API is disabled for unauthenticated users.'],
  vip_maintenance_mode_unauthorized: [
    503,
    'REST API access is currently restricted, while this site is undergoing maintenance.',
  ],
} as const;
type RefusalCode = keyof typeof refusals;

export const pluginAuthenticationFaults = faultsIn('plugin', [
  /** The cookie's user comes before the key's, and a cookie counts only together with a nonce. */
  defineFault({
    id: 'cookie-nonce',
    title: 'A cookie of WordPress wins over the key',
    seen: 'With cookies of the site, in a browser or an app that holds them, right keys are 401 woocommerce_rest_cannot_view, or 403 rest_cookie_invalid_nonce with X-WP-Nonce; without cookies they work.',
    parameters: {},
    site: () => ({
      plugins: [
        {
          name: 'cookie-nonce',
          determineCurrentUser: request => (isLoggedIn(request) ? 0 : undefined),
          restAuthenticationErrors: request =>
            isLoggedIn(request) && request.header('X-WP-Nonce') !== undefined
              ? { code: 'rest_cookie_invalid_nonce', message: 'Cookie check failed', data: { status: 403 } }
              : undefined,
        },
      ],
    }),
  }),
  /** Fixed in WooCommerce 4.7; a plugin that resets the user does the same today. */
  defineFault({
    id: 'early-user',
    title: 'A plugin settles the user before WooCommerce can authenticate',
    seen: 'Everything, right or wrong, is answered as if nobody had asked (401 woocommerce_rest_cannot_view), in the header, in the query and signed; not even a missing OAuth parameter is told.',
    parameters: {},
    site: () => ({ plugins: [{ name: 'early-user', determineCurrentUser: () => 0 }] }),
  }),
  /** A membership or security plugin that sets the current user itself, behind WooCommerce's back. */
  defineFault({
    id: 'user-reset',
    title: 'A plugin resets the user after WooCommerce has authenticated it',
    seen: 'The right secret is answered as if nobody had asked (401 woocommerce_rest_cannot_view), while a wrong secret or signature is refused as such.',
    parameters: {},
    site: () => ({ plugins: [{ name: 'user-reset', resetsUser: () => true }] }),
  }),
  /**
   * JWT Authentication for WP REST API, before it looked for `Bearer` first. It keeps its error until
   * `rest_pre_dispatch`, so an error of WooCommerce's own (wrong secret, missing parameter) is told before it.
   */
  defineFault({
    id: 'jwt-plugin',
    title: 'A JWT plugin takes every Authorization header for its own',
    seen: '403 (one variant: 200) JSON jwt_auth_bad_auth_header or the like for right keys in the header, which so is known to arrive; in the query they work.',
    parameters: { status: status([403, 200], 403, 'the status code of the answer; 403 in its body') },
    site: () => ({
      plugins: [
        {
          name: 'jwt-auth',
          restPreDispatch: request => {
            const sent =
              request.server('HTTP_AUTHORIZATION') ??
              request.server('REDIRECT_HTTP_AUTHORIZATION') ??
              request.header('Authorization') ??
              '';
            // `sscanf($auth, 'Bearer %s')`.
            if (sent === '' || /^Bearer\s+\S/.test(sent)) return undefined;
            return {
              code: 'jwt_auth_bad_auth_header',
              message: 'Authorization header malformed.',
              data: { status: 403 },
            };
          },
        },
      ],
    }),
    wrap: (next, options) =>
      onAnswer(next, (answer, message) => {
        if (options.status === 403 || answer.status !== 403 || !isRest(message)) return answer;
        const isOurs = new TextDecoder().decode(answer.body).includes('jwt_auth_bad_auth_header');
        return isOurs ? { ...answer, status: options.status } : answer;
      }),
  }),
  /** WP-API's OAuth 1.0a server: it wants a token too, which WooCommerce's clients never have. */
  defineFault({
    id: 'oauth1-plugin',
    title: "An OAuth 1.0a server plugin answers in WooCommerce's place",
    seen: '401 JSON json_oauth1_missing_parameter "Missing OAuth parameter oauth_token" or the like for OAuth requests that WooCommerce refuses; Basic works.',
    parameters: {},
    site: () => ({
      plugins: [
        {
          name: 'rest-api-oauth1',
          restAuthenticationErrors: (request, userId) => {
            if (userId !== 0) return undefined;
            const missing = oauthParameters.filter(name => !isGiven(request, name));
            if (missing.length === 0 || missing.length === oauthParameters.length) return undefined;
            return {
              code: 'json_oauth1_missing_parameter',
              message: `Missing OAuth parameter${missing.length === 1 ? '' : 's'} ${missing.join(', ')}`,
              data: { status: 401 },
            };
          },
        },
      ],
    }),
  }),
  /**
   * They hook `rest_authentication_errors` before WooCommerce reports its own errors there. A key that WooCommerce
   * accepts counts as logged in, so with keys this code means that the keys failed for another reason, which it hides.
   */
  defineFault({
    id: 'rest-restricted',
    title: 'A plugin closes the REST API to those who are not logged in',
    seen: "401 (403, 503) JSON with the plugin's code for everything without an accepted key, the index too; a wrong secret or signature shows this code in the place of WooCommerce's.",
    parameters: {
      code: choice(
        Object.keys(refusals) as RefusalCode[],
        'rest_cannot_access',
        'the code, which names the plugin',
      ),
    },
    site: ({ code }) => ({
      plugins: [
        {
          name: `rest-restricted (${code})`,
          restAuthenticationErrors: (_, userId) => {
            const [status, message] = refusals[code];
            return userId === 0 ? { code, message, data: { status } } : undefined;
          },
        },
      ],
    }),
  }),
]);
