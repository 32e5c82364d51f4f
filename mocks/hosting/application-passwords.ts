import { defineFault } from './fault.ts';

/** WordPress takes Basic credentials for an application password where WooCommerce has not claimed them. */
export const applicationPasswords = defineFault({
  id: 'application-passwords',
  title: 'Application passwords are in use',
  layer: 'wordpress',
  description:
    'Keys sent as Basic credentials to a route outside wc/ (the index /wp-json/ too) are 401 invalid_username; on wc/v3 nothing changes.',
  parameters: {},
  site: () => ({ switches: { applicationPasswords: true } }),
});
