/** A reverse proxy between the client and the web server of the store. */
import { headerValues, onAnswer, onRequest, withHeader } from './change.ts';
import { defineFault, faultsIn } from './fault.ts';
import { number, textParameter } from './parameters.ts';

export const proxyFaults = faultsIn('proxy', [
  /** Apache joins two fields of one name with a comma; PHP takes the whole for one set of Basic credentials. */
  defineFault({
    id: 'authorization-joined',
    title: "A second Authorization header is joined to the client's",
    seen: 'The right secret in the Authorization header is refused as a wrong one (401); in the query it is right.',
    parameters: { added: textParameter('Basic c3RhZ2luZzpzdGFnaW5n', 'what the proxy adds') },
    wrap: (next, { added }) =>
      onRequest(next, message => ({
        ...message,
        headers: withHeader(
          message.headers,
          'Authorization',
          [...headerValues(message.headers, 'Authorization'), added].join(', '),
        ),
      })),
  }),
  /** `proxy_set_header Authorization "Basic …";`: the proxy logs itself in at a protected back end. */
  defineFault({
    id: 'authorization-replaced',
    title: "A proxy puts its own credentials in the place of the client's",
    seen: 'Right keys in the Authorization header are answered as if there were none (401 woocommerce_rest_cannot_view, or invalid_username); in the query they are let in.',
    parameters: { value: textParameter('Basic c3RhZ2luZzpzdGFnaW5n', 'what the proxy sends') },
    wrap: (next, { value }) =>
      onRequest(next, message => ({
        ...message,
        headers: withHeader(message.headers, 'Authorization', value),
      })),
  }),
  /** `is_ssl()` is false although the client speaks TLS: WooCommerce then takes no keys, only signatures. */
  defineFault({
    id: 'tls-ends-at-proxy',
    title: 'TLS ends at a proxy, and WordPress takes the connection for plain HTTP',
    seen: 'Right keys over HTTPS are answered as if there were none (401 woocommerce_rest_cannot_view), in the header and in the query; a signature made for the https URL is refused, one for the http URL accepted.',
    parameters: {},
    wrap: next =>
      onRequest(next, message =>
        message.scheme === 'http'
          ? message
          : {
              ...message,
              scheme: 'http',
              headers: withHeader(message.headers, 'X-Forwarded-Proto', 'https'),
            },
      ),
  }),
  /** A proxy whose buffer or time limit is too small. */
  defineFault({
    id: 'body-cut',
    title: 'Answers end in the middle',
    seen: 'The status line and headers arrive, and less of the body than they promise: an aborted body, or bad JSON, though the store has done what was asked.',
    parameters: { bytes: number(20, 'how much of the body arrives', { min: 0, whole: true }) },
    wrap: (next, { bytes }) =>
      onAnswer(next, answer =>
        answer.body.length <= bytes ? answer : { ...answer, breakage: { at: 'body', bytes } },
      ),
  }),
  /** A proxy that speaks HTTP/1.0 to the store, as Nginx does by default. */
  defineFault({
    id: 'connection-close',
    title: 'Every answer ends its connection',
    seen: 'Connection: close on each answer, often with Via: 1.0: a client that keeps connections open may see ECONNRESET on its next request, and each request pays for a handshake.',
    parameters: {},
    wrap: next =>
      onAnswer(next, answer => ({
        ...answer,
        headers: withHeader(withHeader(answer.headers, 'Via', '1.0 proxy'), 'Connection', 'close'),
      })),
  }),
]);
