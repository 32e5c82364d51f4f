import type { Fault } from '../fault.ts';
import { networkFailure } from '../signs.ts';
import { certificateProof } from '../tls-proof.ts';

export const tlsNotYetValid: Fault = {
  id: 'tls-not-yet-valid',
  layer: 'TLS',
  title: 'The certificate is not valid yet',
  level: 'fault',
  symptom: 'CERT_NOT_YET_VALID: its time has not come, by the clock of this machine.',
  probes: ['A1'],
  lookAlikes: [{ id: 'tls-expired', difference: 'its time is over' }],
  examine(evidence) {
    if (networkFailure(evidence) !== 'CERT_NOT_YET_VALID') return undefined;
    return {
      certainty: 'proven',
      proof: certificateProof(evidence),
      undecided: 'A clock of this machine that is behind looks the same, and is commoner.',
    };
  },
  fixes: [
    {
      server: 'client',
      where: 'on the machine whose clock is off',
      lines: 'timedatectl set-ntp true',
      check: 'date -u is right.',
    },
  ],
  workaround: 'None that is safe.',
  wrongAdvice: 'verify_ssl=false and the like: the keys then go to whoever answers.',
  sources: ['https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5'],
};
