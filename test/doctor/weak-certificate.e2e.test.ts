/** Certificates that OpenSSL verifies and does not accept, in words for which Node has no code. */
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { createClient } from '../../src/client/http/client.ts';
import { diagnose } from '../../src/doctor/diagnosis.ts';
import { examine } from '../../src/doctor/examine.ts';

const valid = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 3_600_000) };

function keyPair(hash: string, modulusLength = 2048) {
  return webcrypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', hash, modulusLength, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );
}

/** The certificate of an authority, and one for 127.0.0.1 that it has signed. */
async function signed(hash: string, modulusLength: number) {
  const [authority, server] = [await keyPair(hash), await keyPair(hash, modulusLength)];
  const signingAlgorithm = { name: 'RSASSA-PKCS1-v1_5', hash };
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...valid,
    name: 'CN=Company',
    keys: authority,
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    extensions: [new x509.BasicConstraintsExtension(true)],
  });
  const leaf = await x509.X509CertificateGenerator.create({
    ...valid,
    subject: 'CN=127.0.0.1',
    issuer: root.subject,
    publicKey: server.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', server.privateKey);
  return {
    ca: root.toString('pem'),
    cert: leaf.toString('pem'),
    key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
  };
}

for (const [name, hash, modulusLength, words] of [
  ['signed with SHA-1', 'SHA-1', 2048, /digest algorithm too weak/],
  ['with a key of 1,024 bits', 'SHA-256', 1024, /key too weak/],
] as const)
  it(`a certificate ${name} is told, with the words of OpenSSL`, async () => {
    const { ca, cert, key } = await signed(hash, modulusLength);
    const server = createServer({ cert, key, ciphers: 'DEFAULT:@SECLEVEL=0' });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const client = createClient({ ca });
    try {
      const { port } = server.address() as AddressInfo;
      const evidence = await examine({ url: `https://127.0.0.1:${port}`, client, hasOwnCa: true });
      const [finding] = diagnose(evidence).findings;
      assert.equal(finding?.fault.id, 'tls-certificate-refused');
      assert.equal(finding.suspicion.certainty, 'proven');
      assert.match(finding.suspicion.title ?? '', words);
    } finally {
      await client.close();
      server.close();
    }
  });
