/** The completion scripts, in the shells that they are for. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { commands } from '../../src/cli/program.ts';
import { latchkey } from './latchkey.ts';

const bash = await latchkey(['completion', 'bash']);

/** What bash offers for the last of the words. */
function offered(...words: string[]): string[] {
  const script = `eval "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _latchkey; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-uc', script, 'bash', bash.stdout, ...words], { encoding: 'utf8' })
    .split('\n')
    .filter(word => word !== '');
}

test('bash completes the commands', () => {
  assert.equal(bash.code, 0, bash.stderr);
  assert.deepEqual(offered('latchkey', 'ver'), ['verify']);
  const all = offered('latchkey', '');
  for (const { name } of commands) assert.ok(all.includes(name), name);
  assert.deepEqual(offered('latchkey', 'help', 'prof'), ['profiles']);
});

test('bash completes the flags of a command, and nobody else’s', () => {
  assert.deepEqual(offered('latchkey', 'serve', '--ht'), ['--http', '--https']);
  assert.deepEqual(offered('latchkey', 'list', '--ht'), []);
});

test('bash completes the values of a flag that has only so many', () => {
  assert.deepEqual(offered('latchkey', 'serve', '--profile', '1'), ['10.5', '11.1']);
  assert.deepEqual(offered('latchkey', 'verify', '--fault', 'strip-au'), ['strip-authorization']);
  assert.deepEqual(offered('latchkey', 'completion', 'z'), ['zsh']);
});

test('bash completes ids of requirements, and what a command is followed by', () => {
  assert.ok(offered('latchkey', 'verify', 'BASIC-0').includes('BASIC-01'));
  assert.deepEqual(offered('latchkey', 'report', ''), ['merge', 'open']);
});

test('bash is left to complete files, and the words of another program', () => {
  assert.deepEqual(offered('latchkey', 'replay', ''), []);
  assert.deepEqual(offered('latchkey', 'serve', '--store', ''), []);
  assert.deepEqual(offered('latchkey', 'gate', '--', '--f'), []);
  const registered = execFileSync('bash', ['-c', 'eval "$1"; complete -p latchkey', 'bash', bash.stdout]);
  assert.match(registered.toString(), /-o default .*-F _latchkey latchkey/);
});

for (const shell of ['zsh', 'fish'] as const) {
  test(`${shell} reads its script`, { skip: missing(shell) }, async context => {
    const { status, stderr } = spawnSync(shell, ['-n', await scriptFile(context, shell)], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });
}

test('fish completes commands, flags and values', { skip: missing('fish') }, async context => {
  const file = await scriptFile(context, 'fish');
  const complete = (line: string) =>
    execFileSync('fish', ['--no-config', '-c', `source ${file}; complete -C ${JSON.stringify(line)}`])
      .toString()
      .split('\n')
      .map(offer => offer.split('\t')[0]);
  assert.ok(complete('latchkey ver').includes('verify'));
  assert.ok(complete('latchkey serve --pro').includes('--profile'));
  assert.ok(complete('latchkey serve --profile ').includes('10.5'));
});

test('a shell that is none is told by what was expected', async () => {
  const { code, stderr } = await latchkey(['completion', 'tcsh']);
  assert.equal(code, 2);
  assert.match(stderr, /^latchkey: .*tcsh.*bash, zsh, fish.*\n$/);
});

function missing(shell: string): string | false {
  return spawnSync(shell, ['--version']).error ? `${shell} is not installed` : false;
}

async function scriptFile(context: TestContext, shell: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-completion-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'latchkey');
  writeFileSync(file, (await latchkey(['completion', shell])).stdout);
  return file;
}
