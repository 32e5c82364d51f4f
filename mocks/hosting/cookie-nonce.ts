import { defineFault } from './fault.ts';
import type { PluginRequest } from './site-settings.ts';

const isLoggedIn = (request: PluginRequest) => /wordpress_logged_in_/.test(request.header('Cookie') ?? '');

/** The cookie's user comes before the key's, and a cookie counts only together with a nonce. */
export const cookieNonce = defineFault({
  id: 'cookie-nonce',
  title: 'A logged-in cookie wins over the key',
  layer: 'plugin',
  description:
    'With WordPress cookies: 401 woocommerce_rest_cannot_view, and 403 rest_cookie_invalid_nonce when X-WP-Nonce is sent too. Without cookies the key works.',
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
});
