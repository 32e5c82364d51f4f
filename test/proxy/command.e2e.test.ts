/** `latchkey proxy` as a user runs it. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { type StartedStore, startStore } from '../../src/serve/start-store.ts';
import { type Ended, latchkey } from '../cli/latchkey.ts';

const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');
const orders = '/wp-json/wc/v3/orders';
let store: StartedStore;
let folder: string;
let env: Record<string, string>;

before(async () => {
  store = await startStore();
  folder = mkdtempSync(path.join(tmpdir(), 'latchkey-test-'));
  const { consumerKey = '', consumerSecret = '' } = store.keys.owner ?? {};
  env = { LATCHKEY_CONSUMER_KEY: consumerKey, LATCHKEY_CONSUMER_SECRET: consumerSecret };
});
after(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const secret = () => env.LATCHKEY_CONSUMER_SECRET as string;
const basic = () => `Basic ${btoa(`${env.LATCHKEY_CONSUMER_KEY}:${secret()}`)}`;
const ofStore = () => [store.httpsUrl, '--ca', store.caFile];

/** Starts it and waits until it is ready. */
async function started(context: TestContext, ...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [main, 'proxy', ...ofStore(), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  context.after(() => child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stderr?.on('data', chunk => {
    stderr += chunk;
  });
  const ended = new Promise<Ended>(resolve => {
    child.on('close', code => resolve({ code, stdout, stderr }));
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', chunk => {
      stdout += chunk;
      if (stdout.includes('Ctrl-C ends it.')) resolve();
    });
    void ended.then(({ stderr: told }) => reject(new Error(told)));
  });
  const told = (name: string) => new RegExp(`^ {2}${name} +(\\S+)`, 'm').exec(stdout)?.[1] as string;
  return {
    url: told('HTTP'),
    workbench: told('workbench'),
    authority: told('authority'),
    end() {
      child.kill('SIGINT');
      return ended;
    },
  };
}

const client = (then: string) => [
  process.execPath,
  '-e',
  `const { LATCHKEY_HTTPS_URL: url, LATCHKEY_CONSUMER_KEY: key, LATCHKEY_CONSUMER_SECRET: secret } = process.env;
   const get = (password, target = '${orders}') =>
     fetch(url + target, { headers: { authorization: 'Basic ' + btoa(key + ':' + password), connection: 'close' } });
   (async () => { ${then} })().catch(error => { console.error(error); process.exit(9); });`,
];

