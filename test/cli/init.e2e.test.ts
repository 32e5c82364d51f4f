/** `latchkey init`: what it asks, tries and writes, and that it writes all or nothing. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { after, before, type TestContext, test } from 'node:test';
import { run } from '../../src/cli/program.ts';
import { type StartedStore, startStore } from '../../src/index.ts';

let store: StartedStore;
before(async () => {
  store = await startStore();
});
after(() => store.close());

interface Asked {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What is typed at the terminal, a line after each question; without any there is no terminal. */
  readonly lines?: readonly string[];
}

function folderFor(context: TestContext, files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-init-'));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

async function init(cwd: string, { args = [], env = {}, lines }: Asked) {
  const terminal = () => Object.assign(new PassThrough(), { isTTY: lines !== undefined });
  const [stdin, stdout, stderr] = [terminal(), terminal(), terminal()];
  const typed = [...(lines ?? [])];
  let told = '';
  stderr.on('data', chunk => {
    told += chunk;
    // A question ends with a blank, and waits.
    if (/[:?\]] $/.test(String(chunk))) setImmediate(() => stdin.write(typed.shift() ?? '\x03'));
  });
  let code = 0;
  await run(['init', ...args], {
    stdin,
    stdout,
    stderr,
    env,
    cwd,
    interrupted: new AbortController().signal,
    finish: given => {
      code = given;
    },
  });
  return { code, stdout: String(stdout.read() ?? ''), stderr: told, left: typed };
}

const keyOf = (name: string) => store.keys[name] as { consumerKey: string; consumerSecret: string };
const variables = ({ consumerKey, consumerSecret } = keyOf('owner')) => ({
  LATCHKEY_CONSUMER_KEY: consumerKey,
  LATCHKEY_CONSUMER_SECRET: consumerSecret,
});
const read = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8');

test('asks for a URL and a key, tries them, and writes what verify runs with', async context => {
  const folder = folderFor(context);
  const { consumerKey, consumerSecret } = keyOf('owner');
  const { code, stdout, stderr } = await init(folder, {
    lines: [`${store.url}\r`, `${consumerKey}\r`, `${consumerSecret}\r`, 'github\r'],
  });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /the key is let in/);
  assert.doesNotMatch(stdout + stderr, new RegExp(`${consumerKey}|${consumerSecret}`));
  assert.deepEqual(readdirSync(folder).sort(), [
    '.env',
    '.env.example',
    '.github',
    '.gitignore',
    'latchkey.config.json',
  ]);
  assert.equal(
    read(folder, '.env'),
    `STAGING_OWNER_KEY=${consumerKey}\nSTAGING_OWNER_SECRET=${consumerSecret}\n`,
  );
  assert.equal(statSync(path.join(folder, '.env')).mode & 0o077, 0);
  assert.match(read(folder, '.gitignore'), /^\.env$/m);
  assert.match(read(folder, '.github/workflows/latchkey.yml'), /npx --no latchkey verify --target staging/);
  let judged = 0;
  const out = new PassThrough();
  await run(['verify', 'OAUTH-01', '--target', 'staging', '--quiet'], {
    stdin: new PassThrough(),
    stdout: out,
    stderr: out,
    env: {},
    cwd: folder,
    interrupted: new AbortController().signal,
    finish: given => {
      judged = given;
    },
  });
  assert.equal(judged, 0, String(out.read()));
});

