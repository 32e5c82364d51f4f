import { onRequest, pathOf, percentDecoded, queryOf } from './change.ts';
import { defineFault } from './fault.ts';

/**
 * `try_files $uri $uri/ /index.php?q=$uri&$args;`: a rule of other software. `$uri` is the decoded path, and
 * WooCommerce signs all of `$_GET`, so every signature is short of one parameter.
 */
export const queryQAdded = defineFault({
  id: 'query-q-added',
  title: 'Nginx adds q= to the query',
  layer: 'web server',
  description:
    'OAuth: 401 "Invalid signature - provided signature does not match." always. Keys in the header or the query work.',
  parameters: {},
  wrap: next =>
    onRequest(next, message => {
      const path = pathOf(message.target);
      return { ...message, target: `${path}?q=${percentDecoded(path)}&${queryOf(message.target)}` };
    }),
});
