import { onRequest, withoutHeader } from './change.ts';
import { defineFault } from './fault.ts';

/** Apache in front of PHP-FPM or CGI by default; Varnish with a common snippet; a proxy that empties the field. */
export const stripAuthorization = defineFault({
  id: 'strip-authorization',
  title: 'The Authorization header is stripped',
  layer: 'web server',
  description:
    '401 woocommerce_rest_cannot_view for right keys in the header; in the query they work, and so does OAuth in the query.',
  parameters: {},
  wrap: next =>
    onRequest(next, message => ({ ...message, headers: withoutHeader(message.headers, 'Authorization') })),
});
