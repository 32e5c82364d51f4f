import { noBody } from '../message.ts';
import { defineFault } from './fault.ts';

/** A firewall that drops connections, or a PHP process that died. */
export const connectionReset = defineFault({
  id: 'connection-reset',
  title: 'The connection ends before the answer',
  layer: 'network',
  description:
    'ECONNRESET or "socket hang up": the connection ends without a status line. The store never sees the request.',
  parameters: {},
  wrap: () => () => ({ status: 502, headers: [], body: noBody, breakage: { at: 'start' } }),
});
