import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { json } from './pages.ts';

/** WooCommerce 9.0 and later without the legacy plugin. `errors` is an object here, a list everywhere else. */
export const legacyDisabled = defineFault({
  id: 'legacy-disabled',
  title: 'The legacy API is off',
  layer: 'plugin',
  description: '404 JSON {"errors":{"code":"woocommerce_api_disabled",…}} for /wc-api/v1 … v3; wc/v3 works.',
  parameters: {},
  wrap: next =>
    instead(next, ({ target }) =>
      /\/wc-api\/v\d/.test(target) || /[?&]wc-api-version=/.test(target)
        ? json(404, {
            errors: {
              code: 'woocommerce_api_disabled',
              message: 'The WooCommerce API is disabled on this site',
            },
          })
        : undefined,
    ),
});
