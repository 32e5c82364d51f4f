/** What a port speaks that gave no answer of HTTP/1.1. */
import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { it } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import { createCertificates } from '../../mocks/index.ts';
import { lookAtProtocol } from '../../src/doctor/other-protocol.ts';

it('HTTP/2 for whoever begins with its preface, as HAProxy does with proto h2, is found', async () => {
  const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.on('data', bytes => {
      if (bytes.toString('latin1').startsWith('PRI * HTTP/2.0')) socket.write(settings);
      else socket.destroy();
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const seen = await lookAtProtocol(`http://127.0.0.1:${address.port}`, 1_000);
  server.close();
  assert.equal(seen?.isHttp2, true);
});

for (const [name, protocols, isHttp2] of [
  ['h2 alone', ['h2'], true],
  ['h2 and http/1.1', ['h2', 'http/1.1'], false],
] as const)
  it(`a server that agrees on ${name} and ends each connection ${isHttp2 ? 'is' : 'is not'} one of HTTP/2 alone`, async () => {
    const server = createTlsServer({
      ...(await createCertificates({ hosts: ['127.0.0.1'] })),
      ALPNProtocols: [...protocols],
    });
    server.on('secureConnection', socket => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.destroy());
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const seen = await lookAtProtocol(`https://127.0.0.1:${address.port}`, 1_000);
    server.close();
    assert.equal(seen?.isHttp2 ?? false, isHttp2);
  });
