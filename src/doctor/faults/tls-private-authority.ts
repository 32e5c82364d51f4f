import type { Fault } from '../fault.ts';
import { networkFailure } from '../signs.ts';
import { certificateProof } from '../tls-proof.ts';

export const tlsPrivateAuthority: Fault = {
  id: 'tls-private-authority',
  layer: 'TLS',
  title: 'The certificate is signed by an authority that is not trusted here',
  level: 'fault',
  symptom:
    'SELF_SIGNED_CERT_IN_CHAIN or UNABLE_TO_VERIFY_LEAF_SIGNATURE, "cURL error 60: unable to get local issuer certificate".',
  probes: ['A1'],
  lookAlikes: [
    {
      id: 'tls-missing-intermediate',
      difference: 'the authority is public, and the server leaves its intermediate out',
    },
    { id: 'tls-self-signed', difference: 'nobody but the certificate itself signed it' },
  ],
  examine(evidence) {
    const code = networkFailure(evidence);
    if (code === 'SELF_SIGNED_CERT_IN_CHAIN')
      return { certainty: 'proven', proof: certificateProof(evidence) };
    if (code !== 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' && code !== 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY')
      return undefined;
    // Public authorities write into the certificate where their own is found; and with --ca the authority is known.
    if (evidence.certificate?.tellsIssuer) return undefined;
    return {
      certainty: evidence.hasOwnCa ? 'possible' : 'likely',
      proof: certificateProof(evidence),
      undecided:
        'An authority that is unknown here and an intermediate that the server leaves out look the same: who is the issuer?',
    };
  },
  fixes: [
    {
      server: 'client',
      where: 'the client: trust the authority by file',
      lines:
        'export NODE_EXTRA_CA_CERTS=ca.pem   # curl --cacert ca.pem, REQUESTS_CA_BUNDLE=ca.pem, SSL_CERT_FILE=ca.pem',
      check: 'latchkey doctor https://shop.example --ca ca.pem',
    },
    {
      server: 'client',
      where: 'a machine with an old bundle of authorities (the public one is missing there)',
      lines: 'apt-get install --only-upgrade ca-certificates',
      check: 'curl -I https://shop.example/ answers.',
    },
  ],
  workaround: 'Trust the authority by file (--ca), not by switching the check off.',
  wrongAdvice: 'verify_ssl=false and the like: the keys then go to whoever answers.',
  sources: ['https://github.com/woocommerce/wc-api-php/issues/313'],
};
