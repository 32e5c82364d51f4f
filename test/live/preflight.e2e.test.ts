/** Before the suite: what a key is wrong by, and what is no store, each in one sentence. */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { faults } from '../../mocks/faults.ts';
import { builtInFixture, type Fixture } from '../../mocks/index.ts';
import { type StartedStore, type StartOptions, startStore } from '../../src/serve/start-store.ts';
import { oneOff } from '../../src/targets/resolved.ts';
import { visitStore } from '../../src/targets/visit.ts';
import { latchkey, serve } from '../cli/latchkey.ts';
import { Folder } from './folder.ts';

const fixture = builtInFixture();

function keyOf(name: string, from: Fixture = fixture): [key: string, secret: string] {
  const found = from.keys.find(each => each.name === name);
  return [found?.consumer_key ?? '', found?.consumer_secret ?? ''];
}

async function storeFor(t: TestContext, options: StartOptions = {}): Promise<StartedStore> {
  const store = await startStore(options);
  t.after(() => store.close());
  return store;
}

/** Visits a store with a key; how it ended, and how many requests with credentials were refused for it. */
async function visit(
  store: StartedStore,
  [key, secret]: readonly [string, string],
  urls = [store.url, store.httpsUrl],
): Promise<{ error: (Error & { code?: string }) | undefined; refused: number; version?: string }> {
  const base = oneOff({ urls, key, secret, ca: store.ca });
  store.clearJournal();
  const refused = () =>
    store
      .journal()
      .filter(
        ({ message, answer }) =>
          (answer.status === 401 || answer.status === 403) &&
          /consumer_key|Authorization,/i.test(`${message.target} ${message.headers.join()}`),
      ).length;
  try {
    const visited = await visitStore({
      ...base,
      pace: { ...base.pace, requestsPerSecond: 1000 },
      timeouts: { answer: 10_000 },
    });
    await visited.client.close();
    return { error: undefined, refused: refused(), version: visited.versions.WooCommerce ?? '' };
  } catch (error) {
    return { error: error as Error, refused: refused() };
  }
}

const [ownerKey, ownerSecret] = keyOf('owner');
const wrong = {
  empty: [['', ownerSecret], /it is empty/],
  swapped: [[ownerSecret, ownerKey], /key and secret are swapped/],
  'with a line end': [[ownerKey, `${ownerSecret}\n`], /the secret has white space/],
  malformed: [['ck_12', 'cs_34'], /has not the form that WooCommerce gives: the key has 5 characters/],
  'cut off': [[ownerKey.slice(0, -1), ownerSecret], /has not the form .*: the key has 42 characters/],
  unknown: [[`ck_${'0'.repeat(40)}`, ownerSecret], /the store does not know it/],
  'with another secret': [[ownerKey, `cs_${'0'.repeat(40)}`], /the secret is not its own/],
  'for reading': [keyOf('reader'), /it may read and not write/],
  'for writing': [keyOf('writer'), /knows it and its secret, and refuses it: 401, ".*read permissions/],
  "a customer's": [keyOf('customer'), /its user lacks the right: 403 woocommerce_rest_cannot_view/],
  "nobody's": [
    keyOf('nobody'),
    /takes its requests for nobody's: its user was deleted, or a plugin resets the user/,
  ],
} as const;

for (const [name, [key, message]] of Object.entries(wrong))
  test(`a key that is ${name}`, async t => {
    // Before 8.2 a signature of nobody's key is refused for its nonce, as one for another URL would be.
    for (const profile of name === "nobody's" ? ['10.5'] : ['6.6', '10.5']) {
      const store = await storeFor(t, { profile });
      for (const urls of [[store.url, store.httpsUrl], [store.httpsUrl], [store.url]]) {
        const { error, refused } = await visit(store, key, urls);
        assert.equal(error?.code, 'LATCHKEY_CONFIGURATION', `${profile} ${urls}: ${error?.message}`);
        assert.match(error?.message ?? '', message);
        assert.ok(refused <= 3, `${refused} refused requests`);
      }
    }
  });

test("a key that is nobody's, where a signature of it finds its own nonce used", async t => {
  const store = await storeFor(t, { profile: '6.6' });
  const { error, refused } = await visit(store, keyOf('nobody'), [store.httpsUrl]);
  assert.equal(error?.code, 'LATCHKEY_CONFIGURATION');
  assert.match(error?.message ?? '', /refuses its signature: 401, ".*": its user was deleted, or/);
  assert.ok(refused <= 4, `${refused} refused requests`);
});

/** What these do to every key cannot be told from a key that is wrong, by three requests. */
const likeAWrongKey: readonly string[] = ['user-reset'];

test('a right key is not accused for what hosting does to it', async t => {
  const accused: string[] = [];
  // A store for each visit: one that limits the rate of requests would have the second wait a minute for it.
  const left = faults.flatMap(({ id: name }) => [
    { name, isByBoth: true },
    { name, isByBoth: false },
  ]);
  const judgeOneAfterTheOther = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const { name, isByBoth } = next;
      const store = await startStore({ faults: [name] }).catch(() => undefined);
      if (!store) continue;
      const urls = isByBoth ? [store.url, store.httpsUrl] : [store.httpsUrl];
      const { error } = await visit(store, [ownerKey, ownerSecret], urls);
      if (error && error.code !== 'LATCHKEY_TARGET') accused.push(`${name}: ${error.message}`);
      await store.close();
    }
  };
  // Some faults are silence: they are waited for side by side.
  await Promise.all(Array.from({ length: 12 }, judgeOneAfterTheOther));
  assert.deepEqual(
    accused.filter(each => !likeAWrongKey.includes(each.split(':')[0] ?? '')),
    [],
  );
  const { version } = await visit(await storeFor(t), [ownerKey, ownerSecret]);
  assert.equal(version, '10.5.0');
});