test('tells a key that is not let in, and writes nothing unless it is told to', async context => {
  const folder = folderFor(context);
  const { consumerKey } = keyOf('owner');
  const wrong = `cs_${'0'.repeat(40)}`;
  const typed = [`${store.url}\r`, `${consumerKey}\r`, `${wrong}\r`];
  const stopped = await init(folder, { lines: [...typed, '\r'] });
  assert.equal(stopped.code, 2);
  assert.match(stopped.stderr, /owner's key: .*secret/);
  assert.deepEqual(readdirSync(folder), []);
  const written = await init(folder, { lines: [...typed, 'w\r', '\r'] });
  assert.equal(written.code, 0, written.stderr);
  assert.match(read(folder, '.env'), new RegExp(wrong));
});

for (const [at, lines] of [
  ['the first question', []],
  ['the secret', ['https://shop.test\r', 'ck_1\r', 'cs_1']],
] as const)
  test(`Ctrl-C at ${at} leaves nothing`, async context => {
    const folder = folderFor(context);
    const { code, stderr } = await init(folder, {
      lines: lines.map(line => (line === 'cs_1' ? 'cs_1\x03' : line)),
    });
    assert.equal(code, 2);
    assert.match(stderr, /nothing was written/);
    assert.deepEqual(readdirSync(folder), []);
  });

test('without a terminal says what a script gives it', async context => {
  const folder = folderFor(context);
  const { code, stderr } = await init(folder, {});
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^latchkey: init: there is no terminal to ask at; expected --yes, with --url and the key in LATCHKEY_CONSUMER_KEY and LATCHKEY_CONSUMER_SECRET\n$/,
  );
  const bare = await init(folder, { args: ['--yes'] });
  assert.equal(bare.code, 2);
  assert.match(bare.stderr, /--url, LATCHKEY_CONSUMER_KEY, LATCHKEY_CONSUMER_SECRET are not given/);
  assert.deepEqual(readdirSync(folder), []);
});

test('--yes asks nothing, and adds to the files of lines', async context => {
  const folder = folderFor(context, { '.gitignore': 'node_modules', '.env': 'OTHER=1\n' });
  const { code, stderr } = await init(folder, {
    args: ['--yes', '--url', store.url, '--ci', 'gitlab'],
    env: variables(),
  });
  assert.equal(code, 0, stderr);
  assert.equal(read(folder, '.gitignore'), 'node_modules\n.env\n.latchkey/\nreports/\n');
  assert.match(read(folder, '.env'), /^OTHER=1\nSTAGING_OWNER_KEY=ck_/);
  assert.match(read(folder, 'latchkey.gitlab-ci.yml'), /latchkey verify --target staging/);
});

test('--yes refuses what is there, and a key that is not let in', async context => {
  const there = folderFor(context, { 'latchkey.config.json': '{}' });
  const args = ['--yes', '--url', store.url];
  const first = await init(there, { args, env: variables() });
  assert.equal(first.code, 2);
  assert.match(first.stderr, /latchkey\.config\.json is there already/);
  const otherKey = folderFor(context, { '.env': 'STAGING_OWNER_KEY=ck_other\n' });
  const second = await init(otherKey, { args, env: variables() });
  assert.equal(second.code, 2);
  assert.match(second.stderr, /\.env: STAGING_OWNER_KEY has another value there/);
  assert.deepEqual(readdirSync(otherKey), ['.env']);
  const revoked = folderFor(context);
  const third = await init(revoked, { args, env: variables(keyOf('revoked')) });
  assert.equal(third.code, 2);
  assert.deepEqual(readdirSync(revoked), []);
});

test('a file that cannot be written leaves none of the others', async context => {
  const folder = folderFor(context);
  // The folder of the job is a file.
  writeFileSync(path.join(folder, '.github'), '');
  const args = ['--yes', '--url', store.url, '--ci', 'github'];
  const { code, stderr } = await init(folder, { args, env: variables() });
  assert.equal(code, 3, stderr);
  assert.match(stderr, /\.github\/workflows\/latchkey\.yml: cannot be written/);
  assert.deepEqual(readdirSync(folder), ['.github']);
});

test('a configuration that is there is replaced after a yes alone', async context => {
  const folder = folderFor(context, { 'latchkey.config.json': '{}' });
  const no = await init(folder, { lines: ['n\r'], env: variables(), args: ['--url', store.url] });
  assert.equal(no.code, 2);
  assert.equal(read(folder, 'latchkey.config.json'), '{}');
  const yes = await init(folder, { lines: ['y\r', '\r'], env: variables(), args: ['--url', store.url] });
  assert.equal(yes.code, 0, yes.stderr);
  assert.match(read(folder, 'latchkey.config.json'), /"staging"/);
});
