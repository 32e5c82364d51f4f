/** An idle connection holds a worker of a server that has few: Apache's prefork gives a worker to each. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createClient } from '../../../src/client/http/client.ts';

test('an idle connection is closed, though the server would keep it for a minute', async t => {
  const server = createServer((_, response) => {
    response.setHeader('keep-alive', 'timeout=60');
    response.end('answer');
  });
  server.keepAliveTimeout = 60_000;
  const closed = new Promise<string>(resolve => {
    server.on('connection', socket => socket.on('end', () => resolve('by the client')));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = createClient();
  t.after(async () => {
    await client.close();
    server.close();
  });
  const { answer } = await client.send({ method: 'GET', url: `http://127.0.0.1:${port}/`, headers: [] });
  assert.equal(answer?.status, 200);
  const late = new Promise<string>(resolve => setTimeout(resolve, 30_000, 'nobody').unref());
  assert.equal(await Promise.race([closed, late]), 'by the client');
});
