import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type FileKind, readTextFile } from './text-file.ts';

/** Whose file it is: how an error about it begins, and its code. */
export type PemUse = Pick<FileKind, 'error'>;

/**
 * Reads a file of certificates in PEM (RFC 7468). The first is looked at; what stands beside them is left as it is.
 *
 * @param name as the user named it: the start of a message.
 * @throws {LatchkeyError} of the use, when it cannot be read or has no certificate in it.
 */
export function readCertificates(file: string, name: string, { error }: PemUse): string {
  const expected = 'a certificate in PEM, -----BEGIN CERTIFICATE-----';
  return readPem(file, name, { expected, error }, text => new X509Certificate(text));
}

/**
 * Reads a file with a private key in PEM.
 *
 * @param name as the user named it: the start of a message.
 * @throws {LatchkeyError} of the use, when it cannot be read, has no private key in it, or wants a passphrase.
 */
export function readPrivateKey(file: string, name: string, { error }: PemUse): string {
  const expected = 'a private key in PEM, -----BEGIN PRIVATE KEY-----, without a passphrase';
  return readPem(file, name, { expected, error }, text => createPrivateKey(text));
}

function readPem(file: string, name: string, kind: FileKind, parse: (text: string) => unknown): string {
  const text = readTextFile(file, name, kind);
  try {
    parse(text);
    return text;
  } catch (cause) {
    throw kind.error({ where: name, expected: kind.expected }, { cause });
  }
}
