/** What import rules (`npm run imports`) cannot see: globals that belong to one place. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const files = globSync('{mocks,src,features}/**/*.ts', { cwd: root }).map(file =>
  file.split(path.sep).join('/'),
);

const under =
  (...folders: string[]) =>
  (target: string) =>
    folders.some(folder => target === folder || target.startsWith(`${folder}/`));

test('only src/cli touches process.exit, process.argv and the terminal', () => {
  const wrong = files
    .filter(file => !under('src/cli')(file))
    .filter(file =>
      /\bprocess\.(exit|argv|stdout|stderr|stdin)\b|\bconsole\.(log|error|warn|info)\b/.test(
        readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
      ),
    );
  assert.deepEqual(wrong, []);
});

test('the store takes time and chance from outside', () => {
  const wrong = files
    .filter(under('mocks/php', 'mocks/wordpress', 'mocks/woocommerce', 'mocks/data', 'mocks/hosting'))
    .filter(file =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|import \{[^}]*\brandomBytes\b[^}]*\} from 'node:crypto'/.test(
        readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
      ),
    );
  assert.deepEqual(wrong, []);
});
