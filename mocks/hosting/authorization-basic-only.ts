import { headerValue } from '../message.ts';
import { onRequest, withoutHeader } from './change.ts';
import { defineFault } from './fault.ts';

/** What `wp_populate_basic_auth_from_authorization_header()` accepts. */
const basic = /^Basic ([a-z\d/+]*={0,2})$/i;

/**
 * The rule that brings the header back stands as a flag on the front controller's line, so that it arrives
 * as REDIRECT_HTTP_AUTHORIZATION alone. WordPress reads Basic credentials from there (since 5.6), WooCommerce
 * does not look there for OAuth.
 */
export const authorizationBasicOnly = defineFault({
  id: 'authorization-basic-only',
  title: 'The Authorization header arrives under another name, half repaired',
  layer: 'web server',
  description:
    'Keys as Basic credentials work; OAuth in the Authorization header is 401 woocommerce_rest_cannot_view, in the query it works.',
  parameters: {},
  wrap: next =>
    onRequest(next, message => {
      const sent = headerValue(message.headers, 'Authorization');
      if (sent === undefined || basic.test(sent)) return message;
      return { ...message, headers: withoutHeader(message.headers, 'Authorization') };
    }),
});
