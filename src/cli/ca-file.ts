import { readFileSync } from 'node:fs';
import path from 'node:path';
import { reason, UsageError } from '../../mocks/errors.ts';

/**
 * The certificates that `--ca FILE` names, in PEM.
 *
 * @throws {UsageError} when the file cannot be read, or is no PEM.
 */
export function readCa(file: string, cwd: string): string {
  let text: string;
  try {
    text = readFileSync(path.resolve(cwd, file), 'utf8');
  } catch (cause) {
    throw new UsageError(
      { where: `--ca ${file}`, what: reason(cause), expected: 'certificates in PEM' },
      { cause },
    );
  }
  if (/-----BEGIN CERTIFICATE-----/.test(text)) return text;
  throw new UsageError({ where: `--ca ${file}`, what: 'is no PEM', expected: '-----BEGIN CERTIFICATE-----' });
}
