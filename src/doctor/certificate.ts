import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';

/** What a server's certificate says of itself. */
export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** The names that it is for. */
  readonly names: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly isSelfSigned: boolean;
  /** It tells where its issuer's certificate can be fetched: public authorities do, private ones seldom. */
  readonly tellsIssuer: boolean;
}

/**
 * Looks at the certificate of a server that is not trusted. Nothing is sent but the handshake, and the connection is
 * ended as soon as the certificate is there. Undefined where none was shown.
 */
export function lookAtCertificate(url: string, timeout: number): Promise<Certificate | undefined> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise(resolve => {
    const socket = connect({
      host,
      port: Number(port || 443),
      ...(/[a-z]/i.test(host) && !host.includes(':') && { servername: host }),
      rejectUnauthorized: false,
      timeout,
    });
    const end = (certificate?: Certificate) => {
      socket.destroy();
      resolve(certificate);
    };
    socket.on('secureConnect', () => {
      const raw = socket.getPeerCertificate().raw as Buffer | undefined;
      end(raw && readCertificate(raw));
    });
    socket.on('timeout', () => end());
    socket.on('error', () => end());
  });
}

function readCertificate(raw: Buffer): Certificate {
  const certificate = new X509Certificate(raw);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: certificate.subjectAltName ?? '',
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
    isSelfSigned: certificate.checkIssued(certificate),
    tellsIssuer: /CA Issuers/i.test(certificate.infoAccess ?? ''),
  };
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}
