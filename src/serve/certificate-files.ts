import { createPrivateKey, X509Certificate } from 'node:crypto';
import path from 'node:path';
import { UsageError } from '../../mocks/errors.ts';
import { type PemUse, readCertificates, readPrivateKey } from '../files/pem.ts';

export interface GivenCertificate {
  readonly cert: string;
  readonly key: string;
  /** The file that a client can trust: the certificate's own, when it has signed itself. */
  readonly ca: string | null;
}

/** Reads `--cert` and `--key`; undefined when neither is given. Throws a UsageError that names the file at fault. */
export function readCertificate(
  certFile: string | undefined,
  keyFile: string | undefined,
  cwd: string,
): GivenCertificate | undefined {
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (keyFile === undefined)
    throw new UsageError({ where: `--cert ${certFile}`, expected: 'its private key with it, --key FILE' });
  if (certFile === undefined)
    throw new UsageError({ where: `--key ${keyFile}`, expected: 'its certificate with it, --cert FILE' });
  const cert = readTrusted('--cert', certFile, cwd);
  const key = readPrivateKey(path.resolve(cwd, keyFile), `--key ${keyFile}`, use);
  const certificate = new X509Certificate(cert);
  if (!certificate.checkPrivateKey(createPrivateKey(key)))
    throw use.error({
      where: `--key ${keyFile}`,
      expected: `the private key of ${certFile}; it is another's`,
    });
  const isSelfSigned = certificate.checkIssued(certificate);
  return { cert, key, ca: isSelfSigned ? path.resolve(cwd, certFile) : null };
}

/**
 * Reads the certificates in PEM that a flag names: `--ca`, `--callback-ca`.
 *
 * @throws {UsageError} that names flag and file.
 */
export function readTrusted(flag: string, file: string, cwd: string): string {
  return readCertificates(path.resolve(cwd, file), `${flag} ${file}`, use);
}

const use: PemUse = {
  error: (parts, options) => new UsageError(parts, { code: 'LATCHKEY_CERTIFICATE', ...options }),
};