test('it tells each request and why one is refused, shows the workbench, and ends on Ctrl-C with the sums', async context => {
  const proxy = await started(context);
  const get = (authorization: string) =>
    fetch(proxy.url + orders, { headers: { authorization, connection: 'close' } }).then(
      ({ status }) => status,
    );
  assert.deepEqual([await get(basic()), await get('Basic eDp5')], [200, 401]);
  assert.equal((await fetch(proxy.workbench, { headers: { connection: 'close' } })).status, 200);
  assert.ok(existsSync(proxy.authority));
  const { code, stdout, stderr } = await proxy.end();
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^#1 200 GET \/wp-json\/wc\/v3\/orders {2}owner in the header {2}\d+ ms$/m);
  assert.match(stdout, /^ {3}#2 .*\n {6}fix: /m);
  assert.match(
    stdout,
    /^requests {2}2: 1 answered, 1 refused \(401, 403\), 0 other errors, 0 without a whole answer$/m,
  );
  assert.ok(!stdout.includes(secret()));
  assert.ok(!existsSync(proxy.authority), 'the authority’s file is removed');
});

test('a command behind it keeps its URL; its traffic is judged, recorded and archived', async () => {
  const [recording, har] = ['traffic.jsonl', 'traffic.har'].map(name => path.join(folder, name)) as [
    string,
    string,
  ];
  const ended = await latchkey(
    [
      'proxy',
      ...ofStore(),
      '--rules',
      '--record',
      recording,
      '--har',
      har,
      '--',
      ...client(`const { status } = await get(secret); if (status !== 200) process.exit(1);`),
    ],
    env,
  );
  assert.equal(ended.code, 0, ended.stderr + ended.stdout);
  assert.match(ended.stdout, /✓ GATE-TLS-1/);
  assert.match(ended.stdout, /^command {3}succeeded$/m);
  assert.match(ended.stdout, /^recording .*: 1 requests?$/m);
  for (const file of [recording, har]) assert.ok(!readFileSync(file, 'utf8').includes(secret()), file);
  assert.match(readFileSync(recording, 'utf8'), /\{\{owner\.consumerKey\}\}|\{\{owner/);
  assert.equal(JSON.parse(readFileSync(har, 'utf8')).log.entries.length, 1);
  const replayed = await latchkey(['replay', recording]);
  assert.equal(replayed.code, 0, replayed.stdout + replayed.stderr);
});

test('a recording of nothing is none, and ends it with 3', async () => {
  const file = path.join(folder, 'nothing.jsonl');
  const ended = await latchkey(['proxy', ...ofStore(), '--record', file, '--', ...client('')], env);
  assert.equal(ended.code, 3, ended.stderr);
  assert.match(ended.stdout, /^recording none: no request could be recorded$/m);
  assert.ok(!existsSync(file));
});

test('a broken rule ends it with 1, a command that fails with 3, traffic that was not seen with 3', async () => {
  const run = (then: string, ...flags: string[]) =>
    latchkey(['proxy', ...ofStore(), ...flags, '--', ...client(then)], env);
  const broken = await run(`await get(secret, '/wp-json/wc/v3/orders/' + secret);`, '--rules');
  assert.equal(broken.code, 1, broken.stderr);
  assert.match(broken.stdout, /✗ GATE-LEAK-1/);
  assert.equal((await run('process.exit(7)')).code, 3);
  const silent = await run('', '--rules');
  assert.equal(silent.code, 3);
  assert.match(silent.stderr, /no request carried credentials: nothing was judged/);
  const faulty = await run(
    `if ((await get(secret)).status !== 401) process.exit(1);`,
    '--fault',
    'strip-authorization',
  );
  assert.equal(faulty.code, 0, faulty.stderr);
});

test('a target of the configuration brings its URL, its authority and its personas', async () => {
  const config = path.join(folder, 'latchkey.config.json');
  writeFileSync(
    config,
    JSON.stringify({
      targets: {
        staging: {
          url: store.httpsUrl,
          caFile: store.caFile,
          expectedVersion: '10.5.0',
          personas: {
            owner: {
              consumerKey: { env: 'LATCHKEY_CONSUMER_KEY' },
              consumerSecret: { env: 'LATCHKEY_CONSUMER_SECRET' },
            },
          },
        },
      },
    }),
  );
  const ended = await latchkey(
    [
      'proxy',
      '--target',
      'staging',
      '--config',
      config,
      '--',
      ...client('if ((await get(secret)).status !== 200) process.exit(1);'),
    ],
    env,
  );
  assert.equal(ended.code, 0, ended.stderr + ended.stdout);
  assert.match(ended.stdout, /#1 200 GET .* owner in the header/);
});

test('what cannot be done is said in one line, and ends with 2', async () => {
  const rows: readonly [args: string[], expected: RegExp][] = [
    [['proxy'], /^latchkey: proxy: expected the store's URL, or --target NAME\n$/],
    [['proxy', 'shop.test'], /^latchkey: URL shop\.test: expected the store's home URL/],
    [['proxy', 'https://user:word@shop.test'], /^latchkey: URL .*expected the store's home URL/],
    [
      ['proxy', 'https://shop.test', '--fault', 'maintenance'],
      /^latchkey: .*fault maintenance: it cannot be put before a real store/,
    ],
    [['proxy', 'https://shop.test', '--fault', 'nothing'], /^latchkey: --fault: unknown fault "nothing"/],
    [['proxy', 'https://shop.test', '--record', folder], /it is a directory; expected a file to write\n$/],
    [
      ['proxy', 'https://shop.test', '--http', new URL(store.url).port],
      /^latchkey: --http \d+: the port is in use/,
    ],
    [
      ['proxy', 'https://shop.test', '--control', new URL(store.url).port],
      /^latchkey: --control \d+: the port is in use/,
    ],
    [['proxy', 'https://shop.test', '--ca', 'none.pem'], /^latchkey: --ca none\.pem: /],
    [
      ['proxy', 'https://shop.test', '--', 'no-such-command-here'],
      /the command no-such-command-here cannot be started/,
    ],
    [['proxy', 'https://shop.test', '--target', 'x'], /a URL is given too/],
    [
      ['proxy', 'https://shop.test', '--har', `${folder}/a`, '--record', `${folder}/b/../a`],
      /^latchkey: --har .*: the recording is written there; expected two files\n$/,
    ],
  ];
  for (const [args, expected] of rows) {
    const { code, stderr } = await latchkey(args, env);
    assert.match(stderr, expected);
    assert.equal(code, 2, args.join(' '));
  }
});
