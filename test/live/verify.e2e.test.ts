/** The suite against live stores, which `latchkey serve` and a listener in this process play. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { createCertificates, nodeOutbound } from '../../mocks/index.ts';
import { createClient } from '../../src/client/http/client.ts';
import { signRequest } from '../../src/client/oauth1/request.ts';
import { type StartedStore, type StartOptions, startStore } from '../../src/serve/start-store.ts';
import { openLiveTarget } from '../../src/targets/live.ts';
import { oneOff, type ResolvedTarget } from '../../src/targets/resolved.ts';
import type { Target } from '../../src/targets/target.ts';
import { readRequirements } from '../../src/verify/requirements.ts';
import { runSuite, type TargetRun } from '../../src/verify/run.ts';
import { select } from '../../src/verify/selection.ts';
import { Folder } from './folder.ts';
import { leftOn, nothing } from './left.ts';

const owner = { login: 'owner', password: 'owner-password' };

async function visit(
  store: StartedStore,
  target: Partial<ResolvedTarget>,
  wanted: readonly string[],
  folder: Folder,
  urls = [store.url, store.httpsUrl],
): Promise<TargetRun> {
  const base = oneOff({ urls, ca: store.ca });
  const live = await openLiveTarget(
    { ...base, pace: { ...base.pace, requestsPerSecond: 1000 }, ...target },
    { folder: `${folder.path}/.latchkey`, needsNoKey: true },
  );
  try {
    return await runSuite({ target: live, selection: select(await readRequirements(), wanted) });
  } finally {
    await live.close();
  }
}

/** The store as a live target of which the owner's key is known. */
function openWithOwnersKey(store: StartedStore, folder: Folder): Promise<Target> {
  const base = oneOff({ urls: [store.url, store.httpsUrl], ca: store.ca });
  const personas = withOwnersKey(store);
  return openLiveTarget(
    { ...base, personas, pace: { ...base.pace, requestsPerSecond: 1000 } },
    { folder: `${folder.path}/.latchkey` },
  );
}

const withOwnersKey = (store: StartedStore) =>
  new Map([['owner', { name: 'owner', ...credentialsOf(store) }]]);

const credentialsOf = (store: StartedStore) =>
  store.keys.owner as { readonly consumerKey: string; readonly consumerSecret: string };

function failures(run: TargetRun): string[] {
  return run.scenarios
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'cannot tell')
    .map(({ requirement, name, reason }) => `${requirement} ${name}: ${reason?.slice(0, 300)}`);
}

function reasons(run: TargetRun): Set<string | undefined> {
  return new Set(run.scenarios.filter(({ outcome }) => outcome === 'skipped').map(({ reason }) => reason));
}

/** Everything that was sent and meant to write. The journal keeps the last thousand. */
function writesIn(store: StartedStore): string[] {
  return store
    .journal()
    .map(({ message }) => message)
    .filter(({ method }) => !/^(?:GET|HEAD|OPTIONS)$/.test(method))
    .map(({ method, target }) => `${method} ${target.split('?')[0]}`);
}

async function storeFor(
  context: { after(fn: () => Promise<void>): void },
  options: StartOptions,
): Promise<StartedStore> {
  const store = await startStore(options);
  context.after(() => store.close());
  return store;
}

for (const profile of ['5.8', '6.6', '7.8', '8.2', '9.2', '10.5', '11.1']) {
  test(`a store of ${profile} passes from nothing but an administrator's log-in, and nothing is left`, async t => {
    const certificates = await createCertificates({ hosts: ['localhost', '127.0.0.1'] });
    const outbound = nodeOutbound({ ca: certificates.ca });
    const store = await storeFor(t, { profile, outbound });
    // The flow where a callback is configured, the page of the settings where none is.
    const hasCallback = profile === '6.6' || profile === '11.1';
    const callback = { cert: certificates.cert, key: certificates.key };
    const run = await visit(
      store,
      {
        writes: true,
        administrator: owner,
        users: new Map([['administrator', owner]]),
        ...(hasCallback && { callback }),
      },
      hasCallback
        ? []
        : ['@basic', '@permissions', '@rights', '@gone', '@timestamps', '@legacy', '@authorization'],
      new Folder(t),
    );
    assert.deepEqual(failures(run), []);
    assert.equal(run.facts?.versions?.WooCommerce?.startsWith(`${profile}.`), true);
    const outcomes = new Map(run.requirements.map(({ requirement, outcome }) => [requirement.id, outcome]));
    for (const id of ['BASIC-01', 'PERM-02', 'PERM-04', 'RIGHTS-01', 'RIGHTS-03', 'GONE-01', 'GONE-02'])
      assert.equal(outcomes.get(id), 'passed', id);
    if (hasCallback)
      for (const id of ['GRANT-03', 'CALLBACK-02', 'DENY-02']) assert.equal(outcomes.get(id), 'passed', id);
    assert.deepEqual(
      run.facts?.created?.filter(({ removed }) => !removed),
      [],
    );
    assert.ok((run.facts?.created?.length ?? 0) >= 13, 'keys and users were made');
    assert.deepEqual(await leftOn(store.url), nothing);
    const writes = writesIn(store).filter(
      sent => !/999999999$|wp-login\.php$|wp-admin\/|wc-auth\/v1\//.test(sent),
    );
    assert.deepEqual(writes, []);
  });
}

