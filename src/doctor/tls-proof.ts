import type { Evidence } from './evidence.ts';
import { networkFailure } from './signs.ts';

/** The failure of the handshake, and what the certificate says of itself. */
export function certificateProof(evidence: Evidence): string[] {
  const { hostname } = new URL(evidence.known.site);
  const failure = `A1 got no answer (${networkFailure(evidence)}): the certificate of ${hostname} was not accepted.`;
  const { certificate } = evidence;
  if (!certificate) return [failure];
  return [
    failure,
    `It is for ${certificate.names || certificate.subject}, issued by ${certificate.issuer}.`,
    `It is valid from ${certificate.validFrom} until ${certificate.validTo}.`,
  ];
}
