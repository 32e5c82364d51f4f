/** A port that speaks TLS where plain HTTP was asked, and one that wants a certificate of the client. */
import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { isTls } from '../known.ts';
import { quote, quoteAll } from '../proof.ts';

/** Measured: Apache, Nginx, Caddy and Node's own; others close the connection. */
const plainAtTls =
  /speaking plain HTTP to an SSL-enabled server port|plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server/i;
/** Nginx says it in a page of status 400. */
const wantsCertificate = /No required SSL certificate was sent|SSL certificate error/i;
/** Alerts 116 and 42 of RFC 8446, section 6: certificate_required, bad_certificate. */
const certificateAlerts = [
  'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  'ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED',
  'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE',
  'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
];

export const tlsPortsFaults: readonly Fault[] = [
  {
    id: 'plain-http-at-tls-port',
    layer: 'tls',
    title: 'The URL says http://, and the port speaks TLS',
    seen: '400 "The plain HTTP request was sent to HTTPS port", or a connection that ends without an answer.',
    level: 'fault',
    probes: ['A1', 'A2'],
    lookAlikes: [
      { id: 'connection-reset', difference: 'a TLS handshake at the same port ends too' },
      { id: 'tls-not-spoken', difference: 'the other way round: https:// at a port of plain HTTP' },
    ],
    examine(evidence) {
      if (isTls(evidence.known)) return undefined;
      const says = ['A1', 'A2'].filter(id => plainAtTls.test(evidence.reading(id)?.text ?? ''));
      const { certificate } = evidence;
      if (says.length === 0 && !certificate) return undefined;
      return {
        certainty: 'proven',
        proof: [
          ...quoteAll(evidence, says.length > 0 ? says : ['A1'], 'what came back to plain HTTP'),
          ...(certificate
            ? [
                `A TLS handshake at the same port succeeds: its certificate is for ${certificate.names || certificate.subject}.`,
              ]
            : []),
        ],
      };
    },
    fixes: [
      {
        server: 'client',
        where: "the URL in the client's settings",
        lines: 'https:// in the place of http://',
        check: 'Run the doctor with the https URL.',
      },
    ],
    workaround: 'None is needed: https:// is what the store speaks, and what keys need.',
    sources: ['https://www.rfc-editor.org/rfc/rfc9110#section-4.2.2'],
  },
  {
    id: 'client-certificate',
    layer: 'tls',
    title: 'The server wants a certificate of the client',
    seen: '400 "No required SSL certificate was sent", or a handshake that ends with the alert certificate_required: mutual TLS, as behind an API gateway or Cloudflare’s authenticated origin pulls.',
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [
      { id: 'tls-self-signed', difference: 'the client refuses the server’s certificate, not the other way' },
      { id: 'firewall', difference: '403 without a word of a certificate' },
    ],
    examine(evidence) {
      const says = ['A1', 'A2', 'A4'].filter(id => isWanted(evidence, id));
      if (says.length === 0)
        return certificateAlerts.includes(evidence.alert ?? '')
          ? {
              certainty: 'proven',
              proof: [
                quote(evidence, 'A1', 'the connection was closed after the handshake'),
                `It was closed with the alert ${evidence.alert}: no certificate was sent, and one is asked for.`,
              ],
            }
          : undefined;
      return {
        certainty: 'proven',
        answeredBy: says,
        proof: says.map(id => quote(evidence, id, 'no certificate was sent, and one is asked for')),
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the server: this line goes, or no longer requires it',
        lines: 'ssl_verify_client optional;',
        insteadOf: 'ssl_verify_client on;',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A1 is answered.',
      },
      {
        server: 'Apache',
        where: 'the virtual host',
        lines: 'SSLVerifyClient optional',
        insteadOf: 'SSLVerifyClient require',
        check: 'Run the doctor again: A1 is answered.',
      },
      {
        server: 'HAProxy',
        where: 'the bind line of the frontend',
        lines: 'verify optional',
        insteadOf: 'verify required',
        check: 'Run the doctor again: A1 is answered.',
      },
      {
        server: 'Cloudflare',
        where: 'SSL/TLS → Client Certificates, and WAF → the mTLS rule',
        lines: 'no rule for the host of the store',
        check: 'Run the doctor again: A1 is answered.',
        notTried: true,
      },
    ],
    workaround: 'Ask the host for a certificate for the client, and give it to the client beside the keys.',
    sources: [
      'https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_client',
      'https://www.rfc-editor.org/rfc/rfc8446#section-6.2',
    ],
  },
];

function isWanted(evidence: Evidence, id: string): boolean {
  const reading = evidence.reading(id);
  if (reading === undefined) return false;
  if (reading.said === 'no answer') return certificateAlerts.includes(reading.code ?? '');
  return (
    reading.said === 'not JSON' && (reading.status as number) >= 400 && wantsCertificate.test(reading.text)
  );
}
