/**
 * Builds what is published: `dist/` with its own package.json, without the root's development tools and without
 * the Node that the checkout brings along, and in `dist-store/` the store as a package of its own. The folders stay as
 * they are, so that a path relative to a module means the same before and after.
 *
 * Another folder than `dist/` can be named: `node scripts/build.ts examples/dist`. With `--release` the package asks its
 * registry for that of the store; else it has it in its tarball, since nobody owns a name that is not published.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { browserImports, browserPeers, rewriteImports } from './browser-imports.ts';
import { bundleServe } from './bundle-serve.ts';
import { splitStore, storeFolder, storeName } from './split-store.ts';
import { vendor, vendored } from './vendor.ts';

/** The versions of MSW whose handlers these are: `http.all` has to take a predicate. */
const mswRange = '^2.11.0 || ^3.0.0';

const root = path.resolve(import.meta.dirname, '..');
const { values: flags, positionals } = parseArgs({
  options: { release: { type: 'boolean' } },
  allowPositionals: true,
});
const dist = path.resolve(root, positionals[0] ?? 'dist');
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
    // What runs in a browser is in its bundle.
    exclude: ['src/workbench/page/**', 'src/page-parts/tsconfig.json'],
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
const store = path.join(dist, storeFolder);
splitStore(dist);
await vendor(store, root);
for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md'])
  cpSync(path.join(root, file), path.join(dist, file));
// The store as a package beside it; a folder in it has no exports of its own.
const storePackage = `${dist}-store`;
rmSync(storePackage, { recursive: true, force: true });
cpSync(store, storePackage, { recursive: true });
cpSync(path.join(root, 'LICENSE'), path.join(storePackage, 'LICENSE'));
cpSync(path.join(root, 'docs/store-package.md'), path.join(storePackage, 'README.md'));
if (flags.release) rmSync(store, { recursive: true });
else {
  // There it has the other's package.json, which names the same homepage.
  const file = path.join(store, 'src/finding-address.js');
  writeFileSync(file, readFileSync(file, 'utf8').replace("'../package.json'", "'../../package.json'"));
}

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

/** Where an editor and Node find the modules of an entry. */
const entry = (stem: string) => ({ types: `./${stem}.d.ts`, default: `./${stem}.js` });

const both = {
  version: source.version,
  license: source.license,
  ...origin(),
  // Where the findings are described, where the site has an address.
  ...(source.homepage && { homepage: source.homepage }),
  type: 'module',
  engines: source.engines,
};

/** What the store itself imports, and has not bundled. */
const ofStore = ['@mswjs/interceptors', 'entities'];
const storePeers = { ...browserPeers, msw: mswRange };

writePackage(storePackage, {
  name: storeName,
  description:
    'A simulated WooCommerce store for unit tests: its REST API and how it authenticates, over sockets or MSW',
  keywords: ['woocommerce', 'rest-api', 'authentication', 'oauth1', 'mock-server', 'msw'],
  ...both,
  exports: {
    '.': entry('src/store'),
    './msw': entry('src/msw'),
    // For latchkey of the same version alone.
    './internal/*.js': { types: './*.d.ts', default: './*.js' },
    './internal/*.json': './*.json',
    './package.json': './package.json',
  },
  imports: browserImports,
  dependencies: Object.fromEntries(ofStore.map(name => [name, source.dependencies[name]])),
  ...peers(storePeers),
});

/** Where the other package's modules are. */
const storeModules = flags.release ? `${storeName}/internal` : `./${storeFolder}`;
const importsFromStore = {
  ...JSON.parse(JSON.stringify(browserImports).replaceAll('"./', `"${storeModules}/`)),
  '#store/*.js': flags.release
    ? `${storeModules}/*.js`
    : { types: `${storeModules}/*.d.ts`, default: `${storeModules}/*.js` },
};

writePackage(dist, {
  name: 'latchkey',
  description: source.description,
  keywords: ['woocommerce', 'rest-api', 'authentication', 'oauth1', 'mock-server', 'contract-testing', 'msw'],
  ...both,
  bin: { latchkey: 'src/cli/latchkey.cjs' },
  exports: {
    '.': entry('src/index'),
    './msw': entry('src/msw'),
    './explain': entry('src/explain'),
    './schemas/*': './schemas/*',
    './package.json': './package.json',
  },
  imports: importsFromStore,
  dependencies: {
    ...Object.fromEntries(Object.entries(source.dependencies).filter(([name]) => !(name in vendored))),
    ...(flags.release && { [storeName]: source.version }),
  },
  // WordPress Playground is of 580 MB, and for `latchkey real` alone.
  ...peers({ ...storePeers, '@wp-playground/cli': '3' }),
});

/** Used where they are installed. */
function peers(ranges: Readonly<Record<string, string>>) {
  return {
    peerDependencies: ranges,
    peerDependenciesMeta: Object.fromEntries(Object.keys(ranges).map(name => [name, { optional: true }])),
  };
}

function writePackage(folder: string, published: object): void {
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
}
