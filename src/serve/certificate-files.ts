import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { reason, UsageError } from '../../mocks/errors.ts';

export interface GivenCertificate {
  readonly cert: string;
  readonly key: string;
  /** The file that a client can trust: the certificate's own, when it has signed itself. */
  readonly ca: string | null;
}

/** Reads `--cert` and `--key`; undefined when neither is given. Throws a UsageError that names the file at fault. */
export async function readCertificate(
  certFile: string | undefined,
  keyFile: string | undefined,
  cwd: string,
): Promise<GivenCertificate | undefined> {
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (keyFile === undefined)
    throw new UsageError({ where: `--cert ${certFile}`, expected: 'its private key with it, --key FILE' });
  if (certFile === undefined)
    throw new UsageError({ where: `--key ${keyFile}`, expected: 'its certificate with it, --cert FILE' });
  const cert = await readPem('--cert', certFile, cwd);
  const key = await read('--key', keyFile, cwd);
  const certificate = new X509Certificate(cert);
  if (!certificate.checkPrivateKey(privateKey(key, keyFile)))
    throw wrong('--key', keyFile, `the private key of ${certFile}; it is another's`);
  const isSelfSigned = certificate.checkIssued(certificate);
  return { cert, key, ca: isSelfSigned ? path.resolve(cwd, certFile) : null };
}

/** Reads a file of certificates in PEM. */
export async function readPem(flag: string, file: string, cwd: string): Promise<string> {
  const text = await read(flag, file, cwd);
  try {
    new X509Certificate(text);
    return text;
  } catch (cause) {
    throw wrong(flag, file, 'a certificate in PEM, -----BEGIN CERTIFICATE-----', cause);
  }
}

async function read(flag: string, file: string, cwd: string): Promise<string> {
  try {
    return await readFile(path.resolve(cwd, file), 'utf8');
  } catch (cause) {
    throw wrong(flag, file, `a file in PEM (${reason(cause)})`, cause);
  }
}

function privateKey(text: string, file: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch (cause) {
    throw wrong(
      '--key',
      file,
      'a private key in PEM, -----BEGIN PRIVATE KEY-----, without a passphrase',
      cause,
    );
  }
}

function wrong(flag: string, file: string, expected: string, cause?: unknown): UsageError {
  return new UsageError({ where: `${flag} ${file}`, expected }, { code: 'LATCHKEY_CERTIFICATE', cause });
}
