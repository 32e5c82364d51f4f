import { onRequest, pathOf, withoutHeader } from './change.ts';
import { defineFault } from './fault.ts';

/** Two faults that often come together, where neither work-around helps. */
export const stripAllCredentials = defineFault({
  id: 'strip-all-credentials',
  title: 'The Authorization header and the query are dropped',
  layer: 'web server',
  description:
    '401 woocommerce_rest_cannot_view for everything; OAuth in the form body of a POST is all that still arrives.',
  parameters: {},
  wrap: next =>
    onRequest(next, message => ({
      ...message,
      target: pathOf(message.target),
      headers: withoutHeader(message.headers, 'Authorization'),
    })),
});
