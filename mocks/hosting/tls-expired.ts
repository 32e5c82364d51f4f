import { defineFault } from './fault.ts';

/** Nobody renewed it. */
export const tlsExpired = defineFault({
  id: 'tls-expired',
  title: 'The certificate has expired',
  layer: 'tls',
  description: 'The TLS handshake fails: CERT_HAS_EXPIRED, cURL error 60. No HTTP answer at all.',
  parameters: {},
  certificate: 'expired',
});
