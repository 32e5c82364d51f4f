import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { Command } from 'commander';
import { FaultError } from '../../mocks/errors.ts';
import { faultOption } from '../../src/cli/fault-option.ts';
import { register } from '../../src/cli/faults.ts';
import type { CommandIo } from '../../src/cli/io.ts';

async function faults(...args: string[]): Promise<string> {
  const stdout = new PassThrough();
  const program = new Command();
  const io: CommandIo = {
    stdin: new PassThrough(),
    stdout,
    stderr: new PassThrough(),
    env: {},
    cwd: '.',
    interrupted: new AbortController().signal,
    finish: () => {},
  };
  register(program, io);
  await program.parseAsync(['faults', ...args], { from: 'user' });
  stdout.end();
  return (await stdout.toArray()).join('');
}

test('faults are listed by layer with what a client sees', async () => {
  const text = await faults();
  assert.match(text, /^TLS\n/);
  assert.match(text, /\n {2}strip-authorization\n {4}The Authorization header does not reach PHP\.\n/);
  assert.match(text, /\n {6}seconds=600 {2}how long an answer is kept; a number of at least 0\n/);
  for (const line of text.split('\n')) assert.ok(line.length <= 100, line);
});

test('faults --json has every parameter with its default', async () => {
  const { faults: listed } = JSON.parse(await faults('--json')) as {
    faults: { id: string; parameters: { name: string }[] }[];
  };
  const cache = listed.find(fault => fault.id === 'cache');
  assert.deepEqual(
    cache?.parameters.map(parameter => parameter.name),
    ['seconds', 'key', 'statuses', 'path', 'share', 'seed'],
  );
});

test('faults NAME has this one alone, and says which was meant', async () => {
  const text = await faults('slow');
  assert.match(text, /\n {2}slow\n/);
  assert.match(text, /\n1 fault\. /);
  assert.doesNotMatch(text, /strip-authorization/);
});

test('--fault collects, and refuses what is none', () => {
  const command = () => new Command().addOption(faultOption()).exitOverride();
  const parsed = command().parse(['--fault', 'slow', '--fault', 'cache:seconds=1'], { from: 'user' });
  assert.deepEqual(parsed.opts(), { fault: ['slow', 'cache:seconds=1'] });
  assert.deepEqual(command().parse([], { from: 'user' }).opts(), { fault: [] });
  assert.throws(
    () => command().parse(['--fault', 'slov'], { from: 'user' }),
    (error: unknown) =>
      error instanceof FaultError && error.message === 'unknown fault "slov", did you mean "slow"?',
  );
});
