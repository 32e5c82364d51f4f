/** What is wrong with the certificate that the HTTPS listener serves. */
export type CertificateKind =
  /** Its time ran out. */
  | 'expired'
  /** It names another host. */
  | 'wrong host'
  /** It is signed by itself, by no authority. */
  | 'self-signed'
  /** It is signed by an intermediate authority that the server does not send along. */
  | 'missing intermediate'
  /** The server speaks nothing newer than TLS 1.1 (RFC 8996 forbids it). */
  | 'old protocol';
