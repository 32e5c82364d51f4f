import { onRequest, withHeader } from './change.ts';
import { defineFault } from './fault.ts';

/** `is_ssl()` is false although the client speaks TLS: WooCommerce then takes no keys, only signatures. */
export const tlsEndsAtProxy = defineFault({
  id: 'tls-ends-at-proxy',
  title: 'TLS ends at a proxy and the store sees http',
  layer: 'proxy',
  description:
    '401 woocommerce_rest_cannot_view for right keys in the header and in the query; a signature made for the http URL is accepted at the https URL.',
  parameters: {},
  wrap: next =>
    onRequest(next, message =>
      message.scheme === 'http'
        ? message
        : { ...message, scheme: 'http', headers: withHeader(message.headers, 'X-Forwarded-Proto', 'https') },
    ),
});