test('a store is read and never written to, unless that is allowed', async t => {
  const store = await storeFor(t, {});
  const { key = '', secret = '' } = {
    key: store.keys.owner?.consumerKey,
    secret: store.keys.owner?.consumerSecret,
  };
  const personas = oneOff({ urls: [store.url], key, secret }).personas;
  const run = await visit(store, { personas }, [], new Folder(t));
  assert.deepEqual(failures(run), []);
  assert.deepEqual(writesIn(store), []);
  const overrides = store
    .journal()
    .map(({ message }) => message.target)
    .filter(target => /[?&]_method=(?!GET)/.test(target));
  assert.deepEqual(overrides, []);
  const told = reasons(run);
  assert.ok(told.has('writes are not allowed ("writes": true in the configuration allows them)'));
  assert.ok(told.has('no persona `deletedUser`'));
  assert.ok(told.has("a live store's clock cannot be set"));
});

test('over plain HTTP alone, and over TLS alone', async t => {
  const store = await storeFor(t, {});
  const personas = new Map(
    Object.entries(store.keys).map(([name, key]) => [name, { name, ...key }] as const),
  );
  const wanted = ['BASIC-01', 'BASIC-06', 'OAUTH-01', 'OAUTH-03', 'NONCE-01', 'TIME-01'];
  const plain = await visit(store, { personas, writes: true }, wanted, new Folder(t), [store.url]);
  assert.deepEqual(failures(plain), []);
  assert.ok(reasons(plain).has('no URL for TLS is known: name it with httpsUrl'));
  // What a key may do is judged by signatures there, and so is the flow.
  const rights = await visit(
    store,
    { personas, writes: true, administrator: owner, users: new Map([['administrator', owner]]) },
    ['PERM-02', 'PERM-04', 'RIGHTS-03', 'RIGHTS-04', 'GRANT-01', 'LEGACY-19'],
    new Folder(t),
    [store.url],
  );
  assert.deepEqual(failures(rights), []);
  assert.deepEqual([...reasons(rights)], ['holds before WooCommerce 5.9; the target is 10.5.0']);
  // The pages are where the home URL is.
  const asked = () =>
    store.journal().filter(({ message }) => !/^\/wc-auth\/|^\/wp-login/.test(message.target));
  const schemes = () => new Set(asked().map(({ message }) => message.scheme));
  assert.deepEqual(schemes(), new Set(['http']));
  store.clearJournal();
  const tls = await visit(store, { personas, writes: true }, wanted, new Folder(t), [store.httpsUrl]);
  assert.deepEqual(failures(tls), []);
  assert.ok(reasons(tls).has('no URL for plain HTTP is known: name it with httpUrl'));
  assert.deepEqual(schemes(), new Set(['https']));
});

test('the clock of the store counts, not that of this machine', async t => {
  for (const seconds of [3600, -3600]) {
    const store = await storeFor(t, { faults: [`clock-skew:seconds=${seconds}`] });
    const personas = withOwnersKey(store);
    const run = await visit(store, { personas }, ['@timestamps', 'NONCE-01'], new Folder(t));
    assert.deepEqual(failures(run), []);
    assert.ok(Math.abs((run.facts?.clockDifference ?? 0) - seconds) <= 2, `${run.facts?.clockDifference}`);
    assert.ok(run.facts?.notes?.some(note => /3600 seconds|3599 seconds|3601 seconds/.test(note)));
  }
});

