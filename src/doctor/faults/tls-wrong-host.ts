import type { Fault } from '../fault.ts';
import { networkFailure } from '../signs.ts';
import { certificateProof } from '../tls-proof.ts';

export const tlsWrongHost: Fault = {
  id: 'tls-wrong-host',
  layer: 'TLS',
  title: 'The certificate is for another host',
  level: 'fault',
  symptom: 'ERR_TLS_CERT_ALTNAME_INVALID, "cURL error 60: no alternative certificate subject name matches".',
  probes: ['A1'],
  lookAlikes: [{ id: 'redirect-www', difference: 'the handshake succeeds' }],
  examine(evidence) {
    if (networkFailure(evidence) !== 'ERR_TLS_CERT_ALTNAME_INVALID') return undefined;
    return { certainty: 'proven', proof: certificateProof(evidence) };
  },
  fixes: [
    {
      server: 'client',
      where: "the URL in the client's settings",
      lines: 'a host that the certificate names: with or without www.',
      check: 'Run the doctor with that URL.',
    },
    {
      server: 'any',
      where: 'on the server, with Let’s Encrypt',
      lines: 'certbot --expand -d shop.example -d www.shop.example',
      check:
        'openssl s_client -connect shop.example:443 -servername shop.example </dev/null | openssl x509 -noout -ext subjectAltName',
    },
    {
      server: 'Nginx',
      where: 'the server with this certificate: without its name here another server answers',
      lines: 'server_name shop.example www.shop.example;',
      check: 'nginx -t && nginx -s reload. Run the doctor again.',
    },
    {
      server: 'Apache',
      where: 'the virtual host with this certificate',
      lines: 'ServerName shop.example\nServerAlias www.shop.example',
      check: 'Run the doctor again.',
    },
  ],
  workaround: 'Ask a host that the certificate names.',
  wrongAdvice: 'verify_ssl=false and the like: the keys then go to whoever answers.',
  sources: ['https://www.rfc-editor.org/rfc/rfc9525#section-6'],
};
