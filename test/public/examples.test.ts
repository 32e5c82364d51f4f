/** Every public function, class and constant has an example in its comment, and the compiler takes every example. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import * as api from '../../src/index.ts';
import { commentOn, publicNames, root } from './names.ts';

const examples = new Map(
  [...publicNames('src/index.ts'), ...publicNames('src/msw.ts')].flatMap(exported => {
    const comment = commentOn(exported) ?? '';
    const code = [...comment.matchAll(/@example\n \* ```ts\n([\s\S]*?) \* ```/g)].map(([, lines = '']) =>
      lines.replaceAll(/^ \* ?/gm, ''),
    );
    return code.length > 0 ? [[exported.name, code] as const] : [];
  }),
);

test('every public function, class and constant has an example', () => {
  assert.deepEqual(
    Object.keys(api).filter(name => !examples.has(name)),
    [],
  );
});

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