test('a web server with a password of its own leaves the query and signatures', async t => {
  const store = await storeFor(t, { faults: ['htpasswd:user=staging,password=stagingpass'] });
  const personas = withOwnersKey(store);
  const htpasswd = { login: 'staging', password: 'stagingpass' };
  const run = await visit(
    store,
    { personas, htpasswd },
    ['BASIC-01', 'QUERY-01', 'OAUTH-01', 'OAUTH-02'],
    new Folder(t),
  );
  assert.deepEqual(failures(run), []);
  assert.ok(reasons(run).has("the web server's own password (htpasswd) takes the Authorization header"));
  const outcomes = new Map(run.requirements.map(({ requirement, outcome }) => [requirement.id, outcome]));
  assert.deepEqual(
    [outcomes.get('QUERY-01'), outcomes.get('OAUTH-01'), outcomes.get('BASIC-01')],
    ['passed', 'passed', 'skipped'],
  );
  await assert.rejects(
    visit(store, { personas }, ['BASIC-01'], new Folder(t)),
    /asks for a password of its own \(htpasswd\)/,
  );
});

/** The outcomes of the requirements on hosting that were judged. */
function judgedHosting(run: TargetRun): Record<string, string> {
  return Object.fromEntries(
    run.requirements
      .filter(({ outcome }) => outcome !== 'skipped')
      .map(({ requirement, outcome }) => [requirement.id, outcome]),
  );
}

test('a store is judged by the requirements on what it is seen to stand behind', async t => {
  const seen = {
    'strip-authorization': { 'HOSTING-01': 'passed', 'HOSTING-02': 'passed', 'HOSTING-03': 'passed' },
    'tls-ends-at-proxy': { 'HOSTING-05': 'passed', 'HOSTING-06': 'passed' },
    'redirect-https': { 'HOSTING-09': 'passed' },
    'htpasswd:user=me,password=mypass': { 'HOSTING-10': 'passed' },
  };
  for (const [fault, expected] of Object.entries(seen)) {
    const store = await storeFor(t, { faults: [fault] });
    const personas = withOwnersKey(store);
    const htpasswd = { login: 'me', password: 'mypass' };
    const run = await visit(
      store,
      { personas, writes: true, ...(fault.startsWith('htpasswd') && { htpasswd }) },
      ['@hosting'],
      new Folder(t),
    );
    assert.deepEqual(failures(run), [], fault);
    assert.deepEqual(judgedHosting(run), expected, fault);
    const [name] = fault.split(':');
    const note = `requirements on what the store stands behind are judged too: ${name}`;
    assert.ok(run.facts?.notes?.includes(note), fault);
  }
});

test('a store is judged by the requirements on what the configuration says that it stands behind', async t => {
  const said = {
    'query-q-added': 'HOSTING-07',
    'query-dropped': 'HOSTING-08',
    'authorization-basic-only': 'HOSTING-04',
    'methods-blocked': 'HOSTING-11',
    cache: 'HOSTING-12',
  } as const;
  for (const [fault, id] of Object.entries(said)) {
    const store = await storeFor(t, { faults: [fault] });
    const personas = withOwnersKey(store);
    const hosting = [fault as keyof typeof said];
    const run = await visit(store, { personas, hosting, writes: true }, ['@hosting'], new Folder(t));
    assert.deepEqual(failures(run), [], fault);
    assert.deepEqual(judgedHosting(run), { [id]: 'passed' }, fault);
  }
});

test('what depends on a version that is not known is skipped on both sides of it', async t => {
  const store = await storeFor(t, {});
  const run = await visit(store, {}, ['LEGACY-14', 'LEGACY-10', 'LEGACY-23'], new Folder(t));
  assert.deepEqual(failures(run), []);
  assert.equal(run.target.version, undefined);
  const version = [...reasons(run)].filter(reason => /version/.test(reason ?? ''));
  assert.ok(version.length > 1, String(version));
  for (const reason of version)
    assert.match(
      reason ?? '',
      /^depends on WooCommerce's version \((since|before)-9\.0\), which is not known: /,
    );
});

test('a broken store fails', async t => {
  const store = await storeFor(t, { faults: ['strip-authorization'] });
  const personas = withOwnersKey(store);
  const run = await visit(store, { personas }, ['BASIC-01', 'QUERY-01'], new Folder(t));
  const outcomes = new Map(run.requirements.map(({ requirement, outcome }) => [requirement.id, outcome]));
  assert.deepEqual([outcomes.get('BASIC-01'), outcomes.get('QUERY-01')], ['failed', 'passed']);
});

