import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createCertificates } from '../../../mocks/index.ts';
import { createClient, type HttpClient } from '../../../src/client/http/client.ts';
import { toHar } from '../../../src/client/http/har.ts';

const { ca, cert, key } = await createCertificates({ hosts: ['shop.test'] });
let seen: { url: string; method: string; rawHeaders: string[]; body: string } | undefined;
const server = createServer((request, response) => {
  let body = '';
  request.on('data', chunk => {
    body += chunk;
  });
  request.on('end', () => {
    seen = { url: request.url ?? '', method: request.method ?? '', rawHeaders: request.rawHeaders, body };
    if (request.url === '/redirect') response.writeHead(302, { location: '/elsewhere' });
    if (request.url === '/cookies') response.setHeader('set-cookie', ['a=1', 'b=2']);
    if (request.url === '/hangup') {
      request.socket.destroy();
      return;
    }
    if (request.url !== '/silent') response.end('hello');
  });
});
const tlsServer = createTlsServer({ cert, key }, (request, response) => response.end(request.headers.host));

describe('createClient', () => {
  let client: HttpClient;
  let port: number;

  before(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    await new Promise<void>(resolve => tlsServer.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    const tlsPort = (tlsServer.address() as AddressInfo).port;
    client = createClient({
      ca,
      answerTimeout: 300,
      connectTo: {
        'shop.test:80': { host: '127.0.0.1', port },
        'shop.test:443': { host: '127.0.0.1', port: tlsPort },
        'other.test:443': { host: '127.0.0.1', port: tlsPort },
      },
    });
  });
  after(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
    tlsServer.close();
  });

  it('sends target, headers and body literally', async () => {
    const exchange = await client.send({
      method: 'POST',
      url: "http://shop.test/a/../b%2e?x='{}|&y=%7e",
      headers: [
        ['X-One', 'a'],
        ['x-one', 'b'],
      ],
      body: Buffer.from('body'),
    });
    assert.equal(exchange.answer?.status, 200);
    assert.equal(seen?.url, "/a/../b%2e?x='{}|&y=%7e");
    assert.deepEqual(
      seen?.rawHeaders.filter((_, i, all) => (all[i - (i % 2)] as string).toLowerCase() === 'x-one'),
      ['X-One', 'a', 'x-one', 'b'],
    );
    assert.equal(seen?.body, 'body');
    assert.ok(seen?.rawHeaders.includes('shop.test'));
  });

  it('follows no redirect', async () => {
    const { answer } = await client.send({ method: 'GET', url: 'http://shop.test/redirect', headers: [] });
    assert.equal(answer?.status, 302);
  });

  it('keeps header fields that come twice', async () => {
    const { answer } = await client.send({ method: 'GET', url: 'http://shop.test/cookies', headers: [] });
    assert.deepEqual(
      answer?.headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value),
      ['a=1', 'b=2'],
    );
  });

  it('trusts the given authority and keeps the name of the URL', async () => {
    const { answer } = await client.send({ method: 'GET', url: 'https://shop.test/', headers: [] });
    assert.equal(Buffer.from(answer?.body ?? []).toString(), 'shop.test');
  });

  it('tells why no answer came', async () => {
    const codes = await Promise.all(
      [
        'https://other.test/',
        'http://127.0.0.1:1/',
        'http://shop.test/hangup',
        'http://shop.test/silent',
      ].map(async url => (await client.send({ method: 'GET', url, headers: [] })).failure?.code),
    );
    assert.deepEqual(codes, [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'ECONNREFUSED',
      'UND_ERR_SOCKET',
      'UND_ERR_HEADERS_TIMEOUT',
    ]);
  });

  it('refuses what cannot be sent', async () => {
    await assert.rejects(client.send({ method: 'GET', url: '/relative', headers: [] }), {
      code: 'LATCHKEY_URL',
    });
    await assert.rejects(client.send({ method: 'GET', url: 'http://shop.test/', headers: [['X', 'a\nb']] }), {
      code: 'LATCHKEY_USAGE',
    });
  });

  it('writes an archive without secrets', async () => {
    const exchange = await client.send(
      {
        method: 'GET',
        url: 'http://shop.test/?consumer_secret=cs_e93acb127f4a0cba254720155be9bf646f7e0293',
        headers: [['Authorization', 'Basic YTpi']],
      },
      { notes: { 'signature base string': 'GET&x' } },
    );
    const har = toHar([exchange], { name: 'latchkey', version: '0' });
    assert.equal(har.log.entries[0]?.request.queryString[0]?.value, 'cs_***0293');
    assert.ok(!JSON.stringify(har).includes('YTpi'));
    assert.equal(har.log.entries[0]?.comment, 'signature base string: GET&x');
  });
});
