import { defineFault } from './fault.ts';

/** Fixed in WooCommerce 4.7; a plugin that resets the user does the same today. */
export const earlyUser = defineFault({
  id: 'early-user',
  title: 'A plugin asks for the user before WooCommerce can authenticate',
  layer: 'plugin',
  description:
    '401 woocommerce_rest_cannot_view for everything, right or wrong, in the header, in the query and signed; not even a missing OAuth parameter is told.',
  parameters: {},
  site: () => ({ plugins: [{ name: 'early-user', determineCurrentUser: () => 0 }] }),
});
