import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { choice, status } from './parameters.ts';

/** mod_security, or a host's own rules, which dislike the API as such. */
export const firewall = defineFault({
  id: 'firewall',
  title: 'A firewall refuses the API',
  layer: 'firewall',
  description:
    "An HTML page with 403, 406, 455 or 501 for /wp-json/wc/, while the index /wp-json/ answers JSON. None of WordPress's headers.",
  parameters: {
    status: status([403, 406, 455, 501, 503], 403),
    server: choice(['apache', 'nginx'], 'apache', 'whose page it is'),
  },
  path: '/wp-json/wc/',
  wrap: (next, options) => instead(next, () => serverPage(options.server, options.status)),
});
