import type { Fault } from '../fault.ts';
import { networkFailure } from '../signs.ts';

export const tlsNotSpoken: Fault = {
  id: 'tls-not-spoken',
  layer: 'TLS',
  title: 'No TLS is spoken at this port',
  level: 'fault',
  symptom: '"wrong version number", EPROTO: the URL says https, and the server answers in plain HTTP.',
  probes: ['A1', 'A0s'],
  lookAlikes: [{ id: 'tls-old-protocol', difference: 'TLS is spoken, but an old one' }],
  examine(evidence) {
    const code = networkFailure(evidence);
    const codes = [
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'ERR_SSL_PACKET_LENGTH_TOO_LONG',
      'EPROTO',
      'ERR_SSL_HTTP_REQUEST',
    ];
    if (code === undefined || !codes.includes(code)) return undefined;
    return {
      certainty: 'proven',
      proof: [`A1 got no answer (${code}): what came back to the handshake is no TLS.`],
    };
  },
  fixes: [
    {
      server: 'client',
      where: "the URL in the client's settings",
      lines: 'the port that speaks TLS, or http:// with OAuth 1.0a for a store on your own machine',
      check: 'Run the doctor with that URL.',
    },
    {
      server: 'Nginx',
      where: 'the server',
      lines: 'listen 443 ssl;',
      insteadOf: 'listen 443;',
      check: 'nginx -t && nginx -s reload. Run the doctor again.',
    },
    {
      server: 'Apache',
      where: 'the virtual host on port 443',
      lines: 'SSLEngine on',
      check: 'Run the doctor again.',
    },
  ],
  workaround: 'OAuth 1.0a over http://, on your own machine alone.',
  sources: ['https://www.rfc-editor.org/rfc/rfc8446'],
};
