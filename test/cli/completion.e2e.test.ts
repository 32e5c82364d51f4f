/** The completion scripts, in the shells that they are for. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { commands } from '../../src/cli/program.ts';
import { Folder } from '../live/folder.ts';
import { latchkey } from './latchkey.ts';

const root = path.resolve(import.meta.dirname, '../..');
const main = path.join(root, 'src/cli/main.ts');
const bash = await latchkey(['completion', 'bash']);

/** What bash offers for the last of the words. */
function offered(...words: string[]): string[] {
  return offeredIn(root, ...words);
}

/** In a folder, where `latchkey` is the checkout's. */
function offeredIn(cwd: string, ...words: string[]): string[] {
  const command = `latchkey() { ${JSON.stringify(process.execPath)} ${JSON.stringify(main)} "$@"; }`;
  const script = `${command}; eval "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _latchkey; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-uc', script, 'bash', bash.stdout, ...words], { cwd, encoding: 'utf8' })
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

test('bash completes tags, whose @ it takes for a word of its own', () => {
  assert.ok(offered('latchkey', 'verify', 'nonc').includes('nonces'));
  assert.ok(offered('latchkey', 'verify', '@', 'nonc').includes('nonces'));
  assert.ok(offered('latchkey', 'verify', '@').includes('nonces'));
});

test('bash completes flags of what a command is followed by', () => {
  assert.deepEqual(offered('latchkey', 'report', 'merge', '--sin'), ['--since']);
});

const configuration = {
  targets: {
    'shop-at': { url: 'https://shop.example.at' },
    'shop-de': { url: 'https://shop.example.de' },
  },
};

test('targets are those of the configuration where one is', async context => {
  const folder = new Folder(context);
  assert.deepEqual(offeredIn(folder.path, 'latchkey', 'verify', '--target', ''), ['all', 'simulated']);
  folder.write('latchkey.config.json', configuration);
  assert.deepEqual(offeredIn(folder.path, 'latchkey', 'verify', '--target', 'shop'), ['shop-at', 'shop-de']);
  assert.deepEqual(offeredIn(folder.path, 'latchkey', 'doctor', '--target', ''), [
    'all',
    'shop-at',
    'shop-de',
  ]);
  folder.write('latchkey.config.json', '{ "targets": ');
  const wrong = await folder.latchkey(['completion', '--targets']);
  assert.deepEqual([wrong.code, wrong.stdout, wrong.stderr], [0, '', '']);
});

test('PowerShell is told every command, and no flag twice in its hash tables, which know no case', async () => {
  const { code, stdout } = await latchkey(['completion', 'powershell']);
  assert.equal(code, 0);
  for (const { name } of commands) assert.match(stdout, new RegExp(`^    '${name}' = @\\{$`, 'm'));
  const tables = [...stdout.matchAll(/^ {6}Flags = @\{ (.*) \}$/gm)].map(([, table = '']) => table);
  assert.equal(tables.length, commands.length);
  for (const table of tables) {
    const flags = [...table.matchAll(/(?:^|; )'(--?[\w-]+)' = /g)].map(([, flag = '']) => flag.toLowerCase());
    assert.ok(flags.includes('--help'), table);
    assert.equal(new Set(flags).size, flags.length, table);
  }
});

test('PowerShell completes commands, flags, values and targets', { skip: missing('pwsh') }, async context => {
  const file = await scriptFile(context, 'powershell');
  const folder = new Folder(context);
  folder.write('latchkey.config.json', configuration);
  const own = `function latchkey { & '${process.execPath}' '${main}' @args }`;
  const complete = (line: string) =>
    execFileSync(
      'pwsh',
      [
        ...['-NoProfile', '-Command'],
        `${own}; Get-Content -Raw '${file}' | Invoke-Expression; (TabExpansion2 '${line}' ${line.length}).CompletionMatches.CompletionText`,
      ],
      { cwd: folder.path, encoding: 'utf8' },
    ).split(/\r?\n/);
  assert.ok(complete('latchkey ver').includes('verify'));
  assert.ok(complete('latchkey serve --pro').includes('--profile'));
  assert.ok(complete('latchkey serve --profile 1').includes('10.5'));
  assert.ok(complete('latchkey verify BASIC-0').includes('BASIC-01'));
  assert.ok(complete('latchkey verify --target shop').includes('shop-at'));
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
  assert.ok(complete('latchkey verify @nonc').includes('@nonces'));
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
