/** Servers that answer what no store should: each is told with its code, soon, and gets no credentials. */

import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createClient } from '../../src/client/http/client.ts';
import type { HttpRequest } from '../../src/client/http/exchange.ts';
import { timedOut } from '../../src/client/http/limits.ts';
import { startStore } from '../../src/serve/start-store.ts';
import type { Send } from '../../src/site/ask.ts';
import { whyNoAuthorizationPage } from '../../src/site/authorization-page.ts';
import { type FindOptions, findSite } from '../../src/site/find-site.ts';
import { problemInWords } from '../../src/site/problem.ts';
import type { Whereabouts } from '../../src/site/whereabouts.ts';
import { openLiveTarget } from '../../src/targets/live.ts';
import { oneOff } from '../../src/targets/resolved.ts';
import { Folder } from '../live/folder.ts';

type Script = (path: string, response: ServerResponse, origin: string) => void;

/** A server that answers by a script; its URL, and every path that it was asked for. */
async function serverOf(t: TestContext, script: Script): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    script(request.url ?? '', response, url);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url, asked };
}

async function find(t: TestContext, url: string, options: FindOptions = {}): Promise<Whereabouts> {
  const client = createClient();
  t.after(() => client.close());
  const send: Send = (request, settings) => client.send(request, settings);
  return findSite(send, url, options);
}

const jsonType = { 'Content-Type': 'application/json' };

function index(home: unknown, namespaces: unknown = ['wc/v3']): Script {
  return (path, response) =>
    path.startsWith('/wp-json/')
      ? response.writeHead(200, jsonType).end(JSON.stringify({ url: home, home, namespaces }))
      : response.end('<html>');
}

for (const home of [
  'http://127.0.0.1/a b',
  'http://127.0.0.1/\u001b]0;title\u0007',
  'javascript:alert(1)',
  'http://',
  null,
  { toString: 'x' },
])
  test(`the home URL ${JSON.stringify(home)}`, async t => {
    const { url } = await serverOf(t, index(home));
    const found = await find(t, url);
    assert.equal(found.problem?.code, 'bad-home');
    assert.deepEqual([found.site, found.home], [url, undefined]);
    const words = problemInWords(found.problem as NonNullable<typeof found.problem>);
    assert.match(words, /says that its home URL is ".*"; expected/);
    assert.doesNotMatch(words, /\p{Cc}/u);
  });

test('namespaces that are none', async t => {
  const { url } = await serverOf(t, index('http://127.0.0.1', [null, {}, 7, 'wc/v3', ['wc/v2']]));
  assert.deepEqual((await find(t, url)).namespaces, ['wc/v3']);
});

test('what is printed before the JSON, and where the JSON begins', async t => {
  const notice = '<b>Notice</b>: Größe [x] {y}\n';
  const { url } = await serverOf(t, (path, response) =>
    path === '/wp-json/'
      ? response.writeHead(200, jsonType).end(`${notice}{"home":"http://a.example","namespaces":[]}`)
      : response.end(),
  );
  const { problem } = await find(t, url);
  assert.deepEqual(problem, {
    code: 'notice-before-json',
    url,
    jsonAt: Buffer.byteLength(notice),
    notice: notice.trim(),
  });
});

test('redirects that lead nowhere, away, and round and round', async t => {
  const to: Record<string, (path: string, origin: string) => string> = {
    'http://other.test/x?y=z': () => 'http://other.test/x?y=z',
    'https://127.0.0.2/': () => 'https://127.0.0.2/',
    'javascript:alert(1)': () => 'javascript:alert(1)',
    'http://[': () => 'http://[',
  };
  for (const [wanted, location] of Object.entries(to)) {
    const { url, asked } = await serverOf(t, (path, response, origin) =>
      response.writeHead(302, { Location: location(path, origin) }).end(),
    );
    const { problem, hops } = await find(t, url);
    assert.ok(problem?.code === 'redirects-elsewhere', problem?.code);
    assert.equal(problem.to, wanted);
    assert.deepEqual(hops, []);
    assert.deepEqual(new Set(asked), new Set(['/', '/wp-json/', '/?rest_route=/']));
  }
  const chain = await serverOf(t, (path, response) =>
    response.writeHead(302, { Location: `${path.replace(/\?.*/, '')}x` }).end(),
  );
  const found = await find(t, chain.url);
  assert.equal(found.problem?.code, 'redirects-for-ever');
  assert.equal(found.hops.length, 5);
});

