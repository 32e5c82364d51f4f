import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { choice } from './parameters.ts';

/** A rewrite rule, a location or a folder named `wc` that is in the way. */
export const restPath404 = defineFault({
  id: 'rest-path-404',
  title: 'The web server answers /wp-json/wc/ itself',
  layer: 'web server',
  description: '404 HTML below /wp-json/wc/, while /wp-json/ and /?rest_route=/wc/v3 answer JSON.',
  parameters: { server: choice(['apache', 'nginx'], 'apache', 'whose page it is') },
  path: '/wp-json/wc/',
  wrap: (next, { server }) => instead(next, () => serverPage(server, 404)),
});
