import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const program = path.join(root, 'src/cli/latchkey.cjs');

function runAs(version: string, others: Readonly<Record<string, string>> = {}) {
  const pretended = JSON.stringify({ ...process.versions, node: version, ...others });
  const pretend = `Object.defineProperty(process, 'versions', { value: ${pretended} });`;
  return spawnSync(
    process.execPath,
    [
      '--input-type=commonjs',
      '-e',
      `${pretend} process.argv.splice(1, 0, 'latchkey'); require(${JSON.stringify(program)})`,
      '--',
      '--version',
    ],
    { encoding: 'utf8' },
  );
}

test('a Node that is too old is told so in one line', () => {
  for (const version of ['20.20.2', '22.18.0', '14.21.3']) {
    const { status, stdout, stderr } = runAs(version);
    assert.equal(stderr, `latchkey: this is Node ${version}; expected Node 22.19 or newer\n`);
    assert.equal(stdout, '');
    assert.equal(status, 2);
  }
});

test('Bun is told so, which says that it is a Node that is new enough', () => {
  const { status, stderr } = runAs('24.3.0', { bun: '1.4.5' });
  assert.equal(
    stderr,
    'latchkey: this is Bun 1.4.5; expected Node 22.19 or newer, which bun run takes without --bun\n',
  );
  assert.equal(status, 2);
});

test('a Node that is new enough runs it', () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  for (const node of ['22.19.0', '24.0.0']) {
    const { status, stdout } = runAs(node);
    assert.equal(stdout, `${version}\n`);
    assert.equal(status, 0);
  }
});
