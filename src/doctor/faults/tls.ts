/** The handshake: certificates and protocol versions. */
import { type Fault, simulated } from '../fault.ts';
import { networkFailure } from '../signs.ts';
import { certificateProof } from '../tls-proof.ts';

const whoIsTheIssuer =
  'An authority that is unknown here and an intermediate that the server leaves out look the same: who is the issuer?';

const protocolCodes = [
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_UNSUPPORTED_PROTOCOL_VERSION',
  'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
];

export const tlsFaults: readonly Fault[] = [
  simulated('tls-expired', {
    level: 'fault',
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
        notTried: true,
      },
    ],
    workaround: 'None that is safe.',
    wrongAdvice: 'verify_ssl=false and the like: the keys then go to whoever answers.',
    sources: ['https://github.com/woocommerce/wc-api-php/issues/274', 'https://letsencrypt.org/docs/'],
  }),
  {
    id: 'tls-not-yet-valid',
    layer: 'tls',
    title: 'The certificate is not valid yet',
    seen: 'CERT_NOT_YET_VALID: its time has not come, by the clock of this machine.',
    level: 'fault',
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
  },
  simulated('tls-self-signed', {
    level: 'fault',
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
  }),
  {
    id: 'tls-private-authority',
    layer: 'tls',
    title: 'The certificate is signed by an authority that is not trusted here',
    seen: 'SELF_SIGNED_CERT_IN_CHAIN or UNABLE_TO_VERIFY_LEAF_SIGNATURE, "cURL error 60: unable to get local issuer certificate".',
    level: 'fault',
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
      if (!isIssuerUnknown(code)) return undefined;
      // Public authorities write into the certificate where their own is found; and with --ca the authority is known.
      if (evidence.certificate?.tellsIssuer) return undefined;
      return {
        certainty: evidence.hasOwnCa ? 'possible' : 'likely',
        proof: certificateProof(evidence),
        undecided: whoIsTheIssuer,
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
  },
  simulated('tls-missing-intermediate', {
    level: 'fault',
    probes: ['A1'],
    lookAlikes: [
      { id: 'tls-private-authority', difference: 'the authority is a private one' },
      { id: 'tls-self-signed', difference: 'nobody but the certificate itself signed it' },
    ],
    examine(evidence) {
      const code = networkFailure(evidence);
      if (!isIssuerUnknown(code)) return undefined;
      const isPublic = evidence.certificate?.tellsIssuer ?? false;
      return {
        certainty: isPublic ? 'proven' : evidence.hasOwnCa ? 'likely' : 'possible',
        proof: [
          ...certificateProof(evidence),
          ...(isPublic ? ["It says where its issuer's certificate is found, as public authorities do."] : []),
        ],
        ...(!isPublic && {
          undecided: whoIsTheIssuer,
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
        notTried: true,
      },
    ],
    workaround: 'Trust the intermediate by file (--ca), not by switching the check off.',
    wrongAdvice: 'verify_ssl=false and the like: the keys then go to whoever answers.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/29490',
      'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2',
    ],
  }),
  simulated('tls-wrong-host', {
    level: 'fault',
    probes: ['A1'],
    lookAlikes: [{ id: 'redirect-www', difference: 'the handshake succeeds' }],
    examine(evidence) {
      if (networkFailure(evidence) !== 'ERR_TLS_CERT_ALTNAME_INVALID') return undefined;
      const isNameless = !/\b(DNS|IP Address):/.test(evidence.certificate?.names ?? 'DNS:');
      return {
        certainty: 'proven',
        ...(isNameless && {
          title: 'The certificate names no host where clients look: it has no subjectAltName',
        }),
        proof: [
          ...certificateProof(evidence),
          ...(isNameless
            ? [
                'A name in its subject alone is refused by browsers, Go and Node; some versions of curl take it.',
              ]
            : []),
        ],
      };
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
        server: 'any',
        where: 'where an authority of your own signs: the request has to name the host',
        lines:
          'openssl req -new -key shop.key -subj /CN=shop.example -addext "subjectAltName=DNS:shop.example" -out shop.csr\nopenssl x509 -req -in shop.csr -copy_extensions copy -CA ca.pem -CAkey ca.key -CAcreateserial -out shop.pem',
        check: 'openssl x509 -in shop.pem -noout -ext subjectAltName',
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
  }),
  simulated('tls-old-protocol', {
    level: 'fault',
    probes: ['A1'],
    lookAlikes: [{ id: 'tls-not-spoken', difference: 'no TLS at all at this port' }],
    examine(evidence) {
      const code = networkFailure(evidence);
      if (code === undefined || !protocolCodes.includes(code)) return undefined;
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
        insteadOf: 'ssl_protocols TLSv1 TLSv1.1;',
        check:
          'nginx -t && nginx -s reload; openssl s_client -tls1_2 -connect shop.example:443 </dev/null succeeds.',
      },
      {
        server: 'Apache',
        where: 'the virtual host on port 443',
        lines: 'SSLProtocol -all +TLSv1.2 +TLSv1.3',
        insteadOf: 'SSLProtocol -all +TLSv1.1',
        check: 'openssl s_client -tls1_2 -connect shop.example:443 </dev/null succeeds.',
      },
      {
        server: 'HAProxy',
        where: 'global',
        lines: 'ssl-default-bind-options ssl-min-ver TLSv1.2',
        insteadOf: 'ssl-default-bind-options ssl-min-ver TLSv1.0 ssl-max-ver TLSv1.1',
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
  }),
  {
    id: 'tls-not-spoken',
    layer: 'tls',
    title: 'No TLS is spoken at this port',
    seen: '"wrong version number", EPROTO: the URL says https, and the server answers in plain HTTP.',
    level: 'fault',
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
  },
];

/** No certificate that is trusted here has signed the one that came. */
function isIssuerUnknown(code: string | undefined): boolean {
  return code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' || code === 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY';
}
