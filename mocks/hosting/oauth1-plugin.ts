import { defineFault } from './fault.ts';
import type { PluginRequest } from './site-settings.ts';

const names = [
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

/** WP-API's OAuth 1.0a server: it wants a token too, which WooCommerce's clients never have. */
export const oauth1Plugin = defineFault({
  id: 'oauth1-plugin',
  title: "An OAuth 1.0a server plugin answers in WooCommerce's place",
  layer: 'plugin',
  description:
    '401 JSON json_oauth1_missing_parameter "Missing OAuth parameter oauth_token" for OAuth requests that WooCommerce refuses; Basic works.',
  parameters: {},
  site: () => ({
    plugins: [
      {
        name: 'rest-api-oauth1',
        restAuthenticationErrors: (request, userId) => {
          if (userId !== 0) return undefined;
          const missing = names.filter(name => !isGiven(request, name));
          if (missing.length === 0 || missing.length === names.length) return undefined;
          return {
            code: 'json_oauth1_missing_parameter',
            message: `Missing OAuth parameter${missing.length === 1 ? '' : 's'} ${missing.join(', ')}`,
            data: { status: 401 },
          };
        },
      },
    ],
  }),
});
