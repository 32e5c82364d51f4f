/** Runs that are ended in the middle leave nothing on the store, once `latchkey clean` has been there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { serve } from '../cli/latchkey.ts';
import { Folder, type Journalled, journalOf } from './folder.ts';
import { leftOn, nothing } from './left.ts';

const env = { ADMIN_PASSWORD: 'owner-password' };
const target = { writes: true, administrator: { login: 'owner', password: { env: 'ADMIN_PASSWORD' } } };

/** Moments of a run with writes, in their order, by what the store has received since it began. */
const moments: Readonly<Record<string, (exchanges: readonly Journalled[]) => boolean>> = {
  'while personas are made': exchanges => timesJudged(exchanges, 'admin.create-user') > 1,
  // A user without the capability is refused with 403 in scenarios alone.
  'while scenarios run': exchanges => exchanges.some(({ answer }) => answer.status === 403),
  'while personas are removed': exchanges => timesJudged(exchanges, 'admin.delete-user') > 1,
};

function timesJudged(exchanges: readonly Journalled[], rule: string): number {
  return exchanges.flatMap(({ judgements }) => judgements).filter(each => each.rule === rule).length;
}

test('Ctrl-C ends the run, and what it has made goes at once', async t => {
  const serving = await serve(t);
  const folder = new Folder(t);
  folder.configure(serving, { ...target, pace: { requestsPerSecond: 200 } });
  const started = folder.start(['verify', '--target', 'staging'], env);
  await started.said('personas made');
  while (!moments['while scenarios run']?.(await journalOf(serving.control))) await wait(20);
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
  // Slow enough that a moment can be seen before the next one comes.
  folder.configure(serving, { ...target, pace: { requestsPerSecond: 50 } });
  let wasLeft = 0;
  for (const hasCome of Object.values(moments)) {
    const before = (await journalOf(serving.control)).length;
    const started = folder.start(['verify', '@gone', 'RIGHTS-01', 'RIGHTS-03', '--target', 'staging'], env);
    let ended = false;
    void started.ended.then(() => {
      ended = true;
    });
    while (!ended && !hasCome((await journalOf(serving.control)).slice(before))) await wait(20);
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
