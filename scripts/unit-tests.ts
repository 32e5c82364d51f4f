/**
 * Runs unit tests, many files in one process: `node scripts/unit-tests.ts 1/2` runs the first half of them. A process for
 * each file, as `node --test` has it, loads the store anew for each, which costs more than most of the tests.
 *
 * Each file is a suite, so that its hooks are its own. What a test changes of the process it puts back; `npm test`, where
 * each file has a process, tells whether a test needs another's leftovers.
 */
import { globSync } from 'node:fs';
import path from 'node:path';
import { suite } from 'node:test';

const root = path.resolve(import.meta.dirname, '..');
const [part, parts] = (process.argv[2] ?? '1/1').split('/').map(Number) as [number, number];

const files = globSync('test/**/*.test.ts', { cwd: root })
  .filter(file => !file.endsWith('.e2e.test.ts'))
  .sort()
  .filter((_, index) => index % parts === part - 1);
if (files.length === 0) throw new Error(`no test in part ${process.argv[2]}`);

for (const file of files)
  suite(file, async () => {
    await import(path.join(root, file));
  });
