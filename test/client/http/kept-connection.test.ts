/**
 * A kept connection whose server has ended it while this process was busy: a simulated store of its own is computed for
 * seconds on a busy machine, and servers wait five.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { test } from 'node:test';
import { createClient } from '../../../src/client/http/client.ts';

test('the next request goes over a new connection, whatever its method', async t => {
  const server = createServer((request, response) => {
    // A server that promises more than it keeps, so that the client keeps the connection.
    response.setHeader('keep-alive', 'timeout=60');
    request.resume().on('end', () => response.end('here'));
  });
  let last: Socket | undefined;
  server.on('connection', socket => {
    last = socket;
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = createClient();
  t.after(async () => {
    await client.close();
    server.close();
  });
  for (const method of ['GET', 'POST', 'DELETE']) {
    const send = () =>
      client.send({
        method,
        url: `http://127.0.0.1:${port}/`,
        headers: [],
        ...(method === 'POST' && { body: Buffer.from('{}') }),
      });
    assert.equal((await send()).answer?.status, 200);
    // Nothing else runs until the time of the server is over: its timer is due before anything of the client's is.
    last?.setTimeout(1);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    const before = last;
    const { answer, failure } = await send();
    assert.deepEqual([failure, answer?.status], [undefined, 200], method);
    assert.notEqual(last, before, `${method}: the connection was ended`);
  }
});
