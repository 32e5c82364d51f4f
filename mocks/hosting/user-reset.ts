import { defineFault } from './fault.ts';

/** A membership or security plugin that sets the current user itself, behind WooCommerce's back. */
export const userReset = defineFault({
  id: 'user-reset',
  title: 'A plugin resets the user after WooCommerce has authenticated it',
  layer: 'plugin',
  description:
    '401 woocommerce_rest_cannot_view for the right key, while a wrong secret or signature is told as such: the key is right, and still nobody.',
  parameters: {},
  site: () => ({ plugins: [{ name: 'user-reset', resetsUser: () => true }] }),
});
