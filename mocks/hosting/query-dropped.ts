import { onRequest, pathOf } from './change.ts';
import { defineFault } from './fault.ts';

/** `try_files $uri /index.php;` without `?$args`; a CDN rule that ignores the query. */
export const queryDropped = defineFault({
  id: 'query-dropped',
  title: 'The query string is dropped',
  layer: 'web server',
  description:
    '401 woocommerce_rest_cannot_view for credentials in the query and for OAuth; keys in the Authorization header work, but filters and pages are ignored.',
  parameters: {},
  wrap: next => onRequest(next, message => ({ ...message, target: pathOf(message.target) })),
});