test('the budget of refused credentials is kept', async t => {
  const store = await storeFor(t, {});
  const personas = withOwnersKey(store);
  const pace = { requestsPerSecond: 1000, concurrency: 1, refusals: 5, longestWait: 5 };
  const run = await visit(store, { personas, pace }, ['@basic'], new Folder(t));
  assert.ok(reasons(run).has('the budget of 5 refused credentials is used up (pace.refusals)'));
  assert.equal(run.facts?.refusals, 5);
});

test('plain permalinks: by the route where WooCommerce takes keys there, and told where it does not', async t => {
  const target = { writes: true, administrator: owner, users: new Map([['administrator', owner]]) };
  const wanted = ['BASIC-01', 'OAUTH-07', 'OAUTH-15', 'OAUTH-18', 'NONCE-05', 'GONE-02', 'LEGACY-23'];
  const newer = await storeFor(t, { profile: '11.1', switches: { permalinks: 'plain' } });
  const run = await visit(newer, target, wanted, new Folder(t));
  assert.deepEqual(failures(run), []);
  assert.equal(run.requirements.find(({ requirement }) => requirement.id === 'GONE-02')?.outcome, 'passed');
  assert.ok(reasons(run).has('the store answers 404 at /wc-api/v3/, and not as WooCommerce does'));
  assert.deepEqual(await leftOn(newer.url), nothing);
  const older = await storeFor(t, { profile: '10.5', switches: { permalinks: 'plain' } });
  await assert.rejects(
    visit(older, target, wanted, new Folder(t)),
    /the site has plain permalinks, and its WooCommerce takes no keys there/,
  );
  assert.deepEqual(await leftOn(older.url), nothing);
});

test('over TLS alone, with a home URL that is plain', async t => {
  const store = await storeFor(t, { orders: 0 });
  const target = { writes: true, administrator: owner, users: new Map([['administrator', owner]]) };
  const wanted = ['OAUTH-01', 'OAUTH-15', 'OAUTH-19', 'LEGACY-08', 'GRANT-06', 'DENY-02', 'RIGHTS-03'];
  const run = await visit(store, target, wanted, new Folder(t), [store.httpsUrl]);
  assert.deepEqual(failures(run), []);
  assert.equal(run.requirements.find(({ requirement }) => requirement.id === 'OAUTH-15')?.outcome, 'passed');
  assert.equal(run.requirements.find(({ requirement }) => requirement.id === 'DENY-02')?.outcome, 'passed');
});

test('a store that does not answer in English: what was not compared is told of the store and of each scenario', async t => {
  const store = await storeFor(t, {});
  const personas = withOwnersKey(store);
  const stated = { ...oneOff({ urls: [store.url, store.httpsUrl] }).stated, english: false };
  const run = await visit(store, { personas, stated }, ['BASIC-01', 'BASIC-02'], new Folder(t));
  assert.deepEqual(failures(run), []);
  const why = 'the configuration says: the store does not answer in English';
  assert.ok(run.facts?.notes?.includes(`messages are not compared: ${why}`));
  const told = run.scenarios
    .filter(({ reason }) => reason === `its message was not compared: ${why}`)
    .map(({ requirement }) => requirement);
  // Seven wrong secrets are refused in words; the right one is let in without any.
  assert.deepEqual(told, Array(7).fill('BASIC-02'));
});

test('a legacy API that the configuration leaves alone is not asked, and nothing is red for it', async t => {
  const store = await storeFor(t, {});
  const stated = { ...oneOff({ urls: [store.url, store.httpsUrl] }).stated, legacyApi: false };
  store.clearJournal();
  const run = await visit(
    store,
    { stated, expectedVersion: '10.5' },
    ['LEGACY-01', 'LEGACY-23'],
    new Folder(t),
  );
  assert.deepEqual(failures(run), []);
  assert.deepEqual([...reasons(run)], ['the configuration says: no legacy API']);
  assert.deepEqual(
    store.journal().filter(({ message }) => message.target.startsWith('/wc-api/')),
    [],
  );
});

