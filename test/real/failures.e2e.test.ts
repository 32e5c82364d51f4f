/**
 * What goes wrong around a real store: the network, the disk, a process that is killed. A stand-in is in Playground's place,
 * and in that of WordPress.org.
 */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { failure, latchkey, local, ready, withPlayground } from './stand-in.ts';
import { zipArchive } from './zip-archive.ts';

/** Has `fetch` give what a module makes of its URL. */
function fetching(cwd: string, answer: string): { readonly NODE_OPTIONS: string } {
  const file = path.join(mkdtempSync(path.join(cwd, 'fetching-')), 'fetch.mjs');
  writeFileSync(
    file,
    `import { readFileSync } from 'node:fs';\nconst own = globalThis.fetch;\nglobalThis.fetch = async (url, options) => /wordpress\\.org/.test(url) ? (${answer})(String(url), options) : own(url, options);\n`,
  );
  return { NODE_OPTIONS: `--import=${file}` };
}

const offline = `() => { throw new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ENOTFOUND' }) }); }`;

/** WordPress.org, as far as it is asked: which versions there are, and their archives. */
function wordPressOrg(cwd: string, woocommerce: Buffer): { readonly NODE_OPTIONS: string } {
  writeFileSync(path.join(cwd, 'woocommerce.zip'), woocommerce);
  writeFileSync(
    path.join(cwd, 'wordpress.zip'),
    zipArchive({ 'wordpress/wp-includes/version.php': "<?php $wp_version = '6.9.1';" }),
  );
  return fetching(
    cwd,
    `url => {
      if (/stable-check/.test(url)) return Response.json({ '6.9.1': 'latest', '6.8': 'outdated' });
      if (/plugin_information/.test(url)) return Response.json({ versions: { '10.5.0': 'https://downloads.wordpress.org/plugin/woocommerce.10.5.0.zip' } });
      return new Response(readFileSync(${JSON.stringify(cwd)} + (/plugin/.test(url) ? '/woocommerce.zip' : '/wordpress.zip')));
    }`,
  );
}

const wooCommerceFiles = { 'woocommerce/woocommerce.php': '<?php /*\n * Version: 10.5.0\n */' };

function cacheOf(cwd: string): string[] {
  return readdirSync(path.join(cwd, 'cache', 'real'));
}

test('a version is downloaded once; from then on no network is needed', async () => {
  const cwd = withPlayground();
  const first = await ready(cwd, ['--woocommerce', '10.5'], wordPressOrg(cwd, zipArchive(wooCommerceFiles)));
  assert.deepEqual([first.woocommerce, first.wordpress], ['10.5.0', '6.9.1']);
  assert.match(first.errors(), /looking WooCommerce 10\.5 up/);
  assert.equal(await first.end(), 0);
  const second = await ready(cwd, ['--woocommerce', '10.5'], fetching(cwd, offline));
  assert.equal(second.errors(), '');
  assert.equal(await second.end(), 0);
});

test('what keeps a version from coming is told in one line', async () => {
  const cwd = withPlayground();
  const cases: readonly [env: { readonly NODE_OPTIONS: string }, line: RegExp][] = [
    [
      fetching(cwd, offline),
      /^latchkey: WooCommerce cannot be downloaded: api\.wordpress\.org is not reached \(ENOTFOUND\)\. Without a network give a local copy: --woocommerce with a folder or a ZIP archive\.$/m,
    ],
    [
      fetching(cwd, `() => new Response('<title>Welcome to our Wi-Fi</title>')`),
      /^latchkey: WooCommerce cannot be downloaded: api\.wordpress\.org is not reached \(what answers tells of no versions\)/m,
    ],
    [
      wordPressOrg(cwd, zipArchive(wooCommerceFiles).subarray(0, 60)),
      /^latchkey: https:\/\/downloads\.wordpress\.org\S+: the archive of WooCommerce did not come whole: it is no ZIP archive, or is cut off\. Try again\.$/m,
    ],
  ];
  for (const [env, line] of cases) {
    const { code, stderr } = await failure(cwd, ['--woocommerce', '10.5'], env);
    assert.match(stderr, line);
    assert.equal(code, 3);
    assert.deepEqual(cacheOf(cwd), []);
  }
});

