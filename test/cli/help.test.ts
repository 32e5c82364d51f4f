/** What a newcomer is told: the help of every command, and what a slip of the finger gets. */
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { commands, run } from '../../src/cli/program.ts';

for (const { name, summary } of commands) {
  test(`latchkey ${name} --help describes it with examples and exit codes`, async () => {
    const { code, stdout } = await latchkey([name, '--help']);
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^Usage: latchkey ${name}\\b`));
    assert.match(stdout, /^Examples:\n {2}\$ .*latchkey /m);
    const overview = (await latchkey(['--help'])).stdout.replaceAll(/\s+/g, ' ');
    assert.ok(overview.includes(`${name} ${summary}`), `the overview lists ${name}`);
  });

  test(`a letter missing in ${name} is noticed`, async () => {
    const { code, stderr } = await latchkey([name.slice(0, 2) + name.slice(3)]);
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(`^latchkey: unknown command .*Did you mean .*\\b${name}\\b.*\\n$`));
  });
}

/** Runs `latchkey ARGUMENT …` in this process: nothing that is asked for here starts anything. */
async function latchkey(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const ended = { code: 0, stdout: '', stderr: '' };
  const into = (stream: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk, _encoding, written) {
        ended[stream] += chunk;
        written();
      },
    });
  await run(args, {
    stdin: process.stdin,
    stdout: into('stdout'),
    stderr: into('stderr'),
    env: {},
    cwd: process.cwd(),
    interrupted: new AbortController().signal,
    finish(code) {
      ended.code = code;
    },
  });
  return ended;
}
