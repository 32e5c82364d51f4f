/**
 * Builds what is published: `dist/` with its own package.json, without the root's development tools and without
 * the Node that the checkout brings along. The folders stay as they are, so that a path relative to a module
 * means the same before and after.
 *
 * Another folder than `dist/` can be named: `node scripts/build.ts examples/dist`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { browserImports, browserPeers, rewriteImports } from './browser-imports.ts';
import { bundleServe } from './bundle-serve.ts';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.resolve(root, process.argv[2] ?? 'dist');
const source = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

rmSync(dist, { recursive: true, force: true });
const compiled = spawnSync('tsc', ['-p', 'tsconfig.build.json', '--outDir', dist], {
  cwd: root,
  stdio: 'inherit',
});
if (compiled.error)
  console.error(`The compiler does not start: ${compiled.error.message}; run npm run build`);
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
// Features are run, not imported: nobody needs the types of their steps.
for (const file of globSync('features/**/*.d.ts', { cwd: dist })) rmSync(path.join(dist, file));
// Types alone: the modules that the compiler makes of them are empty, and nothing imports them.
for (const file of globSync('schemas/**/*.js', { cwd: dist })) rmSync(path.join(dist, file));

for (const file of globSync(
  [
    'features/**/*.feature',
    'schemas/**/*.json',
    'mocks/**/*.json',
    'mocks/reach/browser/*.js',
    'src/**/*.{json,css,js,html,svg,php}',
  ],
  {
    cwd: root,
    // The page of the workbench is in its bundle.
    exclude: ['src/workbench/page/**'],
  },
)) {
  mkdirSync(path.dirname(path.join(dist, file)), { recursive: true });
  cpSync(path.join(root, file), path.join(dist, file));
}
writeFileSync(
  path.join(dist, 'src/cli/latchkey.cjs'),
  readFileSync(path.join(root, 'src/cli/latchkey.cjs'), 'utf8').replace("'./main.ts'", "'./main.js'"),
);
// Before the imports are rewritten for browsers: a command has Node's own modules at hand.
await bundleServe(dist);
rewriteImports(dist);
for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md'])
  cpSync(path.join(root, file), path.join(dist, file));

/** Where the package comes from is known where it is published: npm compares it with the provenance. */
function origin(): Record<string, unknown> {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env;
  if (server === undefined || repository === undefined) return {};
  const url = `${server}/${repository}`;
  return {
    repository: { type: 'git', url: `git+${url}.git` },
    homepage: `${url}#readme`,
    bugs: `${url}/issues`,
  };
}

/** Used where they are installed: WordPress Playground, of 580 MB, by `latchkey real` alone. */
const peers = { ...browserPeers, '@wp-playground/cli': '3' };

const published = {
  name: 'latchkey',
  version: source.version,
  description: source.description,
  keywords: ['woocommerce', 'rest-api', 'authentication', 'oauth1', 'mock-server', 'contract-testing', 'msw'],
  license: source.license,
  ...origin(),
  // Where the findings are described, where the site has an address.
  ...(source.homepage && { homepage: source.homepage }),
  type: 'module',
  engines: source.engines,
  bin: { latchkey: 'src/cli/latchkey.cjs' },
  exports: {
    '.': { types: './src/index.d.ts', default: './src/index.js' },
    './msw': { types: './src/msw.d.ts', default: './src/msw.js' },
    './explain': { types: './src/explain.d.ts', default: './src/explain.js' },
    './schemas/*': './schemas/*',
    './package.json': './package.json',
  },
  imports: browserImports,
  dependencies: source.dependencies,
  peerDependencies: peers,
  peerDependenciesMeta: Object.fromEntries(Object.keys(peers).map(name => [name, { optional: true }])),
};
writeFileSync(path.join(dist, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
