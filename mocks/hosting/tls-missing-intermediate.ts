import { defineFault } from './fault.ts';

/** The server sends the leaf alone, where fullchain.pem belongs. */
export const tlsMissingIntermediate = defineFault({
  id: 'tls-missing-intermediate',
  title: 'The intermediate certificate is missing',
  layer: 'tls',
  description:
    'The TLS handshake fails: UNABLE_TO_VERIFY_LEAF_SIGNATURE, cURL error 60. Browsers often manage, because they fetch or remember the intermediate.',
  parameters: {},
  certificate: 'missing intermediate',
});
