import type { Fault } from '../fault.ts';
import { networkFailure } from '../signs.ts';
import { certificateProof } from '../tls-proof.ts';

export const tlsSelfSigned: Fault = {
  id: 'tls-self-signed',
  layer: 'TLS',
  title: 'The certificate is signed by itself',
  level: 'fault',
  symptom: 'DEPTH_ZERO_SELF_SIGNED_CERT, "cURL error 60: self-signed certificate".',
  probes: ['A1'],
  lookAlikes: [{ id: 'tls-private-authority', difference: 'an authority signed it, and is not trusted' }],
  examine(evidence) {
    if (networkFailure(evidence) !== 'DEPTH_ZERO_SELF_SIGNED_CERT') return undefined;
    return { certainty: 'proven', proof: certificateProof(evidence) };
  },
  fixes: [
    {
      server: 'any',
      where: 'on a server that the world can reach',
      lines: 'certbot --nginx -d shop.example   # or --apache',
      check: 'Run the doctor again: A1 is answered.',
    },
    {
      server: 'client',
      where: 'a staging store: trust this one certificate',
      lines:
        'openssl s_client -connect shop.example:443 </dev/null | openssl x509 > shop.pem\nexport NODE_EXTRA_CA_CERTS=shop.pem   # curl --cacert shop.pem, REQUESTS_CA_BUNDLE=shop.pem',
      check: 'latchkey doctor https://shop.example --ca shop.pem',
    },
  ],
  workaround: 'Trust the certificate by file (--ca), not by switching the check off.',
  wrongAdvice: 'verify_ssl=false and the like: the keys then go to whoever answers.',
  sources: ['https://github.com/woocommerce/wc-api-python/issues/60'],
};
