/** The compiler takes every example of the public names. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { examples, root } from './names.ts';

test('the examples are right by their types', t => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-examples-'));
  t.after(() => rmSync(folder, { recursive: true }));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  for (const [name, code] of examples)
    for (const [index, each] of code.entries())
      writeFileSync(path.join(folder, `${name}.${index + 1}.ts`), each);
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions: {
        // What an example makes, it need not use.
        noUnusedLocals: false,
        paths: {
          latchkey: [path.join(root, 'src/index.ts')],
          'latchkey/msw': [path.join(root, 'src/msw.ts')],
        },
      },
      include: ['*.ts'],
    }),
  );
  const tsc = path.join(root, 'node_modules/.bin/tsc');
  const { stdout, status } = spawnSync(tsc, ['--pretty', 'false', '-p', folder], { encoding: 'utf8' });
  assert.equal(stdout, '');
  assert.equal(status, 0);
});
