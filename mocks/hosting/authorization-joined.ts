import { headerValues, onRequest, withHeader } from './change.ts';
import { defineFault } from './fault.ts';
import { text } from './parameters.ts';

/** Apache joins two fields of one name with a comma; PHP takes the whole for one set of Basic credentials. */
export const authorizationJoined = defineFault({
  id: 'authorization-joined',
  title: "A second Authorization header is joined to the client's",
  layer: 'proxy',
  description:
    'Right keys in the header are 401: the secret that arrives is not the one that was sent. In the query they work.',
  parameters: { added: text('Basic c3RhZ2luZzpzdGFnaW5n', 'what the proxy adds') },
  wrap: (next, { added }) =>
    onRequest(next, message => ({
      ...message,
      headers: withHeader(
        message.headers,
        'Authorization',
        [...headerValues(message.headers, 'Authorization'), added].join(', '),
      ),
    })),
});
