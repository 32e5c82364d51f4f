/** TLS that fails for what is left: a name that the server does not know, a certificate that is not accepted, an alert. */
import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { isTls } from '../known.ts';
import { networkFailure } from '../signs.ts';

/** Alert 112 of RFC 6066, section 3: unrecognized_name. Nginx sends it by `ssl_reject_handshake on`. */
const unknownName = /UNRECOGNIZED_NAME/;

/** What OpenSSL finds wrong with a certificate, as Node names it, beside what has a fault of its own. */
const certificateReasons: Readonly<Record<string, string>> = {
  INVALID_PURPOSE:
    'it is made for clients or for mail, and not for servers (extendedKeyUsage lacks serverAuth)',
  CERT_REVOKED: 'its authority has revoked it',
  CERT_UNTRUSTED: 'it is marked as not to be trusted for this',
  CERT_REJECTED: 'it is marked as rejected',
  INVALID_CA: 'one that signed it is no certificate of an authority (basicConstraints lacks CA:TRUE)',
  PATH_LENGTH_EXCEEDED: 'its chain is longer than one in it allows',
  CERT_CHAIN_TOO_LONG: 'its chain is too long',
  CERT_SIGNATURE_FAILURE: 'its signature is not that of the authority which it names',
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: 'its signature cannot be read',
  ERROR_IN_CERT_NOT_BEFORE_FIELD: 'its first day is written wrongly',
  ERROR_IN_CERT_NOT_AFTER_FIELD: 'its last day is written wrongly',
  EE_KEY_TOO_SMALL: 'its key is too short',
  ERR_SSL_EE_KEY_TOO_SMALL: 'its key is too short',
  CA_KEY_TOO_SMALL: 'the key of its authority is too short',
  CA_MD_TOO_WEAK: 'it is signed with a hash that is broken (SHA-1, MD5)',
  ERR_SSL_CA_MD_TOO_WEAK: 'it is signed with a hash that is broken (SHA-1, MD5)',
  ERR_TLS_CERT_ALTNAME_FORMAT: 'its names are written wrongly',
};

const reasonOf = (evidence: Evidence): string | undefined => {
  const code = networkFailure(evidence);
  if (code === undefined) return undefined;
  // Errors of X509_verify_cert without a code of Node's own: X509_V_ERR_CA_MD_TOO_WEAK, X509_V_ERR_PERMITTED_VIOLATION.
  if (code === 'UNSPECIFIED') return evidence.reading('A1')?.message || undefined;
  return certificateReasons[code];
};

const check =
  'openssl s_client -connect shop.example:443 -servername shop.example </dev/null ends without an error.';
const sources = ['https://nodejs.org/api/tls.html#x509-certificate-error-codes'];

export const tlsHandshakeFaults: readonly Fault[] = [
  {
    id: 'tls-name-unknown',
    layer: 'tls',
    title: 'The server knows no certificate for this host name, and ends the handshake',
    seen: '"tlsv1 unrecognized name", alert 112: the name is in none of its virtual hosts.',
    level: 'fault',
    probes: ['A1'],
    lookAlikes: [
      { id: 'tls-wrong-host', difference: 'a certificate comes, for another host' },
      { id: 'tls-old-protocol', difference: 'another alert: handshake_failure, protocol_version' },
    ],
    examine(evidence) {
      const code = networkFailure(evidence) ?? '';
      if (!unknownName.test(code)) return undefined;
      return {
        certainty: 'proven',
        proof: [
          `A1 got no answer (${code}): ${new URL(evidence.known.site).hostname} is a name that this server does not serve.`,
        ],
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the server that is meant for this name, beside its own ssl_certificate',
        lines: 'server_name shop.example;',
        check: `nginx -t && nginx -s reload; ${check}`,
      },
      {
        server: 'any',
        where: 'the DNS of the domain, or the URL in the client’s settings',
        lines: 'the address of the server that has this name',
        check,
      },
    ],
    workaround: 'None: no connection comes about.',
    sources: ['https://www.rfc-editor.org/rfc/rfc6066#section-3'],
  },
  {
    id: 'tls-certificate-refused',
    layer: 'tls',
    title: 'The certificate is not accepted',
    seen: 'INVALID_PURPOSE, CERT_REVOKED, a key that is too short, a hash that is broken: none of what is usual.',
    level: 'fault',
    probes: ['A1'],
    lookAlikes: [
      { id: 'tls-private-authority', difference: 'the authority is not known here' },
      { id: 'tls-expired', difference: 'its time is over' },
    ],
    examine(evidence) {
      const reason = reasonOf(evidence);
      if (reason === undefined) return undefined;
      return {
        certainty: 'proven',
        title: `The certificate is not accepted: ${reason}`,
        proof: [`A1 got no answer (${networkFailure(evidence)}): ${reason}.`],
      };
    },
    fixes: [
      {
        server: 'any',
        where: 'the server on port 443',
        lines: 'a new certificate of a public authority: certbot certonly -d shop.example',
        check,
      },
    ],
    workaround: 'None that is safe.',
    wrongAdvice: 'verify_ssl=false and the like: the keys then go to whoever answers.',
    sources,
  },
];

/** Examined last: what the alert or the error says has a fault of its own where it is known. */
export const tlsUnexplainedFaults: readonly Fault[] = [
  {
    id: 'tls-handshake-failed',
    layer: 'tls',
    title: 'The TLS handshake fails',
    seen: 'An alert or an error of OpenSSL that says no more: the server and this client agree on no way to speak.',
    level: 'fault',
    probes: ['A1'],
    lookAlikes: [
      { id: 'tls-old-protocol', difference: 'the alert says that it is the version, or the ciphers' },
      { id: 'tls-not-spoken', difference: 'what comes back is no TLS' },
      { id: 'client-certificate', difference: 'the alert names a certificate of the client' },
    ],
    examine(evidence) {
      const code = networkFailure(evidence) ?? '';
      if (!isTls(evidence.known) || !/^ERR_(SSL|TLS)_/.test(code)) return undefined;
      return {
        certainty: 'proven',
        proof: [`A1 got no answer (${code}).`],
        undecided: 'What the two do not agree on is in the log of the server that ends TLS.',
      };
    },
    fixes: [
      {
        server: 'any',
        where: 'the server that ends TLS, which may be a proxy or a balancer',
        lines: 'openssl s_client -connect shop.example:443 -servername shop.example </dev/null',
        check,
      },
    ],
    workaround: 'None: no connection comes about.',
    sources,
  },
];
