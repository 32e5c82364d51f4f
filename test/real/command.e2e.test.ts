/** `latchkey real` on a stand-in for Playground: found, set up once, started from the cache, and each way to go wrong. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import schema from '../../schemas/outputs/real.schema.json' with { type: 'json' };
import { createAjv } from '../../src/files/schema.ts';
import { zipArchive } from './zip-archive.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-real-test-'));
const children = new Set<ChildProcess>();
after(() => {
  // What a failing test has left would keep this file waiting.
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');
const files = {
  'site/wp-includes/version.php': "<?php $wp_version = '6.9.1';",
  'site/wp-config.php': "<?php // somebody's own",
  'woocommerce/woocommerce.php': '<?php /*\n * Version: 10.5.0\n */',
};
for (const [name, content] of Object.entries(files)) {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
}

/** A folder in which the command runs and Playground's stand-in is installed. */
function withPlayground(): string {
  const cwd = mkdtempSync(path.join(folder, 'project-'));
  const home = path.join(cwd, 'node_modules', '@wp-playground', 'cli');
  mkdirSync(home, { recursive: true });
  const manifest = { name: '@wp-playground/cli', version: '3.0.0', bin: { 'wp-playground-cli': 'cli.mjs' } };
  writeFileSync(path.join(home, 'package.json'), JSON.stringify(manifest));
  cpSync(path.join(import.meta.dirname, 'stub-playground.mjs'), path.join(home, 'cli.mjs'));
  return cwd;
}

function start(cwd: string, args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [main, 'real', ...args], {
    cwd,
    env: { ...process.env, LATCHKEY_CACHE: path.join(cwd, 'cache') },
  });
  children.add(child);
  child.once('close', () => children.delete(child));
  child.stdout?.setEncoding('utf8');
  child.stderr?.setEncoding('utf8');
  return child;
}

