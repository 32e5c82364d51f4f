import type { Fault } from '../fault.ts';
import { networkFailure } from '../signs.ts';
import { certificateProof } from '../tls-proof.ts';

export const tlsExpired: Fault = {
  id: 'tls-expired',
  layer: 'TLS',
  title: 'The certificate has expired',
  level: 'fault',
  symptom: 'CERT_HAS_EXPIRED, "cURL error 60: certificate has expired". No HTTP answer at all.',
  probes: ['A1'],
  lookAlikes: [{ id: 'tls-not-yet-valid', difference: 'its time has not come' }],
  examine(evidence) {
    if (networkFailure(evidence) !== 'CERT_HAS_EXPIRED') return undefined;
    return {
      certainty: 'proven',
      proof: certificateProof(evidence),
      undecided: 'A clock of this machine that is far ahead looks the same.',
    };
  },
  fixes: [
    {
      server: 'any',
      where: 'on the server, with Let’s Encrypt',
      lines: 'certbot renew && systemctl reload nginx apache2',
      check:
        'openssl s_client -connect shop.example:443 -servername shop.example </dev/null | openssl x509 -noout -enddate',
    },
    {
      server: 'Cloudflare',
      where: 'SSL/TLS → Origin Server, where the certificate behind Cloudflare has expired',
      lines: 'Create Certificate, and put it on the server',
      check: 'Run the doctor again: A1 is answered.',
    },
  ],
  workaround: 'None that is safe.',
  wrongAdvice: 'verify_ssl=false and the like: the keys then go to whoever answers.',
  sources: ['https://github.com/woocommerce/wc-api-php/issues/274', 'https://letsencrypt.org/docs/'],
};
