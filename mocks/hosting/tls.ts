/** What goes wrong before HTTP: the certificate and the protocol that the listener serves. */
import { defineFault, faultsIn } from './fault.ts';

export const tlsFaults = faultsIn('tls', [
  /** Nobody renewed it. */
  defineFault({
    id: 'tls-expired',
    title: 'The certificate has expired',
    seen: 'The TLS handshake fails: CERT_HAS_EXPIRED, "cURL error 60: certificate has expired"; there is no HTTP answer at all.',
    parameters: {},
    certificate: 'expired',
  }),
  /** The server sends the leaf alone, where fullchain.pem belongs. */
  defineFault({
    id: 'tls-missing-intermediate',
    title: 'The server leaves the intermediate certificate out',
    seen: 'The TLS handshake fails: UNABLE_TO_VERIFY_LEAF_SIGNATURE, "cURL error 60: unable to get local issuer certificate"; browsers often manage, because they fetch or remember the intermediate.',
    parameters: {},
    certificate: 'missing intermediate',
  }),
  /** RFC 8996 forbids TLS 1.0 and 1.1; current clients refuse them. */
  defineFault({
    id: 'tls-old-protocol',
    title: 'The server speaks no TLS that is still allowed',
    seen: 'The TLS handshake fails with an alert (ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION, UNSUPPORTED_PROTOCOL): the server knows nothing newer than TLS 1.1, or no cipher in common.',
    parameters: {},
    certificate: 'old protocol',
  }),
  /** A staging store with a certificate that its owner made. */
  defineFault({
    id: 'tls-self-signed',
    title: 'The certificate is signed by itself',
    seen: 'The TLS handshake fails: DEPTH_ZERO_SELF_SIGNED_CERT, "cURL error 60: self-signed certificate", even when the authority is trusted.',
    parameters: {},
    certificate: 'self-signed',
  }),
  /** The shared host serves its own name, or www is missing from the certificate. */
  defineFault({
    id: 'tls-wrong-host',
    title: 'The certificate is for another host',
    seen: 'The TLS handshake fails: ERR_TLS_CERT_ALTNAME_INVALID, "cURL error 60: no alternative certificate subject name matches"; there is no HTTP answer at all.',
    parameters: {},
    certificate: 'wrong host',
  }),
]);