test('where the front page never came, five seconds are waited for all the rest', async t => {
  const limits = new Map<number, AbortController>();
  t.mock.method(AbortSignal, 'timeout', (milliseconds: number) => {
    const limit = new AbortController();
    limits.set(milliseconds, limit);
    return limit.signal;
  });
  const failure = { code: timedOut, message: 'late' };
  let isGivenUp: boolean | undefined;
  const silent: Send = async (request, { signal } = {}) => {
    if (request.url.endsWith('/wp-json/')) {
      limits.get(5_000)?.abort();
      isGivenUp = signal?.aborted;
    }
    return { request, failure, startedAt: 0, duration: 0 };
  };
  assert.equal((await findSite(silent, 'http://shop.test')).problem?.code, 'time-out');
  assert.equal(isGivenUp, true);
});

test('answers without an end: in time, in bytes, and unpacked', async t => {
  const slow = await serverOf(t, (_, response) => {
    response.writeHead(200, jsonType);
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  });
  const start = performance.now();
  assert.equal((await find(t, slow.url, { within: 300 })).problem?.code, 'time-out');
  assert.ok(performance.now() - start < 3_000);

  const large = await serverOf(t, (_, response) => response.end(Buffer.alloc(9 * 1024 * 1024, ' ')));
  assert.equal((await find(t, large.url)).problem?.code, 'too-large');

  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  const packed = await serverOf(t, (_, response) =>
    response.writeHead(200, { 'Content-Encoding': 'gzip', ...jsonType }).end(bomb),
  );
  assert.equal((await find(t, packed.url)).problem?.code, 'too-large');
});

test('an error that only looks like one of WordPress gets no key', async t => {
  const credentials = { consumerKey: `ck_${'a'.repeat(40)}`, consumerSecret: `cs_${'b'.repeat(40)}` };
  const key = { credentials, now: () => 1, nonce: () => 'n' };
  for (const body of [
    { code: 'rest_x', message: 'y' },
    { message: 'y', data: { status: 401 } },
  ]) {
    const { url, asked } = await serverOf(t, (_, response) =>
      response.writeHead(401, jsonType).end(JSON.stringify(body)),
    );
    assert.equal((await find(t, url, { key })).problem?.code, 'not-wordpress');
    assert.doesNotMatch(asked.join(), /oauth|ck_/);
  }
  const real = { code: 'rest_x', message: 'y', data: { status: 401 } };
  const { url, asked } = await serverOf(t, (_, response) =>
    response.writeHead(401, jsonType).end(JSON.stringify(real)),
  );
  const { problem } = await find(t, url, { key });
  assert.ok(problem?.code === 'index-closed' && problem.key === 'not let in');
  assert.match(asked.join(), /oauth_signature=/);
  assert.doesNotMatch(asked.join(), /cs_b/);
});

test('a home URL on another host gets no request, whatever the configuration allows', async t => {
  const production = await startStore();
  const copy = await startStore({ home: production.url.replace('127.0.0.1', 'localhost') });
  t.after(() => Promise.all([production.close(), copy.close()]));
  const administrator = { login: 'owner', password: 'owner-password' };
  const owner = { name: 'owner', ...(copy.keys.owner as { consumerKey: string; consumerSecret: string }) };
  const notes: string[] = [];
  const base = oneOff({ urls: [copy.url] });
  const target = await openLiveTarget(
    {
      ...base,
      pace: { ...base.pace, requestsPerSecond: 1000 },
      writes: true,
      administrator,
      users: new Map([['administrator', administrator]]),
      personas: new Map([['owner', owner]]),
    },
    { folder: `${new Folder(t).path}/.latchkey`, onNote: note => notes.push(note) },
  );
  await target.close();
  assert.deepEqual(production.journal(), []);
  assert.ok(copy.journal().every(({ message }) => message.method === 'GET'));
  assert.equal(target.site, copy.url);
  const { host } = new URL(production.url.replace('127.0.0.1', 'localhost'));
  assert.match(
    target.lacks('log-in') ?? '',
    new RegExp(`home URL, http://${host}, .* another origin than ${copy.url}:`),
  );
  assert.ok(notes.some(note => note === target.lacks('wc-auth')));
});

test('the page that grants keys is there by wp_die(), as a page and in JSON', () => {
  const request: HttpRequest = { method: 'GET', url: 'http://a.example/', headers: [] };
  const why = (status: number, type: string, body: string, ...more: [string, string][]) =>
    whyNoAuthorizationPage({
      request,
      startedAt: 0,
      duration: 0,
      answer: { status, headers: [['Content-Type', type], ...more], body: Buffer.from(body) },
    });
  assert.equal(why(401, 'text/html; charset=utf-8', '<html>'), undefined);
  assert.equal(why(401, 'application/json', '{"code":"wp_die","message":"x"}'), undefined);
  const answers401 = 'the store answers 401 at /wc-auth/v1/authorize';
  assert.equal(why(401, 'application/json', '{"code":"rest_x","message":"x"}'), answers401);
  assert.equal(why(401, 'text/html', '', ['WWW-Authenticate', 'Basic']), answers401);
  assert.equal(why(404, 'text/html', ''), 'the store answers 404 at /wc-auth/v1/authorize');
});
