import assert from 'node:assert/strict';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { after, test } from 'node:test';
import { CurlError, createCertificates, nodeOutbound } from '../../mocks/index.ts';

const servers: Server[] = [];
async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
after(() => {
  for (const server of servers) server.close();
});

const request = (url: string, timeoutSeconds = 5) => ({
  method: 'POST',
  url,
  headers: [
    'Host',
    'app.test',
    'X-Second',
    'b',
    'X-First',
    'a',
    'Connection',
    'close',
    'Content-Length',
    '2',
  ],
  body: new TextEncoder().encode('{}'),
  timeoutSeconds,
});
async function errorOf(url: string, timeoutSeconds?: number, ca?: string): Promise<string> {
  try {
    const answer = await nodeOutbound({ ca }).send(request(url, timeoutSeconds));
    return `answered ${answer.status}`;
  } catch (error) {
    assert.ok(error instanceof CurlError);
    return error.message;
  }
}

test('headers are sent in the order given, the path as it stands', async () => {
  let received = '';
  const server = createServer(socket => {
    socket.on('data', data => {
      received += data.toString('latin1');
      if (received.endsWith('{}'))
        socket.end('HTTP/1.1 201 Created\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n');
    });
  });
  const port = await listening(server);
  const answer = await nodeOutbound().send(request(`http://127.0.0.1:${port}/a/../b%7e?c=[1]#d`));
  assert.equal(answer.status, 201);
  assert.deepEqual(answer.headers.slice(0, 2), ['Location', '/x']);
  assert.equal(
    received,
    'POST /a/../b%7e?c=[1] HTTP/1.1\r\nHost: app.test\r\nX-Second: b\r\nX-First: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}',
  );
});

test('errors are told as cURL tells them', async () => {
  const silent = await listening(createServer(() => {}));
  assert.match(
    await errorOf(`http://127.0.0.1:${silent}/`, 0.2),
    /^cURL error 28: Operation timed out after \d+ milliseconds with 0 bytes received$/,
  );
  const closing = await listening(createServer(socket => socket.once('data', () => socket.destroy())));
  assert.equal(await errorOf(`http://127.0.0.1:${closing}/`), 'cURL error 52: Empty reply from server');
  const speaking = await listening(createServer(socket => socket.end('HTTP/1.1 200 OK\r\n\r\n')));
  assert.match(await errorOf(`https://127.0.0.1:${speaking}/`), /^cURL error 35: /);
  const other = await listening(
    createServer(socket => socket.once('data', () => socket.end('220 mail ready\r\n'))),
  );
  assert.equal(
    await errorOf(`http://127.0.0.1:${other}/`),
    'cURL error 1: Received HTTP/0.9 when not allowed',
  );
  assert.equal(
    await errorOf('http://no-such-host.invalid/'),
    'cURL error 6: Could not resolve host: no-such-host.invalid',
  );
});

test('certificates are checked, against an authority of one’s own too', async () => {
  const { ca, cert, key } = await createCertificates({ hosts: ['localhost'] });
  const server = createHttpsServer({ cert, key }, (_, response) => response.end());
  const port = await listening(server as unknown as Server);
  assert.equal(await errorOf(`https://localhost:${port}/`, 5, ca), 'answered 200');
  assert.equal(
    await errorOf(`https://localhost:${port}/`),
    'cURL error 60: SSL certificate problem: unable to get local issuer certificate',
  );
  assert.equal(
    await errorOf(`https://127.0.0.1:${port}/`, 5, ca),
    "cURL error 60: SSL: no alternative certificate subject name matches target host name '127.0.0.1'",
  );
});

test('addresses are looked up; a name that has none has none', async () => {
  assert.equal(await nodeOutbound().resolve('localhost'), '127.0.0.1');
  assert.equal(await nodeOutbound().resolve('no-such-host.invalid'), undefined);
});
