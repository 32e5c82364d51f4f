/** Whoever interrupts a run on a slow store hears what it still does, and what to do instead of waiting. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { cleanUpAloud } from '../../src/targets/clean-up.ts';

async function notesOf(duration: number, signal: AbortSignal): Promise<string[]> {
  const notes: string[] = [];
  const things = [
    { what: 'a key', removed: false },
    { what: 'a user', removed: true },
  ];
  const maker = { things: () => things, cleanUp: async () => void (await wait(duration)) };
  await cleanUpAloud(maker, { name: 'staging', signal, onNote: text => notes.push(text) });
  return notes;
}

test('an interrupted run on a slow store says what remains, and who removes it', async () => {
  const interruption = new AbortController();
  const telling = notesOf(1_500, interruption.signal);
  interruption.abort();
  const said = [
    'removing what the run has made, 1 of 2 are left; a second interruption leaves them to latchkey clean --target staging',
  ];
  assert.deepEqual(await telling, said);
  assert.deepEqual(await notesOf(1_500, AbortSignal.abort()), said);
});

test('nothing is said of what is done at once, or was not interrupted', async () => {
  assert.deepEqual(await notesOf(0, AbortSignal.abort()), []);
  assert.deepEqual(await notesOf(1_200, new AbortController().signal), []);
});
