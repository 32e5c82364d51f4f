/** Several targets of one configuration: what they share, how they are named, and one cause behind many failures. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Har } from 'har-format';
import { builtInFixture } from '../../mocks/index.ts';
import type { Summary } from '../../schemas/types/summary.ts';
import { startStore } from '../../src/serve/start-store.ts';
import { Folder } from './folder.ts';

const owner = builtInFixture().keys.find(({ name }) => name === 'owner');
const env = { KEY: owner?.consumer_key ?? '', SECRET: owner?.consumer_secret ?? '' };

test('defaults, a pattern for targets, and a header that does not arrive told as one cause', async t => {
  const sound = await startStore();
  const stripped = await startStore({ faults: ['strip-authorization'] });
  t.after(() => Promise.all([sound.close(), stripped.close()]));
  const folder = new Folder(t);
  folder.write('ca.pem', `${sound.ca}\n${stripped.ca}`);
  folder.write('latchkey.config.json', {
    defaults: {
      caFile: 'ca.pem',
      pace: { requestsPerSecond: 1000 },
      personas: { owner: { consumerKey: { env: 'KEY' }, consumerSecret: { env: 'SECRET' } } },
    },
    targets: {
      'shop-at': { url: sound.url, httpsUrl: sound.httpsUrl },
      'shop-de': { url: stripped.url, httpsUrl: stripped.httpsUrl, pace: { concurrency: 4 } },
      other: { url: 'http://127.0.0.1:1' },
    },
  });
  const args = ['verify', '--target', 'shop-*', 'BASIC-01', 'QUERY-01', '--reports', 'reports'];
  const run = await folder.latchkey(args, { ...env, GITHUB_ACTIONS: 'true' });
  assert.equal(run.code, 1, run.stdout + run.stderr);
  const summary = JSON.parse(folder.read('reports/summary.json')) as Summary;
  assert.deepEqual(
    summary.targets.map(({ name }) => name),
    ['shop-at', 'shop-de'],
  );
  const { log } = JSON.parse(folder.read('reports/exchanges.har')) as Har;
  const sent = sound.journal().length + stripped.journal().length;
  assert.equal(log.entries.length, sent, 'the HAR holds every request');
  const [at, de] = summary.targets;
  assert.ok(de);
  assert.equal(at?.causes, undefined);
  assert.deepEqual(
    de.causes?.map(({ id, failures }) => [id, failures]),
    [['strip-authorization', de.counts.scenarios.failed]],
  );
  const told = /(\d+) of \1 failures: [^;]*[Aa]uthorization[^;]*; fix: /;
  assert.match(run.stdout, told);
  assert.doesNotMatch(run.stdout, /✗ BASIC-01 on shop-de The owner/);
  assert.match(run.stdout, /^::error title=shop-de%3A strip-authorization::/m);
  assert.doesNotMatch(run.stdout, /^::error [^\n]*BASIC-01/m);
  assert.match(folder.read('reports/summary.md'), told);
  assert.match(folder.read('reports/index.html'), told);
});
