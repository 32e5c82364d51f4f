import { readdirSync } from 'node:fs';

/** Who may import whom: the arrows of docs/architecture.md. `npm run imports` holds the code to them. */

/** A folder or file and what of the project it may import beside itself. */
const layers = {
  'mocks/php': ['mocks/message.ts'],
  'mocks/web-server': ['mocks/message.ts', 'mocks/php/ini.ts'],
  'mocks/hosting': [
    'mocks/message.ts',
    'mocks/errors.ts',
    'mocks/did-you-mean.ts',
    'mocks/web-server/pages.ts',
    'mocks/web-server/reasons.ts',
  ],
  'mocks/wordpress': ['mocks/php', 'mocks/message.ts', 'mocks/errors.ts'],
  'mocks/woocommerce': [
    'mocks/wordpress',
    'mocks/php',
    'mocks/data',
    'mocks/message.ts',
    'mocks/errors.ts',
    'mocks/did-you-mean.ts',
  ],
  'mocks/data': ['mocks/contract.ts', 'mocks/errors.ts', 'schemas'],
  'mocks/reach': [
    'mocks/contract.ts',
    'mocks/errors.ts',
    'mocks/message.ts',
    'mocks/hosting/certificate.ts',
    'mocks/web-server',
    'mocks/php',
    'mocks/wordpress/http',
  ],
  // The app's side: what stands on its own first, what is made of it after.
  'src/redact': ['src/client/http/exchange.ts'],
  'src/client': ['src/redact', 'src/files/json-text.ts', 'mocks/errors.ts'],
  'src/files': ['mocks/errors.ts', 'mocks/did-you-mean.ts', 'mocks/index.ts', 'schemas'],
  'src/answers': ['src/files', 'mocks/errors.ts', 'schemas'],
  'src/site': [
    'src/client',
    'src/redact',
    'src/answers/error.ts',
    'src/answers/members.ts',
    'src/files/json-text.ts',
    'mocks/errors.ts',
    'schemas',
  ],
  'src/authorize': ['src/client', 'src/site', 'src/files', 'src/answers', 'mocks/errors.ts', 'schemas'],
  'src/personas': [
    'src/authorize',
    'src/site',
    'src/files',
    'src/client',
    'src/redact',
    'mocks/errors.ts',
    'schemas',
  ],
  'src/explain': [
    'src/client/key-form.ts',
    'src/client/http/exchange.ts',
    'src/client/http/split-url.ts',
    'src/files/json-text.ts',
    'src/paint.ts',
    'mocks/rules.ts',
    'mocks/index.ts',
    'mocks/errors.ts',
  ],
  'src/serve': [
    'src/client/http/exchange.ts',
    'src/explain/hint.ts',
    'src/authorize/authorization-url.ts',
    'src/files',
    'src/redact',
    'mocks/index.ts',
    'mocks/errors.ts',
    'schemas',
  ],
  // A real WordPress in this process's place of a simulated one: of the store's side only the web server.
  'src/real': ['src/serve', 'src/client', 'mocks/index.ts', 'mocks/rules.ts', 'mocks/errors.ts'],
  'src/targets': [
    'src/personas',
    'src/serve/launch.ts',
    'src/site',
    'src/answers/error.ts',
    'src/authorize',
    'src/client',
    'src/files',
    'src/redact',
    'mocks/index.ts',
    'mocks/intercept.ts',
    'mocks/errors.ts',
    'mocks/did-you-mean.ts',
    'schemas',
  ],
  'src/verify': [
    'src/exit-codes.ts',
    'src/targets',
    'src/files',
    'src/redact',
    'mocks/errors.ts',
    'mocks/did-you-mean.ts',
    'schemas',
  ],
  'src/recordings': [
    'src/targets/target.ts',
    'src/answers/error.ts',
    'src/answers/members.ts',
    'src/client',
    'src/files',
    'src/redact',
    'mocks/index.ts',
    'mocks/errors.ts',
    'schemas',
  ],
  'src/profiles': [
    'src/recordings',
    'src/targets/target.ts',
    'src/answers/error.ts',
    'src/client',
    'src/files/json-text.ts',
    'mocks/index.ts',
    'mocks/rules.ts',
  ],
  // What the pages show alike, in the browser: nothing that is not told them.
  'src/page-parts': [],
  'src/report': [
    'src/page-parts',
    'src/exit-codes.ts',
    'src/verify',
    'src/targets/target-facts.ts',
    'src/client/http',
    'src/files',
    'src/redact',
    'mocks/errors.ts',
    'schemas',
  ],
  'src/doctor': [
    'src/site',
    'src/authorize',
    'src/client',
    'src/answers/error.ts',
    'src/answers/members.ts',
    'src/files/json-text.ts',
    'src/files/versioned-json.ts',
    'src/redact',
    'src/paint.ts',
    'src/finding-address.ts',
    'mocks/faults.ts',
    'mocks/rules.ts',
    'mocks/errors.ts',
    'schemas',
  ],
  'src/fleet': [],
  'src/gate': [
    'src/serve',
    'src/explain',
    'src/report/model.ts',
    'src/report/words.ts',
    'src/client/http',
    'src/answers/error.ts',
    'src/answers/members.ts',
    'src/redact',
    'src/finding-address.ts',
    'mocks/faults.ts',
    'mocks/index.ts',
    'mocks/rules.ts',
    'mocks/errors.ts',
  ],
  'src/workbench': [
    'src/page-parts',
    'src/serve',
    'src/explain',
    'src/gate/traffic.ts',
    'src/recordings/record.ts',
    'src/recordings/traffic.ts',
    'src/report/curl.ts',
    'src/client',
    'src/files/json-text.ts',
    'src/redact',
    'src/finding-address.ts',
    'mocks/faults.ts',
    'mocks/index.ts',
    'mocks/errors.ts',
  ],
  'src/proxy': [
    'src/workbench',
    'src/gate',
    'src/serve',
    'src/explain/home.ts',
    'src/site/body.ts',
    'src/site/versions.ts',
    'src/answers/error.ts',
    'src/client',
    'src/files/json-text.ts',
    'src/redact',
    'mocks/faults.ts',
    'mocks/rules.ts',
    'mocks/index.ts',
    'mocks/errors.ts',
  ],
  'src/assertions': [
    'src/gate',
    'src/explain',
    'src/serve/start-store.ts',
    'src/redact',
    'mocks/index.ts',
    'mocks/rules.ts',
    'mocks/errors.ts',
  ],
  'src/cli': ['src/', 'mocks/', 'schemas'],
  features: [
    'src/targets',
    'src/personas/persona.ts',
    'src/verify',
    'src/report/readable-exchange.ts',
    'src/authorize',
    'src/client',
    'src/answers',
    'src/site/body.ts',
    'mocks/errors.ts',
    'mocks/php/version_compare.ts',
    'schemas',
  ],
  // The pages that do something, in a browser; what draws them the generator's own compiler reads.
  'site/living': [
    'src/explain',
    'src/client/basic',
    'src/client/oauth1',
    'src/redact',
    'mocks/faults.ts',
    'mocks/msw.ts',
    'mocks/rules.ts',
  ],
  schemas: [],
};

