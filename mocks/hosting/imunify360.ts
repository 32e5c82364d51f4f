import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { json } from './pages.ts';
import { status } from './parameters.ts';

const message = 'Access denied by Imunify360 bot-protection. IPs used for automation should be whitelisted';

/** Valid JSON, often with 200, and not what was asked for. */
export const imunify360 = defineFault({
  id: 'imunify360',
  title: 'Imunify360 takes the client for a bot',
  layer: 'firewall',
  description:
    '200 (or 403, 500) JSON with nothing but a message: {"message":"Access denied by Imunify360 bot-protection. …"}.',
  parameters: { status: status([200, 403, 500], 200) },
  wrap: (next, options) =>
    instead(next, () => json(options.status, { message }, ['Server', 'imunify360-webshield/1.21'])),
});
