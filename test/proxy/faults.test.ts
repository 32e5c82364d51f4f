/** Hosting faults before a real store: those that can be shown there, and how. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { faults } from '../../mocks/faults.ts';
import { headerFields } from '../../src/client/http/exchange.ts';
import { faultBefore, whyNotBefore } from '../../src/proxy/faults.ts';
import { startProxy } from '../../src/proxy/proxy.ts';
import { ask, opened } from './opened.ts';

const basic = { Authorization: 'Basic eDp5' };

test('what is made inside WordPress, or would take TLS away, cannot be put before a real store', () => {
  const not = faults.filter(({ id }) => whyNotBefore(id) !== undefined).map(({ id }) => id);
  assert.deepEqual(not.sort(), [
    ...['application-passwords', 'authorization-basic-only', 'clock-skew', 'cookie-nonce', 'critical-error'],
    ...['early-user', 'home-url-differs', 'jwt-plugin', 'legacy-disabled', 'maintenance', 'oauth1-plugin'],
    ...['plain-permalinks', 'rest-prefix', 'rest-restricted', 'tls-ends-at-proxy', 'user-reset'],
  ]);
  assert.throws(
    () => faultBefore('maintenance'),
    /^UsageError: fault maintenance: it cannot be put before a real store/,
  );
  assert.throws(() => faultBefore('maintenanc'), /unknown fault "maintenanc", did you mean "maintenance"/);
});

test('a fault changes what reaches the store, answers in its place, breaks the connection', async context => {
  const { proxy, port, asked } = await opened(context, (_, response) => void response.end('0123456789'));
  const sent = () => headerFields(asked.at(-1)?.headers ?? []).map(([name]) => name.toLowerCase());
  await ask(port, '/', { headers: basic });
  assert.ok(sent().includes('authorization'));
  proxy.faults = ['strip-authorization'];
  await ask(port, '/', { headers: basic, method: 'POST', body: Buffer.from('abc') });
  assert.ok(!sent().includes('authorization'));
  assert.equal(asked.at(-1)?.length, 3);
  proxy.faults = ['rate-limit:requests=1'];
  assert.deepEqual([(await ask(port, '/')).status, (await ask(port, '/')).status], [200, 429]);
  const limited = proxy.journal.list().at(-1);
  assert.equal(limited?.judgements[0]?.rule, 'hosting.rate-limit');
  proxy.faults = ['body-cut:bytes=4'];
  await assert.rejects(ask(port, '/'));
  proxy.faults = ['connection-reset'];
  await assert.rejects(ask(port, '/'));
  proxy.faults = [];
  assert.equal((await ask(port, '/')).body.toString(), '0123456789');
  assert.equal(asked.length, 5);
});

test('a fault reads what is compressed, and HEAD keeps its length', async context => {
  const { port } = await opened(
    context,
    (message, response) => {
      const body = gzipSync('{"a":1}');
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': body.length });
      response.end(message.method === 'HEAD' ? undefined : body);
    },
    { faults: ['dirty-body:kind=bom'] },
  );
  const got = await ask(port, '/wp-json/', { headers: { 'Accept-Encoding': 'gzip' } });
  assert.equal(got.body.toString('utf8').replace('\uFEFF', ''), '{"a":1}');
  assert.ok(!headerFields(got.headers).some(([name]) => /^content-encoding$/i.test(name)));
  assert.equal((await ask(port, '/', { method: 'HEAD' })).status, 200);
});

test('a certificate is spoiled from the start, or not at all', async context => {
  const { proxy, storeUrl } = await opened(context);
  assert.throws(() => {
    proxy.faults = ['tls-expired'];
  }, /the certificate is made at the start/);
  const spoiled = await startProxy({ store: { urls: [storeUrl] }, faults: ['tls-expired'] });
  context.after(() => spoiled.close());
  assert.deepEqual(spoiled.faults, ['tls-expired']);
});
