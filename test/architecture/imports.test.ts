/** Who may import whom: the arrows of docs/architecture.md, held against the code. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const importPattern =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

interface Import {
  readonly file: string;
  /** A path below the root for a relative import, else the package's name. */
  readonly target: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(importPattern)].map(match => {
    const specifier = (match[1] ?? match[2]) as string;
    const target = specifier.startsWith('.')
      ? path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier))
      : specifier;
    return { file, target };
  });
}

const files = globSync('{mocks,src,features}/**/*.ts', { cwd: root }).map(file =>
  file.split(path.sep).join('/'),
);
const imports = files.flatMap(importsOf);

const isOwn = (target: string) => /^(mocks|src|features|schemas|test|scripts)\//.test(target);
const under =
  (...folders: string[]) =>
  (target: string) =>
    folders.some(folder => target === folder || target.startsWith(`${folder}/`));

/** A folder and what of the project it may import. */
const layers: readonly [folder: string, mayImport: readonly string[]][] = [
  ['mocks/php', ['mocks/php', 'mocks/message.ts']],
  ['mocks/wordpress', ['mocks/wordpress', 'mocks/php', 'mocks/message.ts']],
  [
    'mocks/woocommerce',
    ['mocks/woocommerce', 'mocks/wordpress', 'mocks/php', 'mocks/data', 'mocks/message.ts'],
  ],
  ['mocks/hosting', ['mocks/hosting', 'mocks/message.ts']],
  ['src/basic', ['src/basic']],
  ['src/oauth1', ['src/oauth1']],
];

for (const [folder, allowed] of layers) {
  test(`${folder} imports nothing of the project but ${allowed.join(', ')}`, () => {
    const wrong = imports.filter(
      ({ file, target }) => under(folder)(file) && isOwn(target) && !under(...allowed)(target),
    );
    assert.deepEqual(wrong, []);
  });
}

/** A package and the only places that may import it. */
const packages: readonly [name: RegExp, places: readonly string[]][] = [
  [/^undici($|\/)/, ['src/http']],
  [/^(msw|@mswjs\/interceptors)($|\/)/, ['mocks/msw.ts', 'mocks/intercept.ts']],
  [/^@msw\/data($|\/)/, ['mocks/data']],
  [/^commander($|\/)/, ['src/cli']],
];

for (const [name, places] of packages) {
  test(`only ${places.join(', ')} imports ${name.source}`, () => {
    const wrong = imports.filter(({ file, target }) => name.test(target) && !under(...places)(file));
    assert.deepEqual(wrong, []);
  });
}

test('features see targets, clients and validators, never the store', () => {
  const wrong = imports.filter(({ file, target }) => under('features')(file) && under('mocks')(target));
  assert.deepEqual(wrong, []);
});

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