test('the line of the command: 2 for what the user gave, 3 for the target, and no green run without a key', async t => {
  const serving = await serve(t);
  const folder = new Folder(t);
  const store = ['verify', 'BASIC-02', '--url', serving.https, '--ca', serving.ca];
  const cases: [number, RegExp, string[], Record<string, string>?][] = [
    [2, /there is no key, so nothing could be let in; expected the key and secret/, store],
    [
      2,
      /the variable LATCHKEY_CONSUMER_KEY: it is empty; expected a key and its secret/,
      store,
      { LATCHKEY_CONSUMER_KEY: '', LATCHKEY_CONSUMER_SECRET: '' },
    ],
    [2, /--secret: it is empty/, [...store, '--key', ownerKey, '--secret', '']],
    [
      2,
      /the owner's key: the store does not know it/,
      [...store, '--key', `ck_${'0'.repeat(40)}`, '--secret', ownerSecret],
    ],
    [
      3,
      /no answer to GET http:\/\/127\.0\.0\.1:1\/.*ECONNREFUSED/,
      ['verify', '--url', 'http://127.0.0.1:1', '--key', ownerKey, '--secret', ownerSecret],
    ],
  ];
  for (const [code, message, args, env] of cases) {
    const run = await folder.latchkey(args, env);
    assert.equal(run.code, code, run.stderr + run.stdout);
    assert.match(run.stderr, message);
    assert.equal(run.stderr.trimEnd().split('\n').length, 1, run.stderr);
    assert.doesNotMatch(run.stdout, /✓/);
    assert.ok(!run.stderr.includes(ownerSecret));
  }
});

test('all targets are looked at before the first is judged, and those that can be are', async t => {
  const serving = await serve(t);
  const parked = createServer((_, response) => response.end('<title>Parked</title>'));
  await new Promise<void>(resolve => parked.listen(0, '127.0.0.1', resolve));
  t.after(() => parked.close());
  const folder = new Folder(t);
  const owner = { consumerKey: { env: 'KEY' }, consumerSecret: { env: 'SECRET' } };
  const pace = { requestsPerSecond: 1000 };
  const good = { url: serving.http, httpsUrl: serving.https, caFile: serving.ca, pace };
  folder.write('latchkey.config.json', {
    targets: {
      good: { ...good, personas: { owner } },
      keyless: good,
      parked: {
        url: `http://127.0.0.1:${(parked.address() as AddressInfo).port}`,
        pace,
        personas: { owner },
      },
      wrong: { ...good, personas: { owner: { ...owner, consumerSecret: { env: 'OTHER' } } } },
    },
  });
  const env = { KEY: ownerKey, SECRET: ownerSecret, OTHER: `cs_${'0'.repeat(40)}` };
  const names = ['wrong', 'parked', 'keyless', 'good'];
  const run = await folder.latchkey(
    ['verify', 'BASIC-01', ...names.flatMap(name => ['--target', name])],
    env,
  );
  assert.equal(run.code, 3, run.stderr);
  const lines = run.stdout.split('\n');
  const judged = lines.findIndex(line => line.includes('✓ BASIC-01'));
  for (const line of [
    /^✓ good {5}WooCommerce 10\.5\.0, TLS, plain HTTP$/,
    /^✗ keyless {2}there is no key/,
    /^✗ parked {3}.* does not answer as a WordPress site: 200, .*“Parked”/,
    /^✗ wrong {4}the store knows it, and the secret is not its own/,
  ]) {
    const found = lines.findIndex(each => line.test(each));
    assert.ok(found >= 0 && found < judged, `${line} in ${run.stdout}`);
  }
  assert.equal(
    run.stderr
      .trimEnd()
      .split('\n')
      .filter(line => line.startsWith('latchkey: ')).length,
    3,
  );
  // Beside that table each is told in one line, with what to do.
  for (const why of [
    /the secret is not its own/g,
    /there is no key/g,
    /does not answer as a WordPress site/g,
  ])
    assert.deepEqual([run.stdout.match(why)?.length, run.stderr.match(why)?.length], [1, 1], run.stdout);
  const two = await folder.latchkey(['verify', 'BASIC-01', '--target', 'keyless', '--target', 'good'], env);
  assert.equal(two.code, 2, two.stderr);
});

test('what was named and is not there is told in one line, and no store is asked', async t => {
  const folder = new Folder(t);
  const silent = createTcpServer(() => assert.fail('nobody is to be asked'));
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
  t.after(() => silent.close());
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  folder.write('latchkey.config.json', { targets: { one: { url }, two: { url } } });
  const cases: [RegExp, ...string[]][] = [
    [
      /--config latchkey\.config\.json: no target of it is named; expected --target with one of simulated, one, two/,
      'verify',
      '--config',
      'latchkey.config.json',
    ],
    [
      /record: 2 targets are named: one, two; expected one live store at a time/,
      'record',
      '-o',
      'out.jsonl',
      '--target',
      'one',
      '--target',
      'two',
    ],
    [/drift: 2 targets are named/, 'drift', '--target', 'one', '--target', 'two'],
  ];
  for (const [message, ...args] of cases) {
    const run = await folder.latchkey(args);
    assert.deepEqual([run.code, run.stdout], [2, ''], run.stderr);
    assert.match(run.stderr, message);
    assert.equal(run.stderr.trimEnd().split('\n').length, 1);
  }
  assert.equal((await latchkey(['faults'])).code, 0);
});
