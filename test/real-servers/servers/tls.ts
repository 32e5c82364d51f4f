/** A certificate for the real servers, made once for a test run. */
import { createCertificates } from '../../../mocks/index.ts';

export interface Tls {
  readonly cert: string;
  readonly key: string;
  /** The authority that a client has to trust. */
  readonly ca: string;
}

const made: Tls = await createCertificates({ hosts: ['shop.test', 'localhost', '127.0.0.1'] });

/** A certificate for shop.test and loopback. */
export function testTls(): Tls {
  return made;
}

/** The files that a server's configuration names. */
export function tlsFiles(tls: Tls | undefined): Record<string, string> {
  return tls === undefined ? {} : { 'tls.crt': tls.cert, 'tls.key': tls.key };
}
