import { defineFault } from './fault.ts';
import { choice } from './parameters.ts';

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
type Code = keyof typeof refusals;

/**
 * They hook `rest_authentication_errors` before WooCommerce reports its own errors there. A key that WooCommerce
 * accepts counts as logged in, so with keys this code means that the keys failed for another reason, which it hides.
 */
export const restRestricted = defineFault({
  id: 'rest-restricted',
  title: 'A plugin closes the REST API to those who are not logged in',
  layer: 'plugin',
  description:
    "401 (403, 503) JSON with the plugin's code for everything without an accepted key, the index too; a wrong secret or signature shows this code in the place of WooCommerce's.",
  parameters: {
    code: choice(Object.keys(refusals) as Code[], 'rest_cannot_access', 'the code, which names the plugin'),
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
});
