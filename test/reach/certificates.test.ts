import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { connect } from 'node:tls';
import { type CertificateOptions, createCertificates } from '../../mocks/index.ts';

const hosts = [
  'localhost',
  '127.0.0.1',
  '::1',
  'Shop.Test',
  '2001:db8::1:0:5',
  '::ffff:1.2.3.4',
  '*.example.test',
];

test('the leaf is for every host asked for, and the authority has signed it', async () => {
  const { ca, cert, key } = await createCertificates({ hosts: [...hosts, '[::1]'] });
  const authority = new X509Certificate(ca);
  const leaf = new X509Certificate(cert);
  assert.ok(authority.ca);
  assert.ok(!leaf.ca);
  assert.ok(leaf.checkIssued(authority));
  assert.ok(leaf.verify(authority.publicKey));
  assert.equal(leaf.checkHost('localhost'), 'localhost');
  assert.equal(leaf.checkHost('shop.test'), 'shop.test');
  assert.equal(leaf.checkHost('a.example.test'), '*.example.test');
  assert.equal(leaf.checkHost('other.test'), undefined);
  for (const address of ['127.0.0.1', '::1', '2001:db8::1:0:5', '::ffff:1.2.3.4'])
    assert.equal(leaf.checkIP(address), address);
  assert.equal(leaf.subjectAltName?.split(', ').length, hosts.length);
  for (const text of [ca, cert, key]) assert.ok(text.endsWith('-----\n'));
});

test('no two runs share a serial number or a key', async () => {
  const serials = new Set<string>();
  for (let run = 0; run < 5; run++) {
    const { ca, cert } = await createCertificates({ hosts });
    for (const each of [ca, cert]) serials.add(new X509Certificate(each).serialNumber);
  }
  assert.equal(serials.size, 10);
});

test('a certificate can be expired, not yet valid, or last beyond 2049', async () => {
  const validity = async (options: Partial<CertificateOptions>) => {
    const leaf = new X509Certificate((await createCertificates({ hosts, ...options })).cert);
    return [new Date(leaf.validFrom).toISOString(), new Date(leaf.validTo).toISOString()];
  };
  const from = '2020-02-03T04:05:06.000Z';
  for (const to of ['2021-01-01T00:00:00.000Z', '2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00.000Z'])
    assert.deepEqual(await validity({ notBefore: new Date(from), notAfter: new Date(to) }), [from, to]);
});

/** Connects to a server with these certificates and gives back the error's code, if any. */
async function handshake(context: TestContext, options: CertificateOptions, host: string): Promise<string> {
  const { ca, cert, key } = await createCertificates(options);
  const server = createServer({ cert, key });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1', servername: host, ca }, () => {
      socket.destroy();
      resolve('trusted');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

test('a client that trusts the authority is content; expired and for another host are told', async context => {
  assert.equal(await handshake(context, { hosts }, 'shop.test'), 'trusted');
  const past = { notBefore: new Date('2020-01-01'), notAfter: new Date('2020-02-01') };
  assert.equal(await handshake(context, { hosts, ...past }, 'shop.test'), 'CERT_HAS_EXPIRED');
  const future = { notBefore: new Date('2090-01-01'), notAfter: new Date('2091-01-01') };
  assert.equal(await handshake(context, { hosts, ...future }, 'shop.test'), 'CERT_NOT_YET_VALID');
  assert.equal(await handshake(context, { hosts: ['a.test'] }, 'shop.test'), 'ERR_TLS_CERT_ALTNAME_INVALID');
});

const openssl = spawnSync('openssl', ['version'], { encoding: 'utf8' });
test('openssl finds nothing to blame, however strict', {
  skip: openssl.status === 0 ? false : 'openssl is not installed',
}, async context => {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-certificates-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const { ca, cert, key } = await createCertificates({ hosts });
  const write = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const caFile = write('ca.pem', ca);
  const run = (...args: string[]) => spawnSync('openssl', args, { encoding: 'utf8' });
  for (const name of ['shop.test', 'localhost']) {
    const verified = run(
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-verify_hostname',
      name,
      '-CAfile',
      caFile,
      write('cert.pem', cert),
    );
    assert.equal(verified.status, 0, verified.stderr);
  }
  const checked = run('pkey', '-noout', '-check', '-in', write('key.pem', key));
  assert.equal(checked.status, 0, checked.stderr);
});
