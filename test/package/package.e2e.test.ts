/** The package as a stranger gets it, from the tarball: nothing of the checkout may be needed for it to work. */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { commands } from '../../src/cli/program.ts';
import * as index from '../../src/index.ts';
import * as storeIndex from '../../src/store.ts';
import { env, type Installed, install, type Packages, root } from './install.ts';

describe('the packed package', () => {
  let packages: Packages;
  let installed: Installed;
  before(() => {
    packages = install();
    installed = packages.latchkey;
  });
  after(() => packages?.remove());

  const bin = (name: string, ...args: readonly string[]) =>
    spawnSync(name, args, { cwd: root, env, encoding: 'utf8' });
  const latchkey = (...args: readonly string[]) => installed.run('npx', '--no-install', 'latchkey', ...args);

  test('holds code, types, features, schemas and the licence, and nothing else', () => {
    const files = execFileSync('tar', ['-tf', installed.tarball], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(file => file.replace(/^package\//, ''));
    // The store is a package of its own, which this one has in its tarball as long as it is not published.
    const parts = files.map(file => file.replace(/^store\//, ''));
    const strange = parts.filter(
      file =>
        file !== 'vendor/LICENSES.md' &&
        !/^vendor\/[\w-]+\.(js|d\.ts)$/.test(file) &&
        !/^(package\.json|LICENSE|README\.md|CHANGELOG\.md)$/.test(file) &&
        file !== 'src/cli/latchkey.cjs' &&
        // What runs inside the WordPress of a real store.
        !/^src\/real\/php\/\w+\.php$/.test(file) &&
        !/^(src(?!\/workbench\/page\/)|mocks)\/.+\.(js|d\.ts|json|css|html|svg)$/.test(file) &&
        !/^features\/.+\.(feature|js)$/.test(file) &&
        !/^schemas\/.+\.(json|d\.ts)$/.test(file),
    );
    assert.deepEqual(strange, []);
    const expected = [
      'LICENSE',
      'README.md',
      'src/index.js',
      'src/index.d.ts',
      'src/store.d.ts',
      'mocks/msw.js',
      'mocks/msw.d.ts',
      'src/cli/latchkey.cjs',
      'src/cli/main.js',
      ...globSync(['features/**/*.feature', 'schemas/**/*.json'], { cwd: root }),
      // What runs in a browser is in its bundle.
      ...globSync('{src,mocks,features}/**/*.ts', {
        cwd: root,
        exclude: ['src/page-parts/**', 'src/report/page/browser/**', 'src/workbench/page/**'],
      }).map(file => file.replace(/\.ts$/, '.js')),
    ];
    assert.deepEqual(
      expected.filter(file => !parts.includes(file)),
      [],
    );
  });

  test('asks for nothing that only the checkout needs', () => {
    const own = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const published = JSON.parse(
      readFileSync(path.join(installed.folder, 'node_modules/latchkey/package.json'), 'utf8'),
    );
    const { '@msw/data': _, '@peculiar/x509': __, 'reflect-metadata': ___, ...asked } = own.dependencies;
    assert.deepEqual(published.dependencies, asked);
    for (const member of ['devDependencies', 'optionalDependencies', 'scripts', 'private'])
      assert.equal(published[member], undefined, member);
    const brought = globSync('node_modules/node-{linux,win,darwin}*', { cwd: installed.folder });
    assert.deepEqual(brought, []);
  });

  test('publint finds nothing', () => {
    for (const { tarball } of [packages.latchkey, packages.store]) {
      const { status, stdout, stderr } = bin('publint', 'run', tarball, '--strict');
      assert.equal(status, 0, stdout + stderr);
    }
  });

  test('its types are where ESM and bundlers look for them (attw)', () => {
    for (const { tarball } of [packages.latchkey, packages.store]) {
      const { status, stdout, stderr } = bin('attw', tarball, '--profile', 'esm-only');
      assert.equal(status, 0, stdout + stderr);
    }
  });

  test('exports every public name, and the schemas', () => {
    const script = `
      import * as index from 'latchkey';
      import fixture from 'latchkey/schemas/fixture.schema.json' with { type: 'json' };
      console.log(JSON.stringify([Object.keys(index), typeof fixture.properties]));`;
    const { status, stdout, stderr } = installed.run('node', '--input-type=module', '-e', script);
    assert.equal(status, 0, stderr);
    const [names, schema] = JSON.parse(stdout);
    assert.deepEqual(names, Object.keys(index));
    assert.ok(names.includes('createStore') && names.includes('startStore'), names.join(' '));
    assert.equal(schema, 'object');
  });

  test('the store alone is thin, and exports every name that it shares', () => {
    const { folder, run } = packages.store;
    const { packages: all } = JSON.parse(
      readFileSync(path.join(folder, 'node_modules/.package-lock.json'), 'utf8'),
    ) as { packages: Record<string, unknown> };
    assert.ok(Object.keys(all).length <= 30, Object.keys(all).join(' '));
    const size = globSync('node_modules/**/*', { cwd: folder, withFileTypes: true })
      .filter(entry => entry.isFile())
      .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
    assert.ok(size < 15_000_000, String(size));
    const { status, stdout, stderr } = run(
      'node',
      '--input-type=module',
      '-e',
      "import * as store from 'latchkey-store'; console.log(JSON.stringify(Object.keys(store)));",
    );
    assert.equal(status, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), Object.keys(storeIndex));
  });

  test('the store alone answers over HTTPS, in the process, and to an assertion', () => {
    const script = `
      import { assertLetIn, basicCredentials, createStore, intercept, startStore } from 'latchkey-store';
      import { setDefaultCACertificates } from 'node:tls';
      const inProcess = await createStore({ home: 'https://shop.test' });
      const interception = intercept(inProcess);
      const onSockets = await startStore();
      const ask = async (url, { consumerKey, consumerSecret }) => {
        const authorization = basicCredentials(consumerKey, consumerSecret);
        return (await fetch(url + '/wp-json/wc/v3/products', { headers: { authorization } })).status;
      };
      const statuses = [await ask('https://shop.test', inProcess.keys.owner)];
      interception.close();
      setDefaultCACertificates([onSockets.ca]);
      statuses.push(await ask(onSockets.httpsUrl, onSockets.keys.owner));
      assertLetIn(inProcess);
      assertLetIn(onSockets);
      await onSockets.close();
      console.log(statuses.join());`;
    const { status, stdout, stderr } = packages.store.run('node', '--input-type=module', '-e', script);
    assert.equal(status, 0, stderr);
    assert.equal(stdout.trim(), '200,200');
  });

  test('a strict consumer of the store alone type-checks', () => {
    const { folder, run } = packages.store;
    const consumer = readFileSync(path.join(root, 'test/package/consumer.ts'), 'utf8');
    writeFileSync(path.join(folder, 'consumer.ts'), consumer.replaceAll("'latchkey", "'latchkey-store"));
    installMsw(packages.store);
    const options = {
      strict: true,
      noEmit: true,
      target: 'es2024',
      module: 'nodenext',
      lib: ['es2024', 'dom', 'esnext.disposable'],
    };
    writeFileSync(
      path.join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: ['consumer.ts'] }),
    );
    const { status, stdout } = run(path.join(root, 'node_modules/.bin/tsc'), '-p', '.');
    assert.equal(status, 0, stdout);
  });

  test('latchkey and its store have one class of errors', () => {
    const script = `
      import { createStore, LatchkeyError } from 'latchkey';
      await createStore({ home: 'no URL' }).catch(error => console.log(error instanceof LatchkeyError));`;
    const { status, stdout, stderr } = installed.run('node', '--input-type=module', '-e', script);
    assert.equal(status, 0, stderr);
    assert.equal(stdout.trim(), 'true');
  });

  // MSW is the consumer's own; the checkout's stands for it.
  for (const resolution of ['nodenext', 'bundler'] as const) {
    test(`a strict consumer type-checks with moduleResolution ${resolution}`, () => {
      cpSync(path.join(root, 'test/package/consumer.ts'), path.join(installed.folder, 'consumer.ts'));
      installMsw(installed);
      const options = {
        strict: true,
        noEmit: true,
        target: 'es2024',
        lib: ['es2024', 'dom', 'esnext.disposable'],
        module: resolution === 'nodenext' ? 'nodenext' : 'preserve',
        moduleResolution: resolution,
      };
      const config = path.join(installed.folder, `tsconfig.${resolution}.json`);
      writeFileSync(config, JSON.stringify({ compilerOptions: options, files: ['consumer.ts'] }));
      const { status, stdout } = installed.run(path.join(root, 'node_modules/.bin/tsc'), '-p', config);
      assert.equal(status, 0, stdout);
    });
  }

  test('npx latchkey verify passes, and leaves its reports', () => {
    const { status, stdout, stderr } = latchkey('verify');
    assert.equal(status, 0, stdout.slice(-2000) + stderr);
    assert.match(stdout, /^requirements +\d+ \(/m);
    for (const report of ['index.html', 'junit.xml', 'messages.ndjson', 'summary.json'])
      assert.ok(existsSync(path.join(installed.folder, 'reports', report)), report);
  });

  test('npx latchkey replay replays a recording', () => {
    cpSync(path.join(root, 'test/recordings/stores'), path.join(installed.folder, 'stores'), {
      recursive: true,
    });
    const recording = readFileSync(path.join(root, 'test/recordings/scenarios/wc-10.5.jsonl'), 'utf8');
    const first = recording.split('\n', 20).join('\n');
    writeFileSync(path.join(installed.folder, 'recording.jsonl'), `${first}\n`);
    const { status, stdout, stderr } = latchkey('replay', 'recording.jsonl', '--level', 'full');
    assert.equal(status, 0, stdout + stderr);
  });

  test('npx latchkey serve answers, and what it prints is what a client needs', async () => {
    await using store = await serve(installed);
    const open = await fetch(`${store.http}/wp-json/`);
    assert.equal(open.status, 200);
    const closed = await fetch(`${store.http}/wp-json/wc/v3/orders`);
    assert.equal(closed.status, 401);
    assert.ok(existsSync(store.ca));
  });

  test('npx latchkey doctor examines a store', {
    skip: commands.some(({ name }) => name === 'doctor') ? false : 'there is no doctor',
  }, async () => {
    await using store = await serve(installed);
    const { status, stdout, stderr } = latchkey('doctor', store.http);
    assert.ok(status === 0 || status === 1, stdout + stderr);
    assert.notEqual(stdout, '');
  });

  test('every command prints its help', () => {
    for (const { name } of commands) {
      const { status, stdout, stderr } = installed.run(
        'node',
        'node_modules/latchkey/src/cli/latchkey.cjs',
        name,
        '--help',
      );
      assert.equal(status, 0, stderr);
      assert.match(stdout, new RegExp(`^Usage: latchkey ${name}`));
    }
  });
});

/** MSW and what it needs, where the package looks for its peer. */
function installMsw({ folder }: Installed): void {
  const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules/msw/package.json'), 'utf8'));
  if (existsSync(path.join(folder, 'node_modules/msw'))) return;
  execFileSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--silent', '--ignore-scripts', `msw@${version}`],
    {
      cwd: folder,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
}

interface Serving extends AsyncDisposable {
  readonly http: string;
  readonly ca: string;
}

async function serve({ folder }: Installed): Promise<Serving> {
  const main = 'node_modules/latchkey/src/cli/latchkey.cjs';
  const child = spawn('node', [main, 'serve', '--json'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', chunk => resolve(String(chunk)));
    child.once('close', code => reject(new Error(`latchkey serve ended with ${code}`)));
  });
  return {
    ...(JSON.parse(line) as { http: string; ca: string }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGINT');
      await ended;
    },
  };
}
