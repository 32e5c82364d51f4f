/** What docs/guides/runtimes.md says of the packages in other runtimes, package managers and compilers, as far as they are here. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { env, install, type Packages, root } from './install.ts';

const missing = (name: string) =>
  spawnSync(name, ['--version'], { env }).error ? `${name} is not installed` : false;

/** Asks a store on sockets over HTTP and HTTPS, and one in the process, and prints what came of each. */
const script = `
import https from 'node:https';
import { createStore, intercept, startStore } from 'latchkey-store';
const store = await startStore();
const { consumerKey, consumerSecret } = store.keys.owner;
const headers = { authorization: 'Basic ' + btoa(consumerKey + ':' + consumerSecret) };
const plain = (await fetch(store.url + '/wp-json/wc/v3/orders', { headers })).status;
const secure = await new Promise(resolve =>
  https.get(store.httpsUrl + '/wp-json/wc/v3/orders', { headers, ca: store.ca }, answer => {
    answer.resume();
    resolve(answer.statusCode);
  }).on('error', () => resolve('no handshake')));
let caught;
try {
  intercept(await createStore({ home: 'https://shop.test' })).close();
  caught = 'caught';
} catch (error) {
  caught = error.code;
}
await store.close();
console.log([plain, secure, caught].join());
process.exit();`;

const runtimes: Readonly<Record<string, { command: readonly string[]; told: string }>> = {
  node: { command: ['node'], told: '401,200,caught' },
  deno: { command: ['deno', 'run', '-A'], told: '401,200,LATCHKEY_USAGE' },
  bun: { command: ['bun', 'run'], told: '401,no handshake,LATCHKEY_USAGE' },
};

describe('elsewhere', () => {
  let packages: Packages;
  before(() => {
    packages = install();
  });
  after(() => packages?.remove());

  for (const [name, { command, told }] of Object.entries(runtimes))
    test(`a store in ${name}`, { skip: missing(name) }, () => {
      const { folder, run } = packages.store;
      writeFileSync(path.join(folder, 'store.mjs'), script);
      const [program, ...args] = command as [string, ...string[]];
      const { stdout, stderr } = run(program, ...args, 'store.mjs');
      assert.equal(stdout.trim().split('\n').at(-1), told, stderr);
    });

  test('the suite in Deno', { skip: missing('deno') }, () => {
    const cli = 'node_modules/latchkey/src/cli/latchkey.cjs';
    const { status, stdout, stderr } = packages.latchkey.run(
      ...(['deno', 'run', '-A', cli, 'verify', 'BASIC-01', 'OAUTH-01', '--transport', 'listener'] as const),
    );
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /requirements +2 \(2 passed\)/);
  });

  const managers: Readonly<Record<string, readonly string[]>> = {
    pnpm: ['add'],
    yarn: ['add'],
    bun: ['add'],
  };
  for (const [name, add] of Object.entries(managers))
    test(`${name} installs both`, { skip: missing(name) }, () => {
      for (const { tarball } of [packages.latchkey, packages.store]) {
        const folder = path.join(path.dirname(tarball), `${name}-${path.basename(tarball, '.tgz')}`);
        mkdirSync(folder);
        writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
        execFileSync(name, [...add, tarball], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
        const own = Object.keys(
          JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).dependencies,
        );
        const ask = `import { createStore } from '${own[0]}'; console.log(typeof (await createStore()).keys.owner.consumerKey)`;
        const options = { cwd: folder, env, encoding: 'utf8' } as const;
        const { stdout, stderr } = spawnSync('node', ['--input-type=module', '-e', ask], options);
        assert.equal(stdout.trim(), 'string', stderr);
      }
    });

  test('CommonJS requires it', () => {
    const { stdout, stderr } = packages.store.run(
      'node',
      '-e',
      "const { startStore } = require('latchkey-store'); console.log(typeof startStore)",
    );
    assert.equal(stdout.trim(), 'function', stderr);
  });

  test('the oldest MSW answers', () => {
    const { folder, run } = packages.store;
    add(folder, 'msw@2.11.0');
    const ask = `
      import { createStore, handlers } from 'latchkey-store/msw';
      import { setupServer } from 'msw/node';
      const server = setupServer(...handlers(await createStore({ home: 'https://shop.test' })));
      server.listen();
      console.log((await fetch('https://shop.test/wp-json/wc/v3/orders')).status);
      server.close();`;
    const { stdout, stderr } = run('node', '--input-type=module', '-e', ask);
    assert.equal(stdout.trim(), '401', stderr);
  });

  test('the oldest TypeScript reads the types, and checks them', () => {
    const { folder, run } = packages.store;
    add(folder, 'typescript@5.2.2');
    const consumer = readFileSync(path.join(root, 'test/package/consumer.ts'), 'utf8');
    // Of MSW's own types an older TypeScript reads less.
    writeFileSync(
      path.join(folder, 'old.ts'),
      consumer.replaceAll("'latchkey", "'latchkey-store").replaceAll(/^.*handlers.*\n/gm, ''),
    );
    // What @types/node asks of a compiler is its own affair.
    const compilerOptions = {
      strict: true,
      noEmit: true,
      types: [],
      target: 'es2022',
      module: 'nodenext',
      lib: ['es2022', 'dom', 'esnext.disposable'],
    };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['old.ts'] }));
    const { status, stdout } = run('node', 'node_modules/typescript/bin/tsc', '-p', '.');
    assert.equal(status, 0, stdout);
  });
});

function add(folder: string, name: string): void {
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', '--ignore-scripts', name], {
    cwd: folder,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
