import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { status } from './parameters.ts';

/** PHP-FPM is down, full or too slow. */
export const badGateway = defineFault({
  id: 'bad-gateway',
  title: 'The server does not reach PHP',
  layer: 'web server',
  description: '502, 503 or 504 HTML. Whether the store has done what was asked cannot be told from a 504.',
  parameters: { status: status([502, 503, 504], 502) },
  wrap: (next, options) => instead(next, () => serverPage('nginx', options.status)),
});
