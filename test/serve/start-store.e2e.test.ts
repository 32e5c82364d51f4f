/** What startStore promises beside answers: its certificate, whom it tells, and that nothing of it stays behind. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import {
  createStore,
  FaultError,
  type Message,
  type StartedStore,
  signRequest,
  startStore,
} from '../../src/index.ts';

const index = JSON.stringify(path.resolve(import.meta.dirname, '../../src/index.ts'));

/** The status of the index over HTTPS, or why there was none. */
const overTls = ({ httpsUrl, ca }: StartedStore): Promise<number | string | undefined> =>
  new Promise(resolve => {
    get(`${httpsUrl}/wp-json/`, { ca, agent: false }, answer => {
      answer.resume();
      resolve(answer.statusCode);
    }).once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });

const faulty: readonly [fault: string, told: RegExp][] = [
  ['tls-expired', /^CERT_HAS_EXPIRED$/],
  ['tls-wrong-host', /^ERR_TLS_CERT_ALTNAME_INVALID$/],
  ['tls-self-signed', /^DEPTH_ZERO_SELF_SIGNED_CERT$/],
  ['tls-missing-intermediate', /^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/],
  ['tls-old-protocol', /^EPROTO$|PROTOCOL/],
];

for (const [fault, told] of faulty)
  test(`a store with ${fault} has that certificate, from the start and for good`, async () => {
    await using store = await startStore({ faults: [fault] });
    assert.match(String(await overTls(store)), told);
    store.faults = ['strip-authorization', fault];
    assert.equal((await fetch(`${store.url}/wp-json/`)).status, 200);
    await using sound = await startStore();
    assert.equal(await overTls(sound), 200);
    assert.throws(
      () => {
        sound.faults = [fault];
      },
      (error: unknown) =>
        error instanceof FaultError && error.message.startsWith(`${fault}: the certificate`),
    );
    assert.deepEqual(sound.faults, []);
  });

test('onRequest is told of a request whose client hangs up, onExchange is not', async () => {
  const requests: Message[] = [];
  let exchanges = 0;
  await using store = await startStore({
    faults: ['slow:seconds=5'],
    onRequest: message => void requests.push(message),
    onExchange: () => void exchanges++,
  });
  const signal = AbortSignal.timeout(300);
  await assert.rejects(fetch(`${store.url}/wp-json/?x=1`, { signal }));
  assert.deepEqual(
    requests.map(({ target }) => target),
    ['/wp-json/?x=1'],
  );
  assert.equal(exchanges, 0);
});

test('what works over HTTP works over HTTPS: links, and signatures for the URL that is called', async () => {
  await using store = await startStore();
  const key = store.grant();
  const ask = (url: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const auth = `${key.consumerKey}:${key.consumerSecret}`;
      get(url, { ca: store.ca, agent: false, ...(url.includes('oauth_') ? {} : { auth }) }, answer => {
        answer.resume();
        resolve(answer);
      }).once('error', reject);
    });
  const first = await ask(`${store.httpsUrl}/wp-json/wc/v3/orders?per_page=2`);
  const [, next = ''] = /<([^>]*)>; rel="next"/.exec(String(first.headers.link)) ?? [];
  assert.equal((await ask(next)).statusCode, 200);
  const { url } = signRequest(
    { method: 'GET', url: `${store.httpsUrl}/wp-json/wc/v3/orders` },
    {
      credentials: key,
      signatureMethod: 'HMAC-SHA256',
      placement: 'query',
      timestamp: store.clock.now(),
      nonce: 'one',
    },
  );
  assert.equal((await ask(url)).statusCode, 200);
});

const freePort = async (): Promise<number> => {
  const free = await startStore();
  await free.close();
  return Number(new URL(free.url).port);
};

for (const option of ['http', 'https'] as const)
  test(`a port that was asked for with ${option} alone answers both`, async () => {
    const port = await freePort();
    await using store = await startStore({ [option]: port });
    assert.deepEqual([store.url, store.httpsUrl], [`http://127.0.0.1:${port}`, `https://127.0.0.1:${port}`]);
    assert.equal((await fetch(`${store.url}/wp-json/`)).status, 200);
    assert.equal(await overTls(store), 200);
  });

test('two ports that were asked for are had', async () => {
  const port = await freePort();
  await using store = await startStore({ http: port, https: 0 });
  assert.equal(store.url, `http://127.0.0.1:${port}`);
  assert.notEqual(new URL(store.httpsUrl).port, String(port));
  assert.equal((await fetch(`${store.url}/wp-json/`)).status, 200);
  assert.equal(await overTls(store), 200);
});

