import { onRequest } from './change.ts';
import { defineFault } from './fault.ts';

/** The rewrite rules were not written again after WooCommerce was activated. */
export const wcAuth404 = defineFault({
  id: 'wc-auth-404',
  title: 'The page that grants keys is not found',
  layer: 'wordpress',
  description:
    '404 HTML of the theme for /wc-auth/v1/…; /?wc-auth-version=1&wc-auth-route=authorize&… works.',
  parameters: {},
  wrap: next =>
    onRequest(next, message => ({
      ...message,
      target: message.target.replace(/^([^?]*\/)wc-auth(?=\/|\?|$)/, '$1no-such-page'),
    })),
});
