/** What is wrong with the certificate that the HTTPS listener serves. */
import type { ActiveFault } from './fault.ts';

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

/** The certificate that the listener is to serve for these faults; undefined is a good one. */
export function certificateFault(faults: readonly ActiveFault[]): CertificateKind | undefined {
  return faults.find(active => active.fault.certificate !== undefined)?.fault.certificate;
}