test('a port that is in use is told in one line, with the option that asked for it', async () => {
  await using store = await startStore();
  const port = Number(new URL(store.url).port);
  for (const option of ['http', 'https'] as const)
    await assert.rejects(startStore({ [option]: port }), {
      code: 'LATCHKEY_LISTEN',
      message: `${option} ${port}: the port is in use; expected a free one, or 0 to take any`,
    });
});

test('it stands in for PHP-FPM too, where it is asked to', async () => {
  const store = await startStore({ fastcgi: 0 });
  assert.match(store.fastcgi ?? '', /^127\.0\.0\.1:\d+$/);
  const port = Number(store.fastcgi?.split(':')[1]);
  // FastCGI 1.0 section 4.1: what an application is asked before any request, FCGI_GET_VALUES.
  const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from([1, 9, 0, 0, 0, 0, 0, 0])));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  assert.equal(answer[1], 10, 'FCGI_GET_VALUES_RESULT');
  const ended = once(socket, 'close');
  await store.close();
  await ended;
});

test('a redirect to https leads to where the store answers over TLS', async () => {
  await using one = await startStore({ faults: ['redirect-https'] });
  await using two = await startStore({ http: 0, https: 0, faults: ['redirect-https'] });
  for (const { url, httpsUrl } of [one, two]) {
    const { headers } = await fetch(`${url}/wp-json/`, { redirect: 'manual' });
    assert.equal(headers.get('location'), `${httpsUrl}/wp-json/`);
  }
});

test('a fault of the certificate is refused where there is no certificate', async () => {
  const isRefusal = (error: unknown) => error instanceof FaultError && error.mistake === 'scope';
  await assert.rejects(createStore({ faults: ['tls-expired'] }), isRefusal);
  const store = await createStore();
  assert.throws(() => {
    store.faults = ['tls-expired'];
  }, isRefusal);
  await assert.rejects(startStore({ faults: ['tls-expired', 'tls-wrong-host'] }), isRefusal);
});

test('a connection that is reset, cut or silent is so through the one port', async () => {
  await using reset = await startStore({ faults: ['connection-reset'] });
  const failure = await fetch(`${reset.url}/wp-json/`).catch(error => error.cause?.code);
  assert.match(String(failure), /ECONNRESET|UND_ERR_SOCKET/);
  await using cut = await startStore({ faults: ['body-cut:bytes=20'] });
  const answer = await fetch(`${cut.url}/wp-json/`);
  assert.equal(answer.status, 200);
  await assert.rejects(answer.text());
  const silent = connect(Number(new URL(cut.url).port), '127.0.0.1');
  await once(silent, 'connect');
  const ended = once(silent, 'close');
  await cut.close();
  await ended;
});

test('fifty stores start and close, and their files with them', async context => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning);
  process.on('warning', onWarning);
  context.after(() => process.off('warning', onWarning));
  const stores = await Promise.all(Array.from({ length: 50 }, () => startStore()));
  assert.equal(new Set(stores.flatMap(({ url, httpsUrl }) => [url, httpsUrl])).size, 100);
  const statuses = await Promise.all(stores.map(async ({ url }) => (await fetch(`${url}/wp-json/`)).status));
  assert.deepEqual(new Set(statuses), new Set([200]));
  await Promise.all(stores.map(store => store.close()));
  for (const { caFile, url } of stores) {
    assert.ok(!existsSync(caFile));
    await assert.rejects(fetch(url));
  }
  assert.deepEqual(warnings, []);
});

test('closing twice is closing once', async () => {
  const store = await startStore();
  await Promise.all([store.close(), store.close()]);
  await store.close();
});

const script = (closing: string): string => `
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { connect } from 'node:net';
import { startStore } from ${index};
${closing}
console.log('end');`;

const closings: readonly [what: string, script: string][] = [
  [
    'await using',
    `{
      await using store = await startStore();
      await (await fetch(store.url + '/wp-json/')).text();
    }`,
  ],
  [
    'close() while connections are open',
    `const store = await startStore({ faults: ['slow:seconds=3600'] });
    fetch(store.url).catch(() => {});
    await new Promise(resolve => setTimeout(resolve, 200));
    await store.close();`,
  ],
];

for (const [what, closing] of closings)
  test(`a process ends by itself after ${what}`, async context => {
    const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-end-'));
    context.after(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, 'end.mts');
    writeFileSync(file, script(closing));
    // Nothing here ends it: one that does not end by itself meets the time-out of the test run.
    const child = spawn(process.execPath, [file], { signal: context.signal });
    const [stdout, stderr, [status, signal]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    assert.equal(stdout, 'end\n', stderr);
    assert.deepEqual([status, signal], [0, null], stderr);
  });