test('a cache that cannot be written is told before anything is set up', async () => {
  const cwd = withPlayground();
  writeFileSync(path.join(cwd, 'file'), '');
  const { code, stderr } = await failure(cwd, local, { LATCHKEY_CACHE: path.join(cwd, 'file', 'cache') });
  assert.match(
    stderr,
    /^latchkey: .*file\/cache\/real: cannot be written \(.*\)\. LATCHKEY_CACHE names another folder/,
  );
  assert.equal(stderr.trimEnd().split('\n').length, 1);
  assert.equal(code, 3);
});

test('a recording that cannot be written is told before a store is started', async () => {
  const cwd = withPlayground();
  const child = latchkey(cwd, ['record', '--target', `real:${local[1]}`, '-o', 'nowhere/a.jsonl']);
  let stderr = '';
  child.stderr?.on('data', chunk => {
    stderr += chunk;
  });
  const code = await new Promise(done => child.once('close', done));
  assert.equal(stderr, 'latchkey: nowhere/a.jsonl: cannot be written (its folder is not there)\n');
  assert.equal(code, 3);
  assert.equal(existsSync(path.join(cwd, 'cache')), false);
});

/** A store whose setting-up never ends, and the process that sets it up. */
async function slow(cwd: string, args: readonly string[]): Promise<{ child: ChildProcess; pid: number }> {
  const child = latchkey(cwd, args);
  let pid: number | undefined;
  while (pid === undefined) {
    assert.equal(child.exitCode, null, 'it has ended while it was to be set up');
    await setTimeout(50);
    const real = path.join(cwd, 'cache', 'real');
    const building = existsSync(real) && readdirSync(real).find(name => name.startsWith('.building-'));
    const file = building && path.join(real, building, 'latchkey', 'pid');
    if (file && existsSync(file)) pid = Number(readFileSync(file, 'utf8')) || undefined;
  }
  return { child, pid };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function slowStore(cwd: string): string[] {
  const users = [{ id: 1, login: 'owner', email: 'owner@example.com', password: 'p', role: 'administrator' }];
  const store = { home: 'http://shop.test', wordpress: '6.9', woocommerce: '10.5', users, keys: [] };
  writeFileSync(path.join(cwd, 'slow.json'), JSON.stringify({ ...store, title: 'Slow' }));
  return [...local, '--store', 'slow.json'];
}

test('killed while it is set up, it takes Playground with it, and the next start is clean', async () => {
  const cwd = withPlayground();
  const { child, pid } = await slow(cwd, ['real', ...slowStore(cwd)]);
  child.kill('SIGKILL');
  while (isRunning(pid)) await setTimeout(50);
  assert.equal(cacheOf(cwd).length, 1, 'what was begun is left');
  const next = await ready(cwd, local);
  assert.equal(await next.end(), 0);
  const left = cacheOf(cwd);
  assert.equal(left.length, 1);
  assert.ok(!left[0]?.startsWith('.'), left[0]);
});

test('interrupted while it is set up, it leaves nothing', async () => {
  const cwd = withPlayground();
  const { child, pid } = await slow(cwd, ['real', ...slowStore(cwd)]);
  const ended = new Promise(done => child.once('close', done));
  child.kill('SIGINT');
  assert.equal(await ended, 0);
  assert.equal(isRunning(pid), false);
  assert.deepEqual(cacheOf(cwd), []);
});

test('two starts of the same store at once are one store in the cache', async () => {
  const cwd = withPlayground();
  const both = await Promise.all([ready(cwd, local), ready(cwd, local)]);
  assert.notEqual(both[0].http, both[1].http);
  for (const store of both) assert.equal(await store.end(), 0);
  assert.equal(cacheOf(cwd).length, 1);
});

test('a store that another Latchkey has set up, or that is not whole, is not taken', async () => {
  const cwd = withPlayground();
  const first = await ready(cwd, local);
  assert.equal(await first.end(), 0);
  const [key = ''] = cacheOf(cwd);
  const file = path.join(cwd, 'cache', 'real', key, 'store.json');
  const store = JSON.parse(readFileSync(file, 'utf8'));

  writeFileSync(file, JSON.stringify({ ...store, maker: 'another' }));
  const asked = await failure(cwd, ['--woocommerce', '10.5'], fetching(cwd, offline));
  assert.match(asked.stderr, /is not reached/);

  writeFileSync(file, '{"key":');
  mkdirSync(path.join(path.dirname(file), 'wordpress', 'half'));
  const again = await ready(cwd, local);
  assert.match(again.errors(), /setting the store up/);
  assert.equal(await again.end(), 0);
  assert.equal(existsSync(path.join(path.dirname(file), 'wordpress', 'half')), false);
});
