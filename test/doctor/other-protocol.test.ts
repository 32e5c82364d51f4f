/** What a port speaks that gave no answer of HTTP/1.1. */
import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { it } from 'node:test';
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
