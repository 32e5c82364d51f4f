/** The command that the gate runs: how it may end, what it may leave behind, and what it is given. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { judgedBy, latchkeyGate, root } from './latchkey.ts';

const reports = mkdtempSync(path.join(tmpdir(), 'gate-command-'));
after(() => rmSync(reports, { recursive: true, force: true }));

const request =
  'curl -s -o /dev/null -u "$LATCHKEY_CONSUMER_KEY:$LATCHKEY_CONSUMER_SECRET" "$LATCHKEY_HTTPS_URL/wp-json/"';
const judged = (script: string, ...flags: string[]) => judgedBy(reports, ['bash', '-c', script], ...flags);

/** The process that has written its id to a file, or undefined when it is gone. */
function processOf(file: string): number | undefined {
  const pid = Number(readFileSync(file, 'utf8'));
  try {
    process.kill(pid, 0);
    // A process that has ended and that nobody has waited for is still there by its number.
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')) ? undefined : pid;
  } catch {
    return undefined;
  }
}

test('a signal that ends the command is told as shells tell it', async () => {
  const { code, parsed } = await judged(`${request}; kill -SEGV $$`);
  assert.equal(code, 3);
  assert.equal(parsed.exitCode, 139);
});

test('a command that ends leaves nothing running, nor is it waited for what it has left', async () => {
  const file = path.join(reports, 'left.pid');
  const started = performance.now();
  const { code } = await judged(`${request}; sleep 300 & echo $! > '${file}'; exit 0`);
  assert.equal(code, 0);
  assert.ok(performance.now() - started < 30_000);
  await wait(200);
  assert.equal(processOf(file), undefined);
});

test('what has left the group of the command, but holds its output, is not waited for', async () => {
  const file = path.join(reports, 'detached.pid');
  const started = performance.now();
  const { code } = await judged(
    `${request}; setsid bash -c 'echo $$ > "${file}"; sleep 45' & sleep 0.3; exit 0`,
  );
  assert.equal(code, 0);
  assert.ok(performance.now() - started < 30_000);
  const pid = processOf(file);
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
});

test('a command that does not end when it is told to is ended', async () => {
  const started = performance.now();
  const { code, stderr } = await judged(
    `trap "" TERM; ${request}; while :; do sleep 0.1; done`,
    '--timeout',
    '3',
  );
  assert.equal(code, 3);
  assert.match(stderr, /the command was ended after 3 s/);
  assert.ok(performance.now() - started < 30_000);
});

test('arguments arrive as they were given', async () => {
  const argument = `it's "a b" $HOME *`;
  const script = 'process.argv[1] === process.env.WANTED || process.exit(9)';
  process.env.WANTED = argument;
  const { parsed, stderr } = await judgedBy(reports, [
    'sh',
    '-c',
    `${request}; exec "$@"`,
    'sh',
    process.execPath,
    '-e',
    script,
    argument,
  ]);
  delete process.env.WANTED;
  assert.equal(parsed.exitCode, 0, stderr);
});

test('a proxy in the environment does not stand between the command and the store', async () => {
  process.env.https_proxy = 'http://127.0.0.1:1';
  const { code, stderr } = await judged(request);
  delete process.env.https_proxy;
  assert.equal(code, 0, stderr);
});

test('a secret behind megabytes of output is found', async () => {
  const much = 'yes "$(head -c 1000 /dev/zero | tr "\\0" x)" | head -c 70000000';
  const { failed } = await judged(`exec 2>&1; ${request}; ${much}; echo; echo "$LATCHKEY_CONSUMER_SECRET"`);
  assert.deepEqual(failed, ['GATE-LEAK-1']);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  test(`${signal} ends the gate and its command, and is no success`, async () => {
    const file = path.join(reports, `${signal}.pid`);
    const script = `${request}; echo $$ > '${file}'; sleep 300`;
    const main = path.join(root, 'src/cli/main.ts');
    const args = [main, 'gate', '--reports', reports, '--', 'bash', '-c', script];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', chunk => {
      stderr += chunk;
    });
    while (!existsSync(file)) await wait(50);
    child.kill(signal);
    const code = await new Promise(resolve => child.once('close', resolve));
    assert.equal(code, 3);
    assert.match(stderr, /the gate was interrupted: nothing was judged/);
    assert.equal(processOf(file), undefined);
  });

test('reports of an earlier run do not outlive one that could not be judged', async () => {
  await judged(request);
  const page = path.join(reports, 'junit.xml');
  assert.ok(existsSync(page));
  writeFileSync(path.join(reports, 'mine.txt'), '');
  const { code } = await latchkeyGate(reports, '--', 'true');
  assert.equal(code, 3);
  assert.ok(!existsSync(page));
  assert.ok(existsSync(path.join(reports, 'mine.txt')));
});

test('a rule is left out with --except, and the report says so', async () => {
  const twice = '-u ck_1:cs_1 "$LATCHKEY_HTTPS_URL/wp-json/wc/v3/orders"';
  const script = `for i in 1 2; do curl -s -o /dev/null ${twice}; done`;
  assert.deepEqual((await judged(script)).failed, ['GATE-RETRY-1']);
  const { code, rule } = await judged(script, '--except', 'GATE-RETRY-1');
  assert.equal(code, 0);
  assert.equal(rule('GATE-RETRY-1')?.reason, 'left out with --except');
});

test('requests that carry no credentials are nothing to be judged', async () => {
  const { code, failed, stderr } = await judged('curl -s -o /dev/null "$LATCHKEY_HTTPS_URL/wp-json/"');
  assert.equal(code, 3);
  assert.deepEqual(failed, []);
  assert.match(stderr, /no request carried credentials: nothing was judged/);
});
