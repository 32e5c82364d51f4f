import { defineFault } from './fault.ts';

/** RFC 8996 forbids TLS 1.0 and 1.1; current clients refuse them. */
export const tlsOldProtocol = defineFault({
  id: 'tls-old-protocol',
  title: 'The server speaks nothing newer than TLS 1.1',
  layer: 'tls',
  description:
    'The TLS handshake fails: ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION or UNSUPPORTED_PROTOCOL. No HTTP answer at all.',
  parameters: {},
  certificate: 'old protocol',
});
