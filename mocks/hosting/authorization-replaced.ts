import { onRequest, withHeader } from './change.ts';
import { defineFault } from './fault.ts';
import { text } from './parameters.ts';

/** `proxy_set_header Authorization "Basic …";`: the proxy logs itself in at a protected back end. */
export const authorizationReplaced = defineFault({
  id: 'authorization-replaced',
  title: "A proxy puts its own credentials in the place of the client's",
  layer: 'proxy',
  description:
    '401 woocommerce_rest_cannot_view (or invalid_username) for right keys in the header; in the query they work.',
  parameters: { value: text('Basic c3RhZ2luZzpzdGFnaW5n', 'what the proxy sends') },
  wrap: (next, { value }) =>
    onRequest(next, message => ({
      ...message,
      headers: withHeader(message.headers, 'Authorization', value),
    })),
});
