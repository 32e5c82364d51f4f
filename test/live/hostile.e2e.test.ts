/** Stores that answer anything, for ever: each command ends in a sentence, and on SIGTERM at once. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { builtInFixture } from '../../mocks/index.ts';
import { hostileServer, misbehaviours } from '../hostile-server.ts';
import { Folder } from './folder.ts';

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
