import type { Fault } from '../fault.ts';
import { networkFailure } from '../signs.ts';
import { certificateProof } from '../tls-proof.ts';

export const tlsMissingIntermediate: Fault = {
  id: 'tls-missing-intermediate',
  layer: 'TLS',
  title: 'The server leaves the intermediate certificate out',
  level: 'fault',
  symptom:
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE, "cURL error 60: unable to get local issuer certificate". Browsers often manage, because they fetch or remember the intermediate.',
  probes: ['A1'],
  lookAlikes: [
    { id: 'tls-private-authority', difference: 'the authority is a private one' },
    { id: 'tls-self-signed', difference: 'nobody but the certificate itself signed it' },
  ],
  examine(evidence) {
    const code = networkFailure(evidence);
    if (code !== 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' && code !== 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY')
      return undefined;
    const isPublic = evidence.certificate?.tellsIssuer ?? false;
    return {
      certainty: isPublic ? 'proven' : evidence.hasOwnCa ? 'likely' : 'possible',
      proof: [
        ...certificateProof(evidence),
        ...(isPublic ? ["It says where its issuer's certificate is found, as public authorities do."] : []),
      ],
      ...(!isPublic && {
        undecided:
          'An authority that is unknown here and an intermediate that the server leaves out look the same: who is the issuer?',
      }),
    };
  },
  fixes: [
    {
      server: 'Nginx',
      where: 'the server on port 443: the whole chain',
      lines: 'ssl_certificate /etc/letsencrypt/live/shop.example/fullchain.pem;',
      insteadOf: 'ssl_certificate /etc/letsencrypt/live/shop.example/cert.pem;',
      check:
        'nginx -t && nginx -s reload; openssl s_client -connect shop.example:443 -showcerts </dev/null shows two certificates.',
    },
    {
      server: 'Apache',
      where: 'the virtual host on port 443: the whole chain (2.4.8 or newer)',
      lines: 'SSLCertificateFile /etc/letsencrypt/live/shop.example/fullchain.pem',
      insteadOf: 'SSLCertificateFile /etc/letsencrypt/live/shop.example/cert.pem',
      check: 'openssl s_client -connect shop.example:443 -showcerts </dev/null shows two certificates.',
    },
    {
      server: 'HAProxy',
      where: 'the file that crt names: leaf, intermediate, key',
      lines: 'cat cert.pem chain.pem privkey.pem > /etc/haproxy/shop.pem',
      check: 'openssl s_client -connect shop.example:443 -showcerts </dev/null shows two certificates.',
    },
  ],
  workaround: 'Trust the intermediate by file (--ca), not by switching the check off.',
  wrongAdvice: 'verify_ssl=false and the like: the keys then go to whoever answers.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/29490',
    'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2',
  ],
};
