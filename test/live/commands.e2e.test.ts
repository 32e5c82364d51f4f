/** The commands against `latchkey serve` as a live store: what they say, send and leave. */

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { builtInFixture } from '../../mocks/index.ts';
import { serve } from '../cli/latchkey.ts';
import { Folder, journalOf } from './folder.ts';
import { leftOn, nothing } from './left.ts';

const fixture = builtInFixture();
const key = (name: string) => fixture.keys.find(each => each.name === name) as (typeof fixture.keys)[number];
const owner = key('owner');
const env = {
  OWNER_KEY: owner.consumer_key,
  OWNER_SECRET: owner.consumer_secret,
  ADMIN_PASSWORD: 'owner-password',
};
const personas = {
  owner: { consumerKey: { env: 'OWNER_KEY' }, consumerSecret: { env: 'OWNER_SECRET' } },
};
const administrator = { login: 'owner', password: { env: 'ADMIN_PASSWORD' } };

async function put(control: string, path: string, body: object): Promise<void> {
  const answer = await fetch(`${control}${path}`, { method: 'PUT', body: JSON.stringify(body) });
  assert.equal(answer.status, 200);
}

async function served(t: TestContext, target: object, ...args: string[]) {
  const serving = await serve(t, ...args);
  const folder = new Folder(t);
  folder.configure(serving, target);
  return { serving, folder };
}

test('two targets in one run are compared, and the report has both', async t => {
  const { folder } = await served(t, { personas }, '--fault', 'strip-authorization');
  const run = await folder.latchkey(
    ['verify', 'BASIC-01', 'QUERY-01', '--target', 'simulated', '--target', 'staging'],
    env,
  );
  assert.equal(run.code, 1, run.stderr);
  assert.match(run.stdout, /BASIC-01\s+simulated: met · staging: failed/);
  assert.doesNotMatch(run.stdout, /QUERY-01\s+simulated: passed · staging/);
  const summary = JSON.parse(folder.read('reports/summary.json')) as {
    targets: { name: string; kind: string }[];
  };
  assert.deepEqual(
    summary.targets.map(({ name, kind }) => [name, kind]),
    [
      ['simulated', 'simulated'],
      ['staging', 'live'],
    ],
  );
});

test('a store in no configuration, its secret from the environment', async t => {
  const serving = await serve(t);
  const folder = new Folder(t);
  const args = [
    'verify',
    'BASIC-01',
    'OAUTH-01',
    '--url',
    serving.http,
    '--url',
    serving.https,
    '--ca',
    serving.ca,
  ];
  const run = await folder.latchkey(args, {
    LATCHKEY_CONSUMER_KEY: owner.consumer_key,
    LATCHKEY_CONSUMER_SECRET: owner.consumer_secret,
  });
  assert.equal(run.code, 0, run.stdout + run.stderr);
  const given = await folder.latchkey([
    ...args,
    '--key',
    owner.consumer_key,
    '--secret',
    owner.consumer_secret,
  ]);
  assert.equal(given.code, 0, given.stderr);
  const half = await folder.latchkey([...args, '--key', owner.consumer_key]);
  assert.equal(half.code, 2);
  assert.match(half.stderr, /--url: a key without its secret; expected both/);
});

test('plain HTTP that redirects to HTTPS is told, and what needs it is skipped', async t => {
  const { serving, folder } = await served(t, { personas });
  const host = new URL(serving.https).host;
  await put(serving.control, '/faults', { faults: [`redirect-https:host=${host}`] });
  const run = await folder.latchkey(['verify', '@basic', '--target', 'staging'], env);
  assert.equal(run.code, 0, run.stdout + run.stderr);
  assert.match(run.stderr, /staging: plain HTTP: redirects to HTTPS/);
  assert.match(run.stdout, /plain-http: plain HTTP redirects to HTTPS, 3 scenarios skipped/);
  const plain = (await journalOf(serving.control)).filter(({ request }) => request.scheme === 'http');
  assert.ok(
    plain.every(({ request }) => !request.headers.some(([name]) => /^authorization$/i.test(name))),
    'no credentials went over plain HTTP',
  );
});

test('429 with Retry-After is waited for; an answer of the authentication is not asked for twice', async t => {
  const { serving, folder } = await served(t, { personas });
  await put(serving.control, '/faults', { faults: ['rate-limit:requests=6,seconds=1'] });
  const run = await folder.latchkey(['verify', 'BASIC-02', 'NONCE-01', '--target', 'staging'], env);
  assert.equal(run.code, 0, run.stdout + run.stderr);
  const exchanges = await journalOf(serving.control);
  const refusals = exchanges.filter(({ answer }) => answer.status === 429);
  assert.ok(refusals.length > 0, 'the limit was reached');
  const nonces = exchanges
    .filter(({ answer }) => answer.status !== 429)
    .flatMap(({ request }) => /oauth_nonce=([^&]+)/.exec(request.target)?.[1] ?? []);
  const wrong = exchanges.filter(
    ({ answer, request }) => answer.status === 401 && /\/orders/.test(request.target),
  );
  // BASIC-02 has seven wrong secrets; NONCE-01 replays one in the query and one in the header; one request has none.
  assert.equal(wrong.length, 10);
  assert.equal(nonces.length, new Set(nonces).size + 1, 'only the one that was to be replayed came twice');
});

