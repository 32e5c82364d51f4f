/**
 * Makes two packages of what was compiled: `latchkey-store`, of `mocks/` and all that its entries import, in the folder
 * `store/`, and `latchkey`, which has the rest and imports the other's modules by the private name `#store/`. No module is in
 * both, so that an error has one class, whichever package is asked (docs/decisions/0171).
 */
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { vendored } from './vendor.ts';

export const storeName = 'latchkey-store';
export const storeFolder = 'store';
/** The entries of `latchkey-store`, and those of `latchkey`, without their extension. */
const storeEntries = ['src/store', 'src/msw'];
const entries = ['src/index', 'src/msw', 'src/explain'];

/** `from '…'`, `import('…')` and `import '…'`, in JavaScript and in declarations. */
const specifiers = /(\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\2/g;

/** @param dist the folder that holds everything; what is of the store is moved out of it. */
export function splitStore(dist: string): void {
  const store = path.join(dist, storeFolder);
  const typed = reached(dist, withExtension([...entries, ...storeEntries], '.d.ts'));
  const moved = storeModules(dist, typed);
  for (const file of globSync('{src,mocks}/**/*.d.ts', { cwd: dist }))
    if (!typed.has(file.split(path.sep).join('/'))) rmSync(path.join(dist, file));
  for (const file of moved) {
    if (!existsSync(path.join(dist, file))) continue;
    mkdirSync(path.dirname(path.join(store, file)), { recursive: true });
    renameSync(path.join(dist, file), path.join(store, file));
  }
  const internal = (file: string) => `#store/${file}`;
  rewrite(store, 'mocks,src', (file, specifier) => {
    const own = vendored[specifier];
    // The examples in the comments name the package that they are read in.
    return own === undefined ? specifier.replace(/^latchkey(?=$|\/)/, storeName) : relative(file, own);
  });
  rewrite(dist, 'src,features', (file, specifier) => {
    const own = vendored[specifier];
    if (own !== undefined) return internal(own);
    if (!specifier.startsWith('.')) return specifier;
    const target = path.posix.join(path.posix.dirname(file), specifier);
    const compiled = target.replace(/\.ts$/, '.js');
    return moved.has(compiled) || moved.has(compiled.replace(/\.js$/, '.d.ts'))
      ? internal(compiled)
      : specifier;
  });
  for (const folder of globSync('{mocks,schemas/types}', { cwd: dist }))
    if (globSync('**/*.*', { cwd: path.join(dist, folder) }).length === 0)
      rmSync(path.join(dist, folder), { recursive: true });
  writeEntry(dist, 'src/msw', `export * from '${internal('src/msw.js')}';\n`);
}

/** What of `dist` is the store's: code and types, each with what it leads to. Of a module both files are in one package. */
function storeModules(dist: string, typed: ReadonlySet<string>): Set<string> {
  const mocks = globSync('mocks/**/*', { cwd: dist, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(dist, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  let found = new Set([
    ...mocks,
    ...withExtension(storeEntries, '.js'),
    ...withExtension(storeEntries, '.d.ts'),
  ]);
  for (;;) {
    const twins = [...found].flatMap(file => {
      const stem = file.replace(/\.d\.ts$|\.js$/, '');
      return [file, `${stem}.js`, ...(typed.has(`${stem}.d.ts`) ? [`${stem}.d.ts`] : [])];
    });
    const next = reached(dist, twins);
    next.delete('package.json');
    if (next.size === found.size) return next;
    found = next;
  }
}

const withExtension = (stems: readonly string[], extension: string): string[] =>
  stems.map(stem => stem + extension);

function writeEntry(dist: string, stem: string, text: string): void {
  for (const extension of ['.js', '.d.ts']) writeFileSync(path.join(dist, stem + extension), text);
}

/** The files that these lead to, themselves among them: code to code, and types to types. */
function reached(dist: string, from: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file) || !existsSync(path.join(dist, file))) return;
    found.add(file);
    if (!/\.(js|d\.ts)$/.test(file)) return;
    const extension = file.endsWith('.d.ts') ? '.d.ts' : '.js';
    for (const [, , , specifier = ''] of readFileSync(path.join(dist, file), 'utf8').matchAll(specifiers))
      if (specifier.startsWith('.'))
        visit(path.posix.join(path.posix.dirname(file), specifier).replace(/(?<!\.d)\.(js|ts)$/, extension));
  };
  for (const file of from) visit(file);
  return found;
}

function rewrite(folder: string, below: string, change: (file: string, specifier: string) => string): void {
  for (const native of globSync(`{${below}}/**/*.{js,d.ts}`, { cwd: folder })) {
    const file = native.split(path.sep).join('/');
    const text = readFileSync(path.join(folder, file), 'utf8');
    const rewritten = text.replace(
      specifiers,
      (_, before: string, quote: string, specifier: string) =>
        `${before}${quote}${change(file, specifier)}${quote}`,
    );
    if (rewritten !== text) writeFileSync(path.join(folder, file), rewritten);
  }
}

function relative(file: string, target: string): string {
  return path.posix.relative(path.posix.dirname(file), target).replace(/^(?!\.)/, './');
}
