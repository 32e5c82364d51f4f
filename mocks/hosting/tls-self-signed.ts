import { defineFault } from './fault.ts';

/** A staging store with a certificate that its owner made. */
export const tlsSelfSigned = defineFault({
  id: 'tls-self-signed',
  title: 'The certificate is signed by itself',
  layer: 'tls',
  description:
    'The TLS handshake fails: DEPTH_ZERO_SELF_SIGNED_CERT, cURL error 60, even when the authority is trusted.',
  parameters: {},
  certificate: 'self-signed',
});
