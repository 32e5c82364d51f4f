/** Runs that are ended in the middle leave nothing on the store, once `latchkey clean` has been there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { serve } from '../cli/latchkey.ts';
import { Folder, journalOf } from './folder.ts';
import { leftOn, nothing } from './left.ts';

const env = { ADMIN_PASSWORD: 'owner-password' };
const target = { writes: true, administrator: { login: 'owner', password: { env: 'ADMIN_PASSWORD' } } };

test('Ctrl-C ends the run, and what it has made goes at once', async t => {
  const serving = await serve(t);
  const folder = new Folder(t);
  folder.configure(serving, { ...target, pace: { requestsPerSecond: 200 } });
  const started = folder.start(['verify', '--target', 'staging'], env);
  await started.said('personas made');
  await wait(300);
  started.kill('SIGINT');
  const run = await started.ended;
  assert.equal(run.code, 3, run.stdout + run.stderr);
  assert.deepEqual(
    run.stdout.split('\n').filter(line => line.includes('interrupted')),
    [/^! staging: interrupted after \d+ of 122 requirements$/m.exec(run.stdout)?.[0]],
  );
  const [created = '', removed = '-'] = /created (\d+), removed (\d+)/.exec(run.stdout)?.slice(1) ?? [];
  assert.equal(created, removed, run.stdout);
  assert.deepEqual(await leftOn(serving.http), nothing);
  assert.equal(
    [...folder.files().keys()].some(name => name.includes('journal-')),
    false,
  );
});

test('killed at any moment, clean finishes it', async t => {
  const serving = await serve(t);
  const folder = new Folder(t);
  // Slow enough that the moments fall into the making of personas, into the scenarios and into the removal.
  folder.configure(serving, { ...target, pace: { requestsPerSecond: 100 } });
  let wasLeft = 0;
  for (const share of [0.15, 0.5, 0.85]) {
    const before = (await journalOf(serving.control)).length;
    const started = folder.start(['verify', '@gone', 'RIGHTS-01', 'RIGHTS-03', '--target', 'staging'], env);
    const wanted = before + Math.floor(Math.random() * 20) + Math.floor(share * 110);
    let ended = false;
    void started.ended.then(() => {
      ended = true;
    });
    while (!ended && (await journalOf(serving.control)).length < wanted) await wait(40);
    started.kill('SIGKILL');
    await started.ended;
    const left = await leftOn(serving.http);
    if (left.users || left.keys > 0) wasLeft++;
    const clean = await folder.latchkey(['clean', '--target', 'staging'], env);
    assert.equal(clean.code, 0, clean.stdout + clean.stderr);
    assert.deepEqual(await leftOn(serving.http), nothing);
  }
  assert.ok(wasLeft > 0, 'at least one of the moments was in the middle');
  const again = await folder.latchkey(['clean', '--target', 'staging'], env);
  assert.equal(again.stdout, 'staging: nothing is left\n');
  // The store's own users and keys are as they were.
  const exchanges = await journalOf(serving.control);
  const gone = exchanges.flatMap(({ judgements }) =>
    judgements.filter(({ rule }) => rule === 'admin.delete-user'),
  );
  assert.ok(gone.every(({ detail }) => /latchkey[a-z0-9]/.test(detail)));
});