test('a callback port that is taken is told before the store is asked for anything', async t => {
  const store = await storeFor(t, {});
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const { cert, key } = await createCertificates({ hosts: ['localhost'] });
  store.clearJournal();
  await assert.rejects(visit(store, { callback: { cert, key, port } }, ['BASIC-01'], new Folder(t)), {
    code: 'LATCHKEY_CONFIGURATION',
    message: /callback\.port: 127\.0\.0\.1:\d+ is in use by another program/,
  });
  assert.deepEqual(store.journal(), []);
});

test('another client with the same key, which signs all the time, does not disturb the nonces of the run', async t => {
  const store = await storeFor(t, {});
  const credentials = credentialsOf(store);
  const client = createClient();
  t.after(() => client.close());
  const live = await openWithOwnersKey(store, new Folder(t));
  const signAsOthersDo = async () => {
    const { url } = signRequest(
      { method: 'GET', url: `${store.url}/wp-json/wc/v3/orders?per_page=1` },
      {
        credentials,
        signatureMethod: 'HMAC-SHA1',
        placement: 'query',
        timestamp: live.now(),
        nonce: crypto.randomUUID(),
      },
    );
    const { answer } = await client.send({ method: 'GET', url, headers: [] });
    assert.equal(answer?.status, 200);
  };
  const disturbed = {
    ...live,
    async send(...sent: Parameters<typeof live.send>) {
      await signAsOthersDo();
      return live.send(...sent);
    },
  };
  try {
    const selection = select(await readRequirements(), ['NONCE-01', 'NONCE-02', 'NONCE-05', 'LEGACY-18']);
    assert.deepEqual(failures(await runSuite({ target: disturbed, selection })), []);
  } finally {
    await live.close();
  }
});

test('another client that makes the store forget a nonce is told, and the store is not blamed for it', async t => {
  const store = await storeFor(t, {});
  const credentials = credentialsOf(store);
  const client = createClient();
  t.after(() => client.close());
  const live = await openWithOwnersKey(store, new Folder(t));
  /** Signs with the timestamp of the run's first request: of two nonces with one timestamp the second is remembered. */
  let times = 0;
  const disturbedOnce = {
    ...live,
    async send(...sent: Parameters<typeof live.send>) {
      const exchange = await live.send(...sent);
      const timestamp = /oauth_timestamp=(\d+)/.exec(exchange.request.url)?.[1];
      if (timestamp === undefined || times++ > 0) return exchange;
      const { url } = signRequest(
        { method: 'GET', url: `${store.url}/wp-json/wc/v3/orders?per_page=1` },
        {
          credentials,
          signatureMethod: 'HMAC-SHA1',
          placement: 'query',
          timestamp,
          nonce: crypto.randomUUID(),
        },
      );
      assert.equal((await client.send({ method: 'GET', url, headers: [] })).answer?.status, 200);
      return exchange;
    },
  };
  try {
    const selection = select(await readRequirements(), ['NONCE-01']);
    const run = await runSuite({ target: disturbedOnce, selection });
    const told = run.scenarios.map(({ outcome, reason }) => [outcome, reason]);
    assert.deepEqual(told, [
      [
        'cannot tell',
        'it failed and passed when it was repeated: another client signs with the same key at the same time, and the store forgets nonces for it; give the run a key of its own',
      ],
      ['passed', undefined],
    ]);
  } finally {
    await live.close();
  }
});

test('a store that refuses guests before WooCommerce is asked is judged with the keys', async t => {
  const store = await storeFor(t, { faults: ['rest-restricted'] });
  const personas = new Map(
    Object.entries(store.keys).map(([name, key]) => [name, { name, ...key }] as const),
  );
  const wanted = ['BASIC-01', 'BASIC-02', 'BASIC-03', 'RIGHTS-01', 'RIGHTS-02', 'RIGHTS-05', 'OAUTH-01'];
  const run = await visit(store, { personas }, wanted, new Folder(t));
  assert.deepEqual(failures(run), []);
  assert.deepEqual(
    [...reasons(run)],
    ['guests are refused before WooCommerce is asked (rest_cannot_access)'],
  );
  const judged = run.scenarios.filter(({ outcome }) => outcome === 'passed');
  assert.deepEqual(new Set(judged.map(({ requirement }) => requirement)), new Set(wanted));
  // Nobody is shown the index either.
  const shown = await visit(store, { personas }, ['BASIC-09'], new Folder(t));
  assert.deepEqual(new Set(shown.scenarios.map(({ outcome }) => outcome)), new Set(['skipped']));
});
