/** Stores that answer anything, for ever: each command ends in a sentence, and on SIGTERM at once. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { builtInFixture } from '../../mocks/index.ts';
import { limits } from '../../src/client/http/limits.ts';
import { serve } from '../cli/latchkey.ts';
import { hostileServer, misbehaviours } from '../hostile-server.ts';
import { Folder, requirementsOf } from './folder.ts';
import { spoiledAfter } from './spoiled.ts';

const owner = builtInFixture().keys.find(({ name }) => name === 'owner');
const env = {
  LATCHKEY_CONSUMER_KEY: owner?.consumer_key ?? '',
  LATCHKEY_CONSUMER_SECRET: owner?.consumer_secret ?? '',
};
/** Those that end by themselves; what takes time is in test/client/http/hostile.test.ts. */
const quick = [
  'a gzip bomb',
  'thirty megabytes of JSON',
  'deep nesting',
  'backslashes',
  'redirects without an end',
];

for (const name of quick)
  test(name, async t => {
    const url = await hostileServer(t, misbehaviours[name] as (typeof misbehaviours)[string]);
    const folder = new Folder(t);
    for (const command of [['verify'], ['record', '-o', 'out.jsonl'], ['drift']]) {
      const run = await folder.latchkey([...command, '--url', url], env);
      assert.equal(run.code, 3, run.stderr);
      assert.equal(run.stderr.trimEnd().split('\n').length, 1, run.stderr);
      assert.match(
        run.stderr,
        /answers with more than is read|does not answer as a WordPress site|redirects to/,
      );
    }
  });

/** Twice as much as is read of an answer. */
const bomb = gzipSync(Buffer.alloc(2 * limits.unpacked));

const unreadable: Readonly<Record<string, [spoil: (body: Buffer) => Buffer, said: RegExp]>> = {
  'a gzip bomb': [() => bomb, /answer is larger than is read of one/],
  'a damaged body': [body => body, /is not what its Content-Encoding says/],
};

for (const [name, [spoil, said]] of Object.entries(unreadable))
  test(`${name} in the middle of a run proves nothing, and is no failure`, async t => {
    const serving = await serve(t);
    const url = await spoiledAfter(t, serving.http, 12, body => ({ body: spoil(body), encoding: 'gzip' }));
    const folder = new Folder(t);
    const run = await folder.latchkey(
      ['verify', 'OAUTH-01', 'OAUTH-02', 'OAUTH-03', 'OAUTH-04', '--url', url, '--reports', 'out'],
      env,
    );
    assert.equal(run.code, 3, run.stdout + run.stderr);
    const outcomes = [...requirementsOf(folder.read('out/summary.json')).values()];
    assert.match(run.stdout, /\(\d+ passed/);
    assert.ok(!outcomes.some(({ outcome }) => outcome === 'failed'), run.stdout);
    const reasons = outcomes.flatMap(({ outcome, reasons }) => (outcome === 'cannot tell' ? reasons : []));
    assert.ok(reasons.length > 0 && reasons.every(reason => said.test(reason)), reasons.join('\n'));
  });

test('an answer that is packed without being asked for is read', async t => {
  const serving = await serve(t);
  const url = await spoiledAfter(t, serving.http, 0, body => ({ body: gzipSync(body), encoding: 'gzip' }));
  const folder = new Folder(t);
  const run = await folder.latchkey(
    ['verify', 'OAUTH-01', 'OAUTH-02', 'OAUTH-03', 'OAUTH-04', '--url', url, '--reports', 'out'],
    env,
  );
  assert.equal(run.code, 0, run.stdout + run.stderr);
});

test('a store that is silent, and SIGTERM', async t => {
  const url = await hostileServer(t, misbehaviours['nothing at all'] as (typeof misbehaviours)[string]);
  const folder = new Folder(t);
  for (const command of [['verify'], ['record', '-o', 'out.jsonl'], ['drift']]) {
    const running = folder.start([...command, '--url', url], env);
    await new Promise(resolve => setTimeout(resolve, 2_000));
    const start = performance.now();
    running.kill('SIGTERM');
    const { code, signal } = await running.ended;
    assert.ok(code === 3 || signal === 'SIGTERM', `${code} ${signal}`);
    assert.ok(performance.now() - start < 2_000, `${performance.now() - start} ms`);
  }
});

test('what a store says is shown, and no command to a terminal or a CI', async t => {
  const evil = '\x1b]0;owned\x07\x1b[31m\u009b31m\u202e\n::error file=x::y\n  ::add-mask::x\r##[error]z';
  const url = await hostileServer(t, (socket, asked) => {
    const body = asked.startsWith('/wp-json')
      ? JSON.stringify({ code: 'rest_x', message: evil, data: { status: 500 } })
      : `<title>${evil}</title>`;
    const type = asked.startsWith('/wp-json') ? 'application/json' : 'text/html';
    const bytes = Buffer.from(body);
    socket.write(
      `HTTP/1.1 500 X\r\nServer: a\x1b[31mb\r\nContent-Type: ${type}\r\nContent-Length: ${bytes.length}\r\n\r\n`,
    );
    socket.write(bytes);
  });
  const folder = new Folder(t);
  const texts: string[] = [];
  for (const command of [
    ['verify', 'BASIC-01', '--url', url, '--reports', 'out'],
    ['doctor', url],
    ['doctor', url, '--markdown'],
    ['doctor', url, '--json'],
    ['verify', '--url', 'http://ck_0123456789abcdef0123456789abcdef01234567:cs_secret@h.test'],
  ]) {
    const { stdout, stderr } = await folder.latchkey(command, { ...env, GITHUB_ACTIONS: 'true' });
    texts.push(stdout, stderr);
  }
  const reports = path.join(folder.path, 'out');
  for (const name of readdirSync(reports)) texts.push(readFileSync(path.join(reports, name), 'utf8'));
  for (const text of texts) {
    assert.doesNotMatch(text, /[^\P{Cc}\n\t\r]|\r(?!\n)|[\u202a-\u202e]|##\[/u);
    assert.doesNotMatch(text, /^\s*::(?:error file=x|add-mask)/m);
    assert.ok(!text.includes('0123456789abcdef01'), text);
  }
});
