import type { Fault } from '../fault.ts';
import { networkFailure } from '../signs.ts';

const codes = [
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_UNSUPPORTED_PROTOCOL_VERSION',
  'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
];

export const tlsOldProtocol: Fault = {
  id: 'tls-old-protocol',
  layer: 'TLS',
  title: 'The server speaks no TLS that is still allowed',
  level: 'fault',
  symptom:
    'The handshake fails with an alert: the server knows nothing newer than TLS 1.1, or no cipher in common.',
  probes: ['A1'],
  lookAlikes: [{ id: 'tls-not-spoken', difference: 'no TLS at all at this port' }],
  examine(evidence) {
    const code = networkFailure(evidence);
    if (code === undefined || !codes.includes(code)) return undefined;
    const isAlert = code.includes('HANDSHAKE_FAILURE');
    return {
      certainty: isAlert ? 'likely' : 'proven',
      proof: [`A1 got no answer (${code}): the server refused TLS 1.2 and TLS 1.3.`],
      ...(isAlert && {
        undecided: 'A server that knows no certificate for this host name may refuse in the same way.',
      }),
    };
  },
  fixes: [
    {
      server: 'Nginx',
      where: 'the server on port 443',
      lines: 'ssl_protocols TLSv1.2 TLSv1.3;',
      check:
        'nginx -t && nginx -s reload; openssl s_client -tls1_2 -connect shop.example:443 </dev/null succeeds.',
    },
    {
      server: 'Apache',
      where: 'the virtual host on port 443',
      lines: 'SSLProtocol -all +TLSv1.2 +TLSv1.3',
      check: 'openssl s_client -tls1_2 -connect shop.example:443 </dev/null succeeds.',
    },
    {
      server: 'HAProxy',
      where: 'global',
      lines: 'ssl-default-bind-options ssl-min-ver TLSv1.2',
      check: 'openssl s_client -tls1_2 -connect shop.example:443 </dev/null succeeds.',
    },
    {
      server: 'any',
      where: 'a server whose OpenSSL is older than 1.0.1',
      lines: 'Upgrade the system: TLS 1.2 is from 2008.',
      check: 'openssl version',
    },
  ],
  workaround: 'None that is safe: TLS 1.0 and 1.1 are forbidden.',
  sources: ['https://www.rfc-editor.org/rfc/rfc8996'],
};
