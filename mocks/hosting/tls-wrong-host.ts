import { defineFault } from './fault.ts';

/** The shared host serves its own name, or www is missing from the certificate. */
export const tlsWrongHost = defineFault({
  id: 'tls-wrong-host',
  title: 'The certificate is for another host',
  layer: 'tls',
  description: 'The TLS handshake fails: ERR_TLS_CERT_ALTNAME_INVALID, cURL error 60. No HTTP answer at all.',
  parameters: {},
  certificate: 'wrong host',
});
