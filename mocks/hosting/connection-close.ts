import { onAnswer, withHeader } from './change.ts';
import { defineFault } from './fault.ts';

/** A proxy that speaks HTTP/1.0 to the store, as Nginx does by default. */
export const connectionClose = defineFault({
  id: 'connection-close',
  title: 'Every answer ends its connection',
  layer: 'network',
  description:
    'Connection: close and Via: 1.0 on each answer. A client that reuses connections may see ECONNRESET on its next request.',
  parameters: {},
  wrap: next =>
    onAnswer(next, answer => ({
      ...answer,
      headers: withHeader(withHeader(answer.headers, 'Via', '1.0 proxy'), 'Connection', 'close'),
    })),
});
