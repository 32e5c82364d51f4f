/** `latchkey real` on a stand-in for Playground: found, set up once, started from the cache, and told what cannot be used. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { failure, folder, local, main, ready, withPlayground } from './stand-in.ts';
import { zipArchive } from './zip-archive.ts';

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
    cpSync(path.join(folder, name), path.join(cwd, 'copy', name), {
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
  const wordpress = ['--wordpress', path.join(folder, 'wordpress')];
  const lines = {
    nowhere:
      /^latchkey: --woocommerce nowhere: no such file; expected a version, or a folder or ZIP archive of WooCommerce\n$/,
    [path.join(folder, 'wordpress')]: /does not hold WooCommerce; expected the folder of the plugin/,
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

test('a client that never reads an answer ends by itself, once the store has ended the connection', async () => {
  const cwd = withPlayground();
  const store = await ready(cwd, local);
  assert.equal(await store.end(), 0);
  const client =
    "require('node:https').get(process.env.LATCHKEY_HTTPS_URL + '/wp-json/wc/v3/orders', { headers: { authorization: 'Basic ' + btoa(process.env.LATCHKEY_CONSUMER_KEY + ':' + process.env.LATCHKEY_CONSUMER_SECRET) } }, () => {})";
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [main, 'gate', '--real', '10.5', '--json', '--', process.execPath, '-e', client],
    {
      cwd,
      env: { ...process.env, LATCHKEY_CACHE: path.join(cwd, 'cache') },
      encoding: 'utf8',
    },
  );
  assert.equal(status, 0, stderr);
  assert.equal(JSON.parse(stdout).runs[0].requests, 1);
});