test('a slow link, and an answer that comes too late', async t => {
  const { serving, folder } = await served(t, { personas, timeouts: { answer: 1 } });
  await put(serving.control, '/faults', { faults: ['slow:seconds=0.1'] });
  const slow = await folder.latchkey(['verify', 'BASIC-01', '--target', 'staging'], env);
  assert.equal(slow.code, 0, slow.stdout + slow.stderr);
  await put(serving.control, '/faults', { faults: ['slow:seconds=5'] });
  const late = await folder.latchkey(['verify', 'BASIC-01', '--target', 'staging'], env);
  assert.equal(late.code, 3);
  assert.match(late.stderr, /no answer to GET http:.*\(UND_ERR_HEADERS_TIMEOUT\)/);
});

test('what is no WordPress ends the run early, with what was seen', async t => {
  const { serving, folder } = await served(t, { personas, capabilities: { tls: true } });
  await put(serving.control, '/faults', { faults: ['cloudflare-challenge'] });
  const run = await folder.latchkey(['verify', '--target', 'staging'], env);
  assert.equal(run.code, 3);
  assert.match(
    run.stderr,
    /^latchkey: staging: http:\S+ does not answer as a WordPress site: 403, text\/html.*latchkey doctor http/m,
  );
  const redirected = await served(t, { personas });
  await put(redirected.serving.control, '/faults', { faults: ['redirect-www'] });
  const www = await redirected.folder.latchkey(['verify', '--target', 'staging'], env);
  assert.equal(www.code, 3);
  assert.match(www.stderr, /redirects to http.*expected the URL at which the store itself answers/);
});

test('a version that was not expected ends the run', async t => {
  const { folder } = await served(t, { personas, expectedVersion: '9.8' }, '--profile', '8.2');
  const run = await folder.latchkey(['verify', 'BASIC-01', '--target', 'staging'], env);
  assert.equal(run.code, 3);
  assert.match(run.stderr, /staging: the store is WooCommerce 8\.2\.2; the configuration expects 9\.8/);
});

test('a store that dies in the middle cannot be told, and what is left there is listed', async t => {
  const { serving, folder } = await served(t, { writes: true, administrator });
  const started = folder.start(['verify', '@basic', '@rights', '--target', 'staging'], env);
  await started.said('personas made');
  await serving.end('SIGKILL');
  const run = await started.ended;
  assert.equal(run.code, 3, run.stdout + run.stderr);
  // On stderr when the store died before the first scenario.
  const told = run.stdout + run.stderr;
  assert.match(told, /left: user latchkey[0-9a-f]{8}manager \(shop_manager\) \(no answer/);
  assert.match(told, /latchkey clean --target staging removes it/);
  assert.match(folder.read('.latchkey/journal-staging.jsonl'), /"login":"latchkey[0-9a-f]{8}manager"/);
});

test('what was recorded holds no secret and replays; a store that is other than it should be drifts', async t => {
  const { serving, folder } = await served(t, { writes: true, administrator }, '--profile', '8.2');
  const recorded = await folder.latchkey(
    [
      'record',
      '--target',
      'staging',
      '-o',
      'staging.jsonl',
      '@query',
      '@nonces',
      'OAUTH-02',
      'OAUTH-11',
      'GONE-01',
      'LEGACY-14',
    ],
    env,
  );
  assert.equal(recorded.code, 0, recorded.stderr);
  const text = folder.read('staging.jsonl');
  assert.doesNotMatch(text, /c[ks]_[0-9a-f]{40}|owner-password/);
  assert.match(text, /\{\{owner\.consumerKey\}\}/);
  const replayed = await folder.latchkey(['replay', 'staging.jsonl']);
  assert.equal(replayed.code, 0, replayed.stdout);
  assert.match(replayed.stdout, /\(100\.0 %\)/);
  const same = await folder.latchkey(['drift', '--target', 'staging', '@query'], env);
  assert.equal(same.code, 0, same.stdout + same.stderr);
  await put(serving.control, '/faults', { faults: ['strip-authorization'] });
  const drifted = await folder.latchkey(['drift', '--target', 'staging', 'BASIC-01'], env);
  assert.equal(drifted.code, 1, drifted.stdout + drifted.stderr);
  assert.match(drifted.stdout, /BASIC-01\.01[\s\S]*status: live 401\n\s+simulated 200/);
  assert.deepEqual(await leftOn(serving.http), nothing);
});

test('only the personas that the selection speaks of are made', async t => {
  const { serving, folder } = await served(t, { writes: true, administrator });
  const run = await folder.latchkey(['verify', 'PERM-01', '--target', 'staging'], env);
  assert.equal(run.code, 0, run.stdout + run.stderr);
  assert.match(run.stderr, /personas made with keys on the page of WooCommerce's settings: owner, reader/);
  assert.match(run.stdout, /created 2, removed 2/);
  const rules = (await journalOf(serving.control)).flatMap(({ judgements }) =>
    judgements.map(({ rule }) => rule),
  );
  assert.equal(rules.filter(rule => rule === 'settings.create-key').length, 2);
  assert.equal(rules.filter(rule => rule === 'settings.revoke-key').length, 2);
  assert.equal(rules.includes('admin.create-user'), false);
  // Who is not let in is told of which target, and what else would do.
  const refused = await folder.latchkey(['verify', 'PERM-01', '--target', 'staging'], {
    ...env,
    ADMIN_PASSWORD: 'another',
  });
  assert.equal(refused.code, 3);
  assert.match(refused.stderr, /staging: the administrator's log-in is not taken at \/wp-login\.php/);
  assert.match(refused.stderr, /give keys as personas instead/);
});