async function failure(
  cwd: string,
  args: readonly string[],
): Promise<{ code: number | null; stderr: string }> {
  const child = start(cwd, args);
  let stderr = '';
  child.stderr?.on('data', chunk => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>(done => child.once('close', done));
  return { code, stderr };
}

interface RealStoreReady {
  readonly http: string;
  readonly woocommerce: string;
  readonly wordpress: string;
  readonly php: string;
}

/** The line of JSON that tells that it is ready, and how it ends. */
async function ready(cwd: string, args: readonly string[]) {
  const child = start(cwd, [...args, '--json']);
  let errors = '';
  child.stderr?.on('data', chunk => {
    errors += chunk;
  });
  const line = await new Promise<string>((done, failed) => {
    child.stdout?.once('data', done);
    child.once('close', () => failed(new Error(errors)));
  });
  const end = () =>
    new Promise<number | null>(done => {
      child.once('close', done);
      child.kill('SIGINT');
    });
  const told: RealStoreReady = JSON.parse(line);
  const validate = createAjv().compile(schema);
  const isValid: boolean = validate(told);
  assert.ok(isValid, JSON.stringify(validate.errors));
  return { ...told, errors: () => errors, end };
}

const local = ['--woocommerce', path.join(folder, 'woocommerce'), '--wordpress', path.join(folder, 'site')];

test('the first start sets the store up, the second takes it from the cache; Ctrl-C ends it', async () => {
  const cwd = withPlayground();
  const first = await ready(cwd, local);
  assert.match(first.errors(), /setting the store up/);
  assert.deepEqual([first.woocommerce, first.wordpress, first.php], ['10.5.0', '6.9.1', '8.3.33']);
  const answer = await fetch(`${first.http}/wp-json/wc/v3/orders?a=%2f+b`, {
    headers: { authorization: `Basic ${btoa('ck_1:cs_2')}` },
  });
  const { path: script, variables } = (await answer.json()) as {
    path: string;
    variables: Record<string, string>;
  };
  assert.equal(script, '/wp-json/wc/v3/orders');
  assert.equal(variables.REQUEST_URI, '/wp-json/wc/v3/orders?a=%2f+b');
  assert.deepEqual([variables.PHP_AUTH_USER, variables.PHP_AUTH_PW], ['ck_1', 'cs_2']);
  assert.equal(variables.HTTPS, undefined);
  assert.equal(variables.HTTP_HOST, new URL(first.http).host);
  assert.equal(await first.end(), 0);

  const second = await ready(cwd, ['--woocommerce', '10.5']);
  assert.equal(second.errors(), '');
  assert.equal(await second.end(), 0);
  assert.deepEqual(
    readdirSync(path.join(cwd, 'cache', 'real')).filter(name => name.startsWith('.')),
    [],
  );
});

test('a local WooCommerce brings its WordPress and its legacy API along; what is not taken is told', async () => {
  const cwd = withPlayground();
  for (const name of ['wordpress', 'woocommerce'])
    cpSync(path.join(folder, name === 'wordpress' ? 'site' : name), path.join(cwd, 'copy', name), {
      recursive: true,
    });
  const home = 'http://shop.test';
  const users = [{ id: 1, login: 'owner', email: 'owner@example.com', password: 'p', role: 'administrator' }];
  const store = { home, wordpress: '6.9', woocommerce: '10.5', title: 'A shop', users, keys: [] };
  const odd = { ...store, theme: 'block', switches: { maintenance: true } };
  writeFileSync(path.join(cwd, 'odd.json'), JSON.stringify(odd));
  const started = await ready(cwd, ['--woocommerce', 'copy', '--store', 'odd.json']);
  assert.match(started.errors(), /^latchkey: --store odd\.json: not taken: theme: /m);
  assert.match(started.errors(), /^latchkey: --store odd\.json: not taken: switches\.maintenance: /m);
  assert.equal(started.wordpress, '6.9.1');
  assert.equal(await started.end(), 0);
});

const isBeside = existsSync(path.resolve(import.meta.dirname, '../../node_modules/@wp-playground/cli'));

test('without Playground one line says what to install', {
  skip: isBeside && 'it is installed here',
}, async () => {
  const cwd = mkdtempSync(path.join(folder, 'bare-'));
  const { code, stderr } = await failure(cwd, local);
  assert.equal(code, 2);
  assert.equal(
    stderr,
    'latchkey: a real store needs @wp-playground/cli, which is not installed. npm install --save-dev @wp-playground/cli brings it (580 MB).\n',
  );
});

test('what was named and cannot be used is told in one line', async () => {
  const cwd = withPlayground();
  const archive = zipArchive({ 'woocommerce/woocommerce.php': 'x'.repeat(9000) });
  writeFileSync(path.join(cwd, 'cut.zip'), archive.subarray(0, archive.length - 30));
  writeFileSync(path.join(cwd, 'other.zip'), zipArchive({ 'akismet/akismet.php': '<?php' }));
  const wordpress = ['--wordpress', path.join(folder, 'site')];
  const lines = {
    nowhere:
      /^latchkey: --woocommerce nowhere: no such file; expected a version, or a folder or ZIP archive of WooCommerce\n$/,
    [path.join(folder, 'site')]: /does not hold WooCommerce; expected the folder of the plugin/,
    'cut.zip':
      /--woocommerce cut\.zip: it is no ZIP archive, or is cut off; expected a ZIP archive of WooCommerce\n$/,
    'other.zip': /--woocommerce other\.zip: it does not hold WooCommerce/,
  };
  for (const [named, line] of Object.entries(lines)) {
    const { code, stderr } = await failure(cwd, ['--woocommerce', named, ...wordpress]);
    assert.match(stderr, line);
    assert.equal(code, 2, named);
  }
});

test('a port in use is told before anything is set up, and a fault of PHP by its own words', async () => {
  const cwd = withPlayground();
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise(listening => taken.once('listening', listening));
  const { port } = taken.address() as { port: number };
  const busy = await failure(cwd, [...local, '--http', String(port)]);
  taken.close();
  assert.equal(
    busy.stderr,
    `latchkey: --http ${port}: the port is in use; expected a free one, or 0 to take any\n`,
  );
  assert.equal(busy.code, 2);

  const store = {
    home: 'http://shop.test',
    wordpress: '6.9',
    woocommerce: '10.5',
    title: 'Broken',
    users: [],
    keys: [],
  };
  writeFileSync(path.join(cwd, 'broken.json'), JSON.stringify(store));
  const broken = await failure(cwd, [...local, '--store', 'broken.json']);
  assert.match(broken.stderr, /WordPress could not be set up: Call to undefined function wc_api_hash\(\)\n$/);
  assert.equal(broken.code, 3);
  assert.deepEqual(readdirSync(path.join(cwd, 'cache', 'real')), []);
});

test('a client is judged against a real store, which has no faults', async () => {
  const cwd = withPlayground();
  const store = await ready(cwd, local);
  assert.equal(await store.end(), 0);
  const client =
    "fetch(process.env.LATCHKEY_HTTPS_URL + '/wp-json/wc/v3/orders', { headers: { authorization: 'Basic ' + btoa(process.env.LATCHKEY_CONSUMER_KEY + ':' + process.env.LATCHKEY_CONSUMER_SECRET) } }).then(answer => answer.json())";
  const gate = (...flags: string[]) =>
    spawnSync(
      process.execPath,
      [main, 'gate', '--real', '10.5', '--json', ...flags, '--', process.execPath, '-e', client],
      {
        cwd,
        env: { ...process.env, LATCHKEY_CACHE: path.join(cwd, 'cache') },
        encoding: 'utf8',
      },
    );
  const judged = gate();
  assert.equal(judged.status, 0, judged.stderr);
  assert.match(judged.stderr, /against a real WooCommerce 10\.5/);
  const { rules, runs } = JSON.parse(judged.stdout);
  assert.equal(runs[0].requests, 1);
  assert.equal(rules.find(({ id }: { id: string }) => id === 'GATE-TLS-1').outcome, 'passed');
  const refused = gate('--fault', 'cache');
  assert.match(refused.stderr, /^latchkey: --fault: a real store is what it is/);
  assert.equal(refused.status, 2);
});
