/** How a command ends when nobody reads it, when its terminal goes away, and what an empty value gets. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { builtInFixture } from '../../mocks/index.ts';
import type { Summary } from '../../schemas/types/summary.ts';
import { latchkey, serve } from './latchkey.ts';

const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');

function folder(context: TestContext): string {
  const made = mkdtempSync(path.join(tmpdir(), 'latchkey-test-'));
  context.after(() => rmSync(made, { recursive: true }));
  return made;
}

test('a run whose reader has gone away is run to its end, and its exit code is the verdict', async context => {
  const reports = folder(context);
  const child = spawn(
    process.execPath,
    [main, 'verify', 'BASIC-01', '--fault', 'strip-authorization', '--reports', reports],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child.stdout.destroy();
  child.stderr.destroy();
  const code = await new Promise(resolve => child.on('close', resolve));
  assert.equal(code, 1);
  const summary = JSON.parse(readFileSync(path.join(reports, 'summary.json'), 'utf8')) as Summary;
  assert.equal(summary.exitCode, 1);
});

test('a disk that is full is told in a line and is no verdict', {
  skip: !existsSync('/dev/full') && 'no /dev/full',
}, async () => {
  const child = spawn('sh', ['-c', '"$0" "$1" list > /dev/full', process.execPath, main], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const code = await new Promise(resolve => child.on('close', resolve));
  assert.equal(code, 3);
  assert.match(stderr, /^latchkey: stdout cannot be written: ENOSPC.*\n$/);
});

test('a folder that has been removed is told in a line', async context => {
  const gone = path.join(folder(context), 'gone');
  const script = 'mkdir "$2" && cd "$2" && rmdir "$2" && "$0" "$1" list';
  const child = spawn('sh', ['-c', script, process.execPath, main, gone], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const code = await new Promise(resolve => child.on('close', resolve));
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^latchkey: the folder that this was called in is gone; expected one that is there\n$/,
  );
});

test('behind a fault, failures say what the store did and which fault it was', async context => {
  const reports = folder(context);
  const { code, stdout } = await latchkey([
    ...['verify', 'BASIC-01', '--fault', 'strip-authorization', '--reports', reports],
  ]);
  assert.equal(code, 1);
  assert.match(stdout, /the store lets the client in: The store answered 401/);
  assert.doesNotMatch(stdout, /AssertionError|ERR_ASSERTION|actual - expected/);
  assert.match(stdout, /^simulated {2}10\.5\n {2}behind strip-authorization$/m);
  const page = readFileSync(path.join(reports, 'index.html'), 'utf8');
  const header = page.slice(page.indexOf('<header'), page.indexOf('</header>'));
  assert.match(header, /<span>behind strip-authorization<\/span>/);
  assert.doesNotMatch(page, /ERR_ASSERTION/);
});

test('a live store that fails is sent to the doctor, and its key stays out of everything', async context => {
  const serving = await serve(context, '--fault', 'strip-authorization');
  const reports = folder(context);
  const [owner] = builtInFixture().keys;
  const { consumer_key = '', consumer_secret = '' } = owner ?? {};
  const { code, stdout, stderr } = await latchkey(
    ['verify', 'BASIC-01', '--url', serving.https, '--ca', serving.ca, '--reports', reports],
    { LATCHKEY_CONSUMER_KEY: consumer_key, LATCHKEY_CONSUMER_SECRET: consumer_secret },
  );
  assert.equal(code, 1, stderr);
  assert.match(stdout, /latchkey doctor https?:\S+ looks for what keeps clients out/);
  const written = readdirSync(reports).map(name => readFileSync(path.join(reports, name), 'utf8'));
  for (const text of [stdout, stderr, ...written]) assert.ok(!text.includes(consumer_secret));
});

test('of two runs into one folder the second is refused in a line, and the reports are whole', async context => {
  const reports = folder(context);
  const run = () => latchkey(['verify', 'BASIC-01', '--reports', reports]);
  const ended = await Promise.all([run(), run(), run()]);
  for (const { code, stderr } of ended.filter(({ code }) => code !== 0)) {
    assert.equal(code, 2, stderr);
    assert.match(
      stderr,
      /another run \(process \d+\) writes its reports there; expected a folder of its own/,
    );
  }
  assert.ok(ended.some(({ code }) => code === 0));
  assert.equal((await run()).code, 0, 'what has ended is in nobody’s way');
  JSON.parse(readFileSync(path.join(reports, 'summary.json'), 'utf8'));
  JSON.parse(readFileSync(path.join(reports, 'exchanges.har'), 'utf8'));
  assert.deepEqual(
    readdirSync(reports).filter(name => /part|^\./.test(name)),
    [],
  );
});

test('Ctrl-C ends a run against the simulated store, and it is not green', async context => {
  const reports = folder(context);
  const child = spawn(process.execPath, [main, 'verify', '--reports', reports], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  child.stdout.on('data', chunk => {
    if (stdout === '') child.kill('SIGINT');
    stdout += chunk;
  });
  const code = await new Promise(resolve => child.on('close', resolve));
  assert.equal(code, 3, stdout);
  assert.match(stdout, /^requirements .*\d+ cannot tell/m);
  // It is told in one line.
  assert.deepEqual(
    stdout.match(/^.*interrupted.*$/gm)?.map(line => line.replace(/\d+/, 'N')),
    ['! simulated: interrupted after N of 122 requirements'],
  );
  const summary = JSON.parse(readFileSync(path.join(reports, 'summary.json'), 'utf8')) as Summary;
  assert.equal(summary.exitCode, 3);
});

test('serve ends well when its terminal goes away', async context => {
  const serving = await serve(context);
  const { code } = await serving.end('SIGHUP');
  assert.equal(code, 0);
  assert.ok(!existsSync(serving.ca), 'the authority’s file is removed');
});

test('an empty value is an error that names the flag', async () => {
  // Nobody is there, and nobody is asked.
  const record = ['record', '--url', 'http://127.0.0.1:1'];
  const cases: [RegExp, ...string[]][] = [
    [/^latchkey: --host <address>: expected a value/, 'serve', '--host', ''],
    [/^latchkey: --store <file>: expected a value/, 'serve', '--store', ''],
    [/^latchkey: --reports <dir>: expected a value/, 'verify', '--reports', ''],
    [/^latchkey: --config <file>: expected a value/, 'verify', '--config', ''],
    [/^latchkey: --target <name>: expected a value/, 'verify', '--target', ''],
    [/^latchkey: <file>: expected a value/, 'replay', ''],
    [/^latchkey: <dir>: expected a value/, 'report', 'merge', ''],
    [/^latchkey: <url>: expected a value/, 'doctor', ''],
    [/^latchkey: .*: it is a directory; expected a file/, ...record, '-o', tmpdir()],
    [/^latchkey: unknown command 'nope'/, 'help', 'nope'],
  ];
  for (const [expected, ...args] of cases) {
    const { code, stdout, stderr } = await latchkey(args);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, expected);
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    assert.equal(stdout, '');
  }
});
