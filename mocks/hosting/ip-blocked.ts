import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { status } from './parameters.ts';

/** An allow-list, a country block, or a block of data centres: from another network everything works. */
export const ipBlocked = defineFault({
  id: 'ip-blocked',
  title: "The client's address is blocked",
  layer: 'firewall',
  description:
    '403 HTML for everything, the front page too, whatever is sent. From one place outside it cannot be told from a firewall that blocks everybody.',
  parameters: { status: status([403, 503], 403) },
  wrap: (next, options) => instead(next, () => serverPage('apache', options.status)),
});
