/** What becomes of the connection itself, before a server has read the request. */
import { noBody } from '../message.ts';
import { defineFault, faultsIn } from './fault.ts';

export const networkFaults = faultsIn('network', [
  /** A firewall that drops connections, or a PHP process that died. */
  defineFault({
    id: 'connection-reset',
    title: 'The connection ends before the answer',
    seen: 'ECONNRESET, "socket hang up", "empty reply from server": the connection ends without a status line.',
    parameters: {},
    wrap: () => async () => ({ status: 502, headers: [], body: noBody, breakage: { at: 'start' } }),
  }),
]);