/** The doors of the store, and what both sides read alike. The rest of `mocks/` is its own affair. */
const doors = [
  'mocks/index.ts',
  'mocks/rules.ts',
  'mocks/faults.ts',
  'mocks/msw.ts',
  'mocks/intercept.ts',
  'mocks/errors.ts',
  'mocks/did-you-mean.ts',
  'mocks/php/version_compare.ts',
];

/** The tests of the store's own folders, which test what is behind the door. */
const storeTests = 'test/(php|wordpress|woocommerce|data|hosting|real-servers|reach|web-server|sabotage)/';

/** A package and the only places that may import it. */
const packages = {
  undici: 'src/client/http/',
  msw: 'mocks/reach/',
  '@mswjs/interceptors': 'mocks/reach/',
  '@msw/data': 'mocks/data/',
  commander: 'src/cli/',
};

const escaped = text => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyOf = (...paths) =>
  `^(${paths.map(path => (path.endsWith('.ts') ? `${escaped(path)}$` : escaped(path.endsWith('/') ? path : `${path}/`))).join('|')})`;
const own = '^(mocks|src|features|schemas|test|scripts|bench|site)/';

const without = ['src', 'mocks'].flatMap(root =>
  readdirSync(new URL(root, import.meta.url), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !(`${root}/${entry.name}` in layers))
    .map(({ name }) => `${root}/${name}`),
);
if (without.length > 0) throw new Error(`no rule says whom these folders may import: ${without.join(', ')}`);

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    // Browser bundles bring the first two (scripts/browser-imports.ts); the third is types alone.
    {
      name: 'no-missing',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(buffer/|@noble/hashes/|har-format$)' },
    },
    ...Object.entries(layers).map(([folder, others]) => ({
      name: `layer ${folder}`,
      severity: 'error',
      from: { path: anyOf(folder) },
      to: { path: own, pathNot: anyOf(folder, ...others) },
    })),
    {
      name: 'the store knows nothing of src',
      severity: 'error',
      from: { path: '^mocks/' },
      to: { path: '^(src|features|test|scripts|bench)/' },
    },
    {
      name: 'the store has doors',
      severity: 'error',
      from: { pathNot: [anyOf('mocks'), `^${storeTests}`] },
      to: { path: '^mocks/', pathNot: anyOf(...doors) },
    },
    {
      name: 'what src has beside its folders imports nothing of the project',
      severity: 'error',
      from: {
        path: '^src/[^/]+\\.ts$',
        pathNot: anyOf('src/index.ts', 'src/explain.ts', 'src/msw.ts', 'src/store.ts'),
      },
      to: { path: own },
    },
    { name: 'nothing imports tests', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    {
      name: 'the command line is on top',
      severity: 'error',
      from: { path: '^(src|features)/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    ...Object.entries(packages).map(([name, place]) => ({
      name: `only ${place} imports ${name}`,
      severity: 'error',
      from: { path: '^(mocks|src|features)/', pathNot: `^${place}` },
      to: { path: `(^|/)node_modules/${escaped(name)}/` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The walker behind the parser does not know `using`, which these tests show.
    exclude: {
      path: '^test/(package/(consumer|package\\.e2e\\.test)|public/isolation\\.test|serve/start-store\\.e2e\\.test)\\.ts$',
    },
    // Types count: a folder that needs another's types needs the folder.
    tsPreCompilationDeps: true,
    // TypeScript 7 has no API that a tool could parse with.
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'default'],
    },
  },
};
