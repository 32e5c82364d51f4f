import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { UsageError } from '../../mocks/errors.ts';
import { createCertificates } from '../../mocks/index.ts';
import { type PemUse, readCertificates, readPrivateKey } from '../../src/files/pem.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-pem-'));
after(() => rmSync(folder, { recursive: true }));
const use: PemUse = { error: (parts, options) => new UsageError(parts, options) };

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

test('a certificate is taken with a byte order mark, and with what stands beside it', async () => {
  const { cert, key } = await createCertificates({ hosts: ['localhost'] });
  assert.equal(readCertificates(write('mark.pem', `\ufeff${cert}`), 'mark.pem', use), cert);
  const both = write('both.pem', `${key}${cert}`);
  assert.equal(readCertificates(both, 'both.pem', use), `${key}${cert}`);
  assert.equal(readPrivateKey(both, 'both.pem', use), `${key}${cert}`);
});

test('what only looks like PEM is refused where it is read', async () => {
  const { cert, key } = await createCertificates({ hosts: ['localhost'] });
  const noise = write('noise.pem', '-----BEGIN CERTIFICATE-----\nnoise\n-----END CERTIFICATE-----\n');
  const wanted = /^--ca noise\.pem: expected a certificate in PEM/;
  assert.throws(() => readCertificates(noise, '--ca noise.pem', use), { message: wanted });
  assert.throws(() => readCertificates(write('key.pem', key), '--ca noise.pem', use), { message: wanted });
  assert.throws(() => readPrivateKey(write('cert.pem', cert), '--key cert.pem', use), {
    message: /^--key cert\.pem: expected a private key in PEM/,
  });
  assert.throws(() => readCertificates(path.join(folder, 'none.pem'), '--ca none.pem', use), {
    message: /^--ca none\.pem: no such file; expected a certificate in PEM/,
  });
});
