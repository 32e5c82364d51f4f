/** What is needed to speak TLS, in PEM. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
  /** Speak nothing newer than TLS 1.1, as servers did before RFC 8996. */
  readonly oldProtocol?: boolean;
}
